import { readTls } from '../../config/index.js';
import { FixtureView } from '../../engine/index.js';
import {
  type ConnectionProblem,
  connectionProblem,
  gatekeeper,
  type ResolvedRun,
  resolveRun,
} from '../../runner/index.js';
import type { Profile } from '../../schemas/index.js';
import { defined, operation } from '../../schemas/index.js';
import { Connection, RequestSigner } from '../../targets/connection/index.js';
import { forkReferenceTarget } from '../../targets/embedded/index.js';
import {
  defaultFixtures,
  embeddedFixtures,
  type LoadedFixtures,
  readFixtures,
} from '../../targets/fixtures/index.js';
import { exampleCredentials } from '../../targets/sigv4/index.js';
import { type Assessability, assessability } from '../assessable.js';
import { clientNotes } from '../doctor/clients.js';
import { clock } from '../doctor/clock.js';
import { type Diagnosis, fine, note, problem, render } from '../doctor/diagnosis.js';
import { load } from '../doctor/load.js';
import { findPlaces } from '../doctor/places.js';
import { responses } from '../doctor/responses.js';
import { chooseSamples, type Sample, takeSamples } from '../doctor/sample.js';
import type { DoctorFlags } from '../options.js';
import { profileTable } from '../profile-table.js';
import { runOptionsOf } from './run.js';

/** Generated cases that the number of requests is reckoned with: none is sent here. */
const notCounted = 1;

/**
 * Looks at a target before a run: whether it is reached, lets us in, holds the fixtures, and which profiles can be
 * assessed. Tells what is wrong with the setup from what is wrong with the target. Sends a few requests, all of them
 * reading.
 *
 * @returns 0 if all is well, else 1
 */
export async function doctor(flags: DoctorFlags): Promise<number> {
  const resolved = await resolveRun(runOptionsOf({ ...flags, out: '.' }));
  const embedded = resolved.endpoint === undefined ? await forkReferenceTarget(resolved) : undefined;
  const endpoint = embedded?.url ?? resolved.endpoint ?? '';
  const tls = readTls(resolved);
  const credentials = await credentialsOf(resolved);
  const connection = new Connection({
    endpoint: new URL(endpoint),
    concurrency: resolved.concurrency,
    timeout: resolved.timeout,
    proxies: embedded === undefined,
    ...tls,
    ...defined({ rate: resolved.rate }),
    ...(credentials ? { signer: new RequestSigner(credentials.provider, resolved.region) } : {}),
  });
  try {
    process.stdout.write(`${endpoint}\n\n`);
    const fixtures = await fixturesOf(resolved);
    const seen = await examine(connection, fixtures, { ...resolved, endpoint });
    if (seen.reached.state === 'problem') {
      process.stdout.write(
        `${render([seen.reached])}\nCannot check further until the target is reachable.\n`,
      );
      return 1;
    }
    const diagnoses = [
      seen.reached,
      ...(seen.clock ? [seen.clock] : []),
      identity(credentials, seen),
      ...seen.further,
      ...(resolved.claimed.includes('clients') ? await clientNotes() : []),
    ];
    const profiles = await assessability(
      { fixtures, signs: credentials !== undefined, scenarios: scenariosOf(resolved) },
      resolved.claimed,
      notCounted,
    );
    const table = profileTable(profiles, unserved(seen));
    // If something else is wrong, fixing that comes first, and may be all that there is to fix.
    const open = diagnoses.some(({ state }) => state === 'problem')
      ? undefined
      : claimedButOpen(resolved, profiles);
    const found = [...diagnoses, ...(open ? [open] : [])];
    process.stdout.write(render(found));
    process.stdout.write(`\nProfiles that can be tested (claimed: ${resolved.claimed.join(', ')})\n${table}`);
    const problems = found.filter(({ state }) => state === 'problem');
    process.stdout.write(problems.length === 0 ? '\nNo problems found.\n' : `\n${counted(problems)}\n`);
    return problems.length === 0 ? 0 : 1;
  } finally {
    await connection.close();
    await embedded?.close();
  }
}

function counted(problems: readonly Diagnosis[]): string {
  const target = problems.filter(({ blame }) => blame === 'target').length;
  const words = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  return `${words}: ${problems.length - target} in the configuration, ${target} in the target.`;
}

interface FoundCredentials {
  readonly provider: () => Promise<{
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  }>;
  /** The end of the access key id, and whether there is a session token: enough to know them by. */
  readonly summary: string;
}

async function credentialsOf(resolved: ResolvedRun): Promise<FoundCredentials | undefined> {
  if (resolved.auth === 'none') return undefined;
  const provider =
    resolved.endpoint === undefined
      ? async () => exampleCredentials
      : (await import('@aws-sdk/credential-provider-node')).defaultProvider();
  const { accessKeyId, sessionToken } = await provider();
  const token = sessionToken === undefined ? '' : ', with a session token';
  return { provider, summary: `found (access key …${accessKeyId.slice(-4)}${token})` };
}

interface Seen {
  readonly reached: Diagnosis;
  readonly clock?: Diagnosis;
  readonly further: readonly Diagnosis[];
  readonly samples: readonly Sample[];
}

async function examine(
  connection: Connection,
  fixtures: LoadedFixtures,
  { endpoint, fixtures: folder, concurrency, certFile }: ResolvedRun & { readonly endpoint: string },
): Promise<Seen> {
  const first = await connection.send({ ...operation, query: '', signing: 'none' });
  const attempted = { endpoint: new URL(endpoint), certificate: certFile !== undefined };
  const silence = { kind: 'closed', message: 'no response' } as const;
  if (first.response === undefined) return notReached(connectionProblem(first.failure ?? silence, attempted));
  const obstacle = gatekeeper(first.response);
  if (obstacle) return notReached(obstacle);
  const reached = fine('reachable', `responds with ${first.response.status} to a request without parameters`);
  const view = new FixtureView(fixtures.set);
  // So that nothing depends on what the request before did to its connection.
  await connection.dropKept();
  const samples = await takeSamples(connection, chooseSamples(view), concurrency);
  if (samples.length === 0)
    return {
      reached,
      clock: clock(first.response, Date.now()),
      further: [
        problem(
          'fixtures',
          'fixtures.json lists no asset that can be downloaded',
          'configuration',
          'Write or provision a set with: codeartifact-conformance fixtures provision DIR.',
        ),
      ],
      samples,
    };
  const places = await findPlaces(connection, fixtures.set, samples);
  const further = responses({ samples, places, signs: connection.signs, endpoint, fixtures: folder });
  const served = samples.find(({ outcome }) => outcome === 'served');
  const underLoad = served ? await load({ connection, asset: served.asset, concurrency }) : [];
  const elsewhere = first.response.status < 300 && !served ? [noSuchOperation(first.response.status)] : [];
  return {
    reached,
    clock: clock(first.response, Date.now()),
    further: [...elsewhere, ...further, ...underLoad],
    samples,
  };
}

const noSuchOperation = (status: number): Diagnosis =>
  problem(
    'endpoint',
    `responds with ${status} to a request without parameters, and serves no asset: another service may be there`,
    'configuration',
    'Is the endpoint that of the API, with its base path if it has one?',
  );

const notReached = ({ subject, detail, blame, next }: ConnectionProblem): Seen => ({
  reached: problem(subject, detail, blame, next),
  further: [],
  samples: [],
});

async function fixturesOf({ fixtures, endpoint }: ResolvedRun): Promise<LoadedFixtures> {
  if (fixtures !== undefined) return readFixtures(fixtures);
  return endpoint === undefined ? embeddedFixtures() : defaultFixtures();
}

/** Whether there are credentials, and what became of them. */
function identity(credentials: FoundCredentials | undefined, { samples, further }: Seen): Diagnosis {
  if (credentials === undefined)
    return note(
      'signatures',
      'none: no credentials were found or requested, so the profile auth cannot be tested',
    );
  const accepted = samples.some(({ outcome }) => outcome === 'served');
  const refused = further.some(({ subject }) => subject === 'credentials');
  if (accepted) return fine('signatures', `credentials ${credentials.summary}, accepted`);
  return note('signatures', `credentials ${credentials.summary}${refused ? ', rejected' : ''}`);
}

const scenariosOf = ({ scenarios }: ResolvedRun) =>
  Object.keys(scenarios) as (keyof ResolvedRun['scenarios'] & string)[];

/** Profiles of which a sample was not served: they cannot be assessed, whatever fixtures.json says. */
function unserved({ samples }: Seen): Partial<Record<Profile, readonly string[]>> {
  const reasons: Partial<Record<Profile, readonly string[]>> = {};
  const profileOf = (format: string): Profile => (format === 'generic' ? 'core' : (format as Profile));
  for (const { asset, outcome, summary: told } of samples) {
    const profile = profileOf(asset.version.format);
    if (outcome === 'served' || reasons[profile] !== undefined) continue;
    reasons[profile] = [`a sample was not served: ${told}`];
  }
  if (!samples.some(({ asset, outcome }) => asset.version.format === 'generic' && outcome === 'served'))
    for (const profile of ['auth', 'faults', 'lifecycle', 'scale', 'clients'] as const)
      reasons[profile] = ['it needs a generic asset, and none was served'];
  return reasons;
}

function claimedButOpen({ claimed }: ResolvedRun, all: readonly Assessability[]): Diagnosis | undefined {
  const open = all.filter(({ profile, untestable }) => claimed.includes(profile) && untestable.length > 0);
  if (open.length === 0) return undefined;
  return problem(
    'profiles',
    `claimed but not fully testable: ${open.map(({ profile }) => profile).join(', ')}`,
    'configuration',
    'The table below lists what is missing. A run would end without a verdict (exit code 3).',
  );
}
