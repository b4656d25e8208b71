import {
  type AssetUnderTest,
  type Attempt,
  type Check,
  NotApplicable,
  NotTestable,
  requestFor,
} from '../engine/index.js';
import { type Expectation, errorType, headerValue, type RecordedResponse } from '../judge/index.js';
import { type ErrorType, errorTypes, type RequirementId } from '../schemas/index.js';
import {
  ClientNotReady,
  ClientUnable,
  callClient,
  NoExchange,
  type OfficialClient,
  officialClients,
  readyDriver,
} from '../targets/clients/index.js';
import { checksAfter } from './checks-after.js';
import { large } from './sizes.js';

/** What a client must send for an ordinary target to respond with this error, as changes to a valid request. */
const ordinary: Partial<Record<ErrorType, Readonly<Record<string, string>>>> = {
  ResourceNotFoundException: { asset: 'conformance-no-such-asset.bin' },
  ValidationException: { domain: 'Not-A-Domain' },
};

/** Bytes besides those of the asset that are read of a response before it is given up. */
const slack = 1024 * 1024;
/** Milliseconds that an exchange may take at least: clients are programs of their own, and slow on a busy machine. */
const shortestMs = 10_000;
/** What a large asset is given time for besides the time of an exchange: 1 MiB per second. */
const slowestBytesPerMs = 1024;

/** What a call changes in the valid request for an asset. */
interface CallChange {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes a call with a client; what keeps the client from it is not the target's fault. */
async function call(
  attempt: Attempt,
  client: OfficialClient,
  asset: AssetUnderTest,
  expects: Expectation,
  { query = {}, headers = {} }: CallChange = {},
): Promise<void> {
  const values = { ...asset.values, ...query };
  const limit = asset.expected.size + slack;
  const timeout =
    Math.max(attempt.target.timeout, shortestMs) + Math.ceil(asset.expected.size / slowestBytesPerMs);
  const target = { ...attempt.target, timeout };
  try {
    await attempt.record(() => callClient(client, { target, values, headers, limit }), expects);
  } catch (error) {
    if (error instanceof ClientNotReady || error instanceof ClientUnable)
      throw new NotApplicable(error.message);
    if (error instanceof NoExchange) throw new NotTestable(error.message);
    throw error;
  }
}

/** Ends the check as not applicable if the client is not ready; the one inside this package always is. */
async function requireReady(attempt: Attempt, client: OfficialClient): Promise<void> {
  const ready = (): Promise<unknown> =>
    readyDriver(client).catch((error: unknown) => {
      throw error instanceof ClientNotReady ? new NotApplicable(error.message) : error;
    });
  if (client.build) await attempt.installed(client.title, ready);
}

/** A check of a client that is ready. */
const clientCheck = (
  requirement: RequirementId,
  title: string,
  client: OfficialClient,
  run: (attempt: Attempt) => Promise<unknown>,
  options: Pick<Check, 'needs'> = {},
): Check =>
  checksAfter((attempt) => requireReady(attempt, client))(requirement, title, run, {
    ...options,
    ...(client.build ? { startsProgram: true } : {}),
  });

const served = (client: OfficialClient): Check =>
  clientCheck('SDK-01', client.title, client, async (attempt) => {
    const asset = attempt.fixtures.usual();
    await call(attempt, client, asset, { kind: 'client-served', asset: asset.expected });
  });

async function provoke(
  attempt: Attempt,
  client: OfficialClient,
  type: ErrorType,
  expects: Expectation,
): Promise<void> {
  const asset = attempt.fixtures.usual();
  await attempt.control(asset);
  const query = ordinary[type];
  const change: CallChange = query ? { query } : attempt.scenario(type);
  await requireReadable(attempt, client, asset, change);
  await call(attempt, client, asset, expects, change);
}

/**
 * Looks how the target names its error types, if the client does not read each way that clients must (restJson1, Operation
 * error serialization).
 *
 * @throws NotApplicable if it is a way that the client does not read
 */
async function requireReadable(
  { expect }: Attempt,
  { title, cannotRead = [] }: OfficialClient,
  asset: AssetUnderTest,
  { query = {}, headers = {} }: CallChange,
): Promise<void> {
  if (cannotRead.length === 0) return;
  const request = requestFor(asset)
    .with(query)
    .headers(...Object.entries(headers))
    .withoutControl();
  const { response } = await expect(request).toBeObserved('how the error type is named');
  const way = response && unusualName(response);
  if (way !== undefined && cannotRead.includes(way))
    throw new NotApplicable(
      `${title} does not read an ${way}, which restJson1 allows: its callers get no typed exception`,
    );
}

/** The way in which an error type is named, if not every client reads it. */
function unusualName(
  response: RecordedResponse,
): NonNullable<OfficialClient['cannotRead']>[number] | undefined {
  const type = errorType(response);
  if (type?.place === 'code') return 'error type in code';
  const header = headerValue(response.headers, 'x-amzn-errortype') ?? '';
  return header.includes('#') ? 'error type with a namespace' : undefined;
}

const raised = (client: OfficialClient): Check[] =>
  errorTypes.map((type) =>
    clientCheck('SDK-02', `${client.title}: ${type}`, client, (attempt) =>
      provoke(attempt, client, type, { kind: 'client-refused', type }),
    ),
  );

/** Errors with members of their own. */
const withMembers = ['ResourceNotFoundException', 'ValidationException', 'ThrottlingException'] as const;

const errorChecks = (client: OfficialClient): Check[] =>
  client.hides?.includes('error members')
    ? []
    : withMembers.map((type) =>
        clientCheck('SDK-03', `${client.title}: ${type}`, client, (attempt) =>
          provoke(attempt, client, type, { kind: 'client-told', type }),
        ),
      );

/** What is special about a name, and how such a name looks. */
const escapedNames: readonly (readonly [words: string, pattern: RegExp])[] = [
  ['space', /^[\w.]+ [\w.]+$/],
  ['plus', /\+/],
  ['percent', /%/],
  ['slash', /\w\/\w/],
  ['ampersand', /&/],
];
const beyondAscii = /[^\p{ASCII}]/u;

/** Clients read a header as Latin-1 or as UTF-8, so what they make of such a name in X-AssetName is not judged. */
const expectsNamed = ({ fixture: asset, expected }: AssetUnderTest): Expectation =>
  beyondAscii.test(asset.name)
    ? { kind: 'client-bytes', asset: expected }
    : { kind: 'client-served', asset: expected };

/** A client that cannot ask for one of the names shows with the others what it makes of them. */
function whyNotAsked(error: unknown): NotApplicable {
  if (error instanceof NotApplicable) return error;
  throw error;
}

const escaped = (client: OfficialClient): Check =>
  clientCheck('SDK-04', client.title, client, async (attempt) => {
    const patterns = [...escapedNames, ['characters outside ASCII', beyondAscii] as const];
    const assets = patterns.map(([words, pattern]) =>
      attempt.fixtures.find(
        `generic asset with ${words} in its name`,
        ({ version, fixture: asset }) => version.format === 'generic' && pattern.test(asset.name),
      ),
    );
    await attempt.control(attempt.fixtures.usual());
    const refusals = await Promise.all(
      assets.map((asset) =>
        call(attempt, client, asset, expectsNamed(asset)).then(() => undefined, whyNotAsked),
      ),
    );
    const [refusal] = refusals;
    if (refusal && refusals.every(Boolean)) throw refusal;
  });

const sized = (client: OfficialClient): Check[] => [
  clientCheck('SDK-05', `${client.title}: empty asset`, client, async (attempt) => {
    const asset = attempt.fixtures.find('empty asset', (each) => each.fixture.size === 0);
    await call(attempt, client, asset, { kind: 'client-served', asset: asset.expected });
  }),
  clientCheck(
    'SDK-05',
    `${client.title}: large asset`,
    client,
    async (attempt) => {
      const asset = attempt.fixtures.find('asset of 100 MiB', large);
      await call(attempt, client, asset, { kind: 'client-served', asset: asset.expected });
    },
    { needs: 'scale' },
  ),
];

const namespaced = (client: OfficialClient): Check[] =>
  (['npm', 'maven'] as const).map((format) =>
    clientCheck(
      'SDK-06',
      `${client.title}: ${format}`,
      client,
      async (attempt) => {
        const asset = attempt.fixtures.find(
          `${format} asset of a package with a namespace`,
          ({ version }) => version.format === format && version.namespace !== undefined,
        );
        await call(attempt, client, asset, { kind: 'client-served', asset: asset.expected });
      },
      { needs: format },
    ),
  );

/** The official clients: whether they can make the call, and what they make of each response. */
export const clients: readonly Check[] = officialClients.flatMap((client) => [
  served(client),
  ...raised(client),
  ...errorChecks(client),
  escaped(client),
  ...sized(client),
  ...namespaced(client),
]);
