import { Run } from '../../engine/index.js';
import type { RecordedExchange } from '../../judge/index.js';
import { assembleResults } from '../../reports/index.js';
import {
  catalogueDigest,
  defined,
  errorTypes,
  type Profile,
  profiles,
  type RequirementId,
  type Results,
  type RunDescription,
} from '../../schemas/index.js';
import { checks as allChecks, selectChecks, selectRules } from '../../specs/index.js';
import { Connection, RequestSigner } from '../../targets/connection/index.js';
import { defaultFixtures } from '../../targets/fixtures/index.js';
import {
  embeddedFixtures,
  type LoadedFixtures,
  type ReferenceOptions,
  type StageChange,
  startReferenceServer,
} from '../../targets/reference/index.js';
import { exampleCredentials } from '../../targets/sigv4/index.js';
import { IdealTarget } from '../remembered/ideal-target.js';
import { type Remembering, RememberingConnection } from '../remembered/remembering-connection.js';

export interface Assessment {
  /** A seeded defect and a lawful difference of the target; absent for the ideal one. */
  readonly change?: { readonly defect?: StageChange; readonly variant?: StageChange };
  /** What the target holds, if not the default set. */
  readonly fixtures?: LoadedFixtures;
  readonly claimed?: readonly Profile[];
  readonly only?: readonly RequirementId[];
  /** Instead of all checks: those of these requirements besides those of `only`. What they get is checked against every rule. */
  readonly stimuli?: readonly RequirementId[];
  /** Checks whose ids match are left out. */
  readonly without?: RegExp;
  readonly seed?: number;
  /** Generated cases of each property. */
  readonly cases?: number;
  /** How often a check that fails is tried in all; as in any other run unless given. */
  readonly attempts?: number;
  /** Requests in flight at most. */
  readonly concurrency?: number;
  /** Milliseconds for an exchange; 2000 unless given. */
  readonly timeout?: number;
  readonly shard?: { readonly index: number; readonly of: number };
  /**
   * Requests that get the same response as without the change are not sent, see `RememberingConnection`: unless the
   * environment has `SEND_EVERY_REQUEST`.
   */
  readonly remember?: Pick<Remembering, 'isRepeatable'>;
  readonly record?: (exchange: RecordedExchange) => void;
  /** Official clients outside this package as well. They take seconds, so only tests of theirs ask for them. */
  readonly externalClients?: boolean;
}

const region = 'us-east-1';

const scenarios: RunDescription['scenarios'] = Object.fromEntries(
  errorTypes.map((type) => [type, { headers: { 'x-conformance-scenario': type } }]),
);

/** Runs the suite's own engine, in this process, against the reference target with or without a change. */
export async function assess(assessment: Assessment): Promise<Results> {
  const {
    claimed = profiles,
    only,
    seed = 1,
    cases = 10,
    concurrency = 16,
    timeout = 2000,
    shard,
  } = assessment;
  const fixtures =
    assessment.fixtures ?? (claimed.includes('scale') ? embeddedFixtures() : defaultFixtures());
  // Signatures cost both sides as much as all the rest, and matter to their own profile only.
  const signed = claimed.includes('auth');
  const ideal: ReferenceOptions = { fixtures, auth: signed ? 'sigv4' : 'none', region };
  const options: ReferenceOptions = { ...ideal, ...assessment.change };
  const server = await startReferenceServer(options);
  const how = {
    ...(signed ? { signer: new RequestSigner(exampleCredentials, region) } : {}),
    concurrency,
    timeout,
    proxies: false,
  };
  const endpoint = new URL(server.url);
  const connection =
    assessment.remember && process.env.SEND_EVERY_REQUEST === undefined
      ? new RememberingConnection(
          { endpoint, ...how },
          { ideal: idealTarget(ideal, how), options, ...assessment.remember },
        )
      : new Connection({ endpoint, ...how });
  const selection = { claimed, ...(only ? { only } : {}), ...(shard ? { shard } : {}) };
  const selected = assessment.stimuli
    ? allChecks.filter(({ requirement }) =>
        [...(only ?? []), ...(assessment.stimuli ?? [])].includes(requirement),
      )
    : selectChecks(allChecks, selection);
  const checks = selected.filter(({ id }) => !assessment.without?.test(id));
  const started = performance.now();
  try {
    const run = new Run({
      connection,
      fixtures,
      seed,
      cases,
      ...defined({ attempts: assessment.attempts }),
      concurrency,
      patienceMs: 2000,
      scenarios,
      target: {
        endpoint: server.url,
        region,
        timeout,
        ...(signed ? { credentials: async () => exampleCredentials } : {}),
      },
      externalClients: assessment.externalClients === true,
      record: assessment.record ?? (() => {}),
    });
    const outcomes = await Promise.all(checks.map((check) => run.outcome(check)));
    for (const id of selectRules(selection)) outcomes.push(await run.everyResponse(id));
    return assembleResults(outcomes, {
      suite: { name: 'codeartifact-conformance', version: '0', catalogueDigest: catalogueDigest() },
      target: { endpoint: server.url, identity: {} },
      waivers: [],
      run: {
        startedAt: '2026-01-01T00:00:00.000Z',
        durationMs: Math.round(performance.now() - started),
        seed,
        cases,
        claimed,
        exchanges: outcomes.reduce((sum, { sent }) => sum + sent, 0),
        recordingDigest: 'sha256:',
        ...(only ? { only } : {}),
        ...(shard ? { shard } : {}),
      },
    });
  } finally {
    await connection.close();
    await server.close();
  }
}

const idealTargets = new Map<string, IdealTarget>();

/** The ideal target with these fixtures: one for all assessments in this process. */
function idealTarget(
  options: ReferenceOptions,
  how: ConstructorParameters<typeof IdealTarget>[1],
): IdealTarget {
  const key = `${options.auth} ${options.fixtures === defaultFixtures()}`;
  let target = idealTargets.get(key);
  if (!target) {
    target = new IdealTarget(options, how);
    idealTargets.set(key, target);
  }
  return target;
}

/** Ids of the requirements that have one of these verdicts. */
export function withVerdict(
  results: Results,
  ...verdicts: readonly Results['requirements'][number]['verdict'][]
): RequirementId[] {
  return results.requirements.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id);
}
