import { type Check, Run } from '../../engine/index.js';
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
import { type IdealCheck, IdealRun } from '../remembered/ideal-run.js';
import { IdealTarget } from '../remembered/ideal-target.js';
import { RememberingConnection } from '../remembered/remembering-connection.js';

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
   * environment has `SEND_EVERY_REQUEST`. With `checks`, a check is not carried out if all of its requests do: its outcome is
   * the one of the ideal target.
   */
  readonly remember?: { readonly checks: boolean };
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
  const engine = { ...assessment, fixtures, seed, cases, concurrency, timeout, signed };
  const { remember } = assessment;
  const remembering =
    remember && process.env.SEND_EVERY_REQUEST === undefined
      ? new RememberingConnection(
          { endpoint: new URL(server.url), ...how },
          { ideal: idealTarget(ideal, how), options },
        )
      : undefined;
  const connection = remembering ?? new Connection({ endpoint: new URL(server.url), ...how });
  const selection = { claimed, ...(only ? { only } : {}), ...(shard ? { shard } : {}) };
  const selected = assessment.stimuli
    ? allChecks.filter(({ requirement }) =>
        [...(only ?? []), ...(assessment.stimuli ?? [])].includes(requirement),
      )
    : selectChecks(allChecks, selection);
  const checks = selected.filter(({ id }) => !assessment.without?.test(id));
  const started = performance.now();
  try {
    const record = assessment.record ?? (() => {});
    const run = newRun(connection, { ...engine, record });
    const known =
      remembering && remember?.checks
        ? { run: idealRun(ideal, how, engine), connection: remembering }
        : undefined;
    const asIdeal = known
      ? await checksAsIdeal(checks, known.run, known.connection)
      : new Map<string, IdealCheck>();
    for (const { recorded } of asIdeal.values()) recorded.forEach(record);
    const outcomes = await Promise.all(
      checks.map((check) => asIdeal.get(check.id)?.outcome ?? run.outcome(check)),
    );
    for (const id of selectRules(selection)) {
      const outcome = await run.everyResponse(id);
      outcomes.push(known && outcome.judged === 0 ? await known.run.everyResponse(id) : outcome);
    }
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

/** What both runs are made with, that against the changed target and that against the ideal one. */
interface Engine extends Pick<Assessment, 'attempts' | 'externalClients' | 'record'> {
  readonly fixtures: LoadedFixtures;
  readonly seed: number;
  readonly cases: number;
  readonly concurrency: number;
  readonly timeout: number;
  readonly signed: boolean;
}

function newRun(connection: Connection, engine: Engine): Run {
  const { fixtures, seed, cases, concurrency, timeout, signed, record = () => {} } = engine;
  return new Run({
    connection,
    fixtures,
    seed,
    cases,
    ...defined({ attempts: engine.attempts }),
    concurrency,
    patienceMs: 2000,
    scenarios,
    target: {
      endpoint: connection.endpoint.origin,
      region,
      timeout,
      ...(signed ? { credentials: async () => exampleCredentials } : {}),
    },
    externalClients: engine.externalClients === true,
    record,
  });
}

/** The checks all of whose requests get the response of the ideal target; none if the change acts on the connection. */
async function checksAsIdeal(
  checks: readonly Check[],
  ideal: IdealRun,
  connection: RememberingConnection,
): Promise<Map<string, IdealCheck>> {
  const same = new Map<string, IdealCheck>();
  for (const check of checks) {
    const known = await ideal.check(check);
    if (known && (await connection.respondsAs(known.exchanges))) same.set(check.id, known);
    if (connection.isOfConnection) return new Map();
  }
  return same;
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

const idealRuns = new Map<string, IdealRun>();

/** The run against the ideal target with these fixtures, seed and cases: one for all assessments in this process. */
function idealRun(
  options: ReferenceOptions,
  how: ConstructorParameters<typeof IdealTarget>[1],
  engine: Engine,
): IdealRun {
  const key = `${options.auth} ${options.fixtures === defaultFixtures()} ${engine.seed} ${engine.cases}`;
  let run = idealRuns.get(key);
  if (!run) {
    const ideal = idealTarget(options, how);
    run = new IdealRun(async ({ heard, record }) => {
      const endpoint = new URL(await ideal.url);
      const connection = new RememberingConnection({ endpoint, ...how }, { ideal, options, heard });
      return newRun(connection, { ...engine, record });
    });
    idealRuns.set(key, run);
  }
  return run;
}

/** Ids of the requirements that have one of these verdicts. */
export function withVerdict(
  results: Results,
  ...verdicts: readonly Results['requirements'][number]['verdict'][]
): RequirementId[] {
  return results.requirements.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id);
}
