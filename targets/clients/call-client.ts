import { createHash } from 'node:crypto';
import {
  bodyBytes,
  type ClientOutcome,
  type Exchange,
  type ExchangeFailure,
  type RecordedBody,
  type RecordedResponse,
} from '../../judge/index.js';
import { defined, type ParameterValues, parameters } from '../../schemas/index.js';
import { redact } from '../connection/index.js';
import { ClientUnable, DriverFailed, NoExchange } from './client-errors.js';
import { conceal } from './conceal.js';
import type { DriverReport } from './driver-process.js';
import type { OfficialClient } from './manifest.js';
import type { Credentials, DriverDone, DriverError, ReadyClient } from './protocol.js';
import { readyDriver } from './ready.js';
import { trustFile } from './trust-file.js';

/** Where a client sends its requests, and how. */
export interface ClientTarget {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials?: () => Promise<Credentials>;
  /** PEM text of the certificate authorities of the target. */
  readonly ca?: string;
  /** URL of the HTTP proxy between this machine and the target. */
  readonly proxy?: string;
  /** Milliseconds that an exchange may take. */
  readonly timeout: number;
}

/** One call that an official client is to make. */
export interface ClientCall {
  readonly target: ClientTarget;
  /** The parameters, by their names on the wire. */
  readonly values: ParameterValues;
  /** Headers that make the target respond with an error. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes after which a response is larger than any lawful one. */
  readonly limit: number;
}

/** What came of it: an exchange that only lacks its place in the run. */
export type Called = Omit<Exchange, 'id'>;

/**
 * Makes a call with an official client, through its driver, and records what was sent, what came back and what the
 * client made of it.
 *
 * @throws ClientNotReady, ClientUnable, NoExchange or DriverFailed: in none of them is the target to blame
 */
export async function callClient(client: OfficialClient, call: ClientCall): Promise<Called> {
  const driver = await readyDriver(client);
  const { target, values, headers = {}, limit } = call;
  const keys = await target.credentials?.();
  const report = await driver.call({
    endpoint: target.endpoint,
    region: target.region,
    ...(keys ? { credentials: onlyKeys(keys) } : {}),
    ...(target.endpoint.startsWith('https:') ? { caFile: trustFile(target.ca) } : {}),
    ...defined({ proxy: target.proxy }),
    input: inputOf(values),
    headers,
    limitBytes: limit,
    timeoutMs: target.timeout,
  });
  requireAsked(client.title, values, report);
  return asExchange(client.title, await driver.client, target, keys ? conceal(report, keys) : report);
}

/** The part of the credentials that signs; providers add dates and more. */
const onlyKeys = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Credentials => ({
  accessKeyId,
  secretAccessKey,
  ...defined({ sessionToken }),
});

/** The members of the service's model, from their names on the wire. */
const inputOf = (values: ParameterValues): Record<string, string> =>
  Object.fromEntries(
    parameters.flatMap(({ name: wire, member }) => {
      const value = values[wire];
      return value === undefined ? [] : [[member, value]];
    }),
  );

/**
 * Requires that the client asked for what it was told to. The AWS SDK for Go writes a space as a plus sign unless it signs
 * the request: that is another name, and the target is right to take it for one.
 *
 * @throws ClientUnable if it asked for something else
 */
function requireAsked(title: string, values: ParameterValues, { sent }: DriverReport): void {
  if (!sent) return;
  const query = sent.url.split('?')[1] ?? '';
  const asked = new Map(
    query.split('&').map((pair) => {
      const [name = '', written = ''] = pair.split('=');
      return [name, written] as const;
    }),
  );
  for (const [name, value] of Object.entries(values)) {
    const written = asked.get(name) ?? '';
    if (value !== undefined && decoded(written) !== value)
      throw new ClientUnable(`${title} does not send this request: it writes ${name}=${value} as ${written}`);
  }
}

function decoded(written: string): string | undefined {
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}

/** Failures that show no sign of the target: the client did not reach it, or was too slow itself. */
const withoutSign: readonly ExchangeFailure['kind'][] = ['unreachable', 'tls', 'timeout'];

function asExchange(
  title: string,
  ready: ReadyClient,
  { endpoint, timeout }: ClientTarget,
  { sent, received, done = unheard(timeout) }: DriverReport,
): Called {
  const { error } = done;
  const said = error ? `${error.class}: ${error.message}` : 'it says that it succeeded';
  if (error?.refused) throw new ClientUnable(`${title} does not send this request: ${said}`);
  if (!sent) throw new NoExchange(`${title} sent nothing: ${said}`);
  const url = new URL(sent.url);
  if (url.host !== new URL(endpoint).host)
    throw new NoExchange(`${title} sent the request to ${url.host} instead of ${endpoint}: ${said}`);
  if (!received && error?.failure && withoutSign.includes(error.failure))
    throw new NoExchange(`${title} got no response: ${said}`);
  if (received && received.status < 200)
    throw new ClientUnable(
      `${title} takes the interim response ${received.status} for the response: ${said}`,
    );
  if (received && done.output === undefined && error === undefined)
    throw new DriverFailed(`The driver of ${title} told neither an output nor an error`);
  const failure = failureOf(done, received !== undefined);
  return {
    request: {
      method: sent.method,
      origin: url.origin,
      target: sent.url.slice(sent.url.indexOf('/', url.protocol.length + 2)),
      headers: sent.headers.map(redact),
    },
    ...(received
      ? { response: { status: received.status, headers: received.headers, body: bodyOf(done) } }
      : {}),
    ...(failure ? { failure } : {}),
    timing: {
      startedAt: 0,
      ...(received ? { headersAfter: received.afterMs } : {}),
      endedAfter: done.afterMs,
    },
    client: { name: `${ready.name} ${ready.version}`, ...outcomeOf(done) },
  };
}

/** If the request went out and nothing more was heard. */
const unheard = (timeout: number): DriverDone => ({
  error: { class: 'timeout', modelled: false, failure: 'timeout', message: `no end within ${timeout} ms` },
  afterMs: timeout,
});

/** Why there is no whole response: what the driver says; without a word and a response, whatever came was none. */
function failureOf({ error }: DriverDone, responded: boolean): ExchangeFailure | undefined {
  if (!error) return undefined;
  const { class: name, message, failure } = error;
  if (failure) return { kind: failure, message };
  return responded || error.status !== undefined || error.modelled
    ? undefined
    : { kind: 'invalid', message: `${name}: ${message}` };
}

/** The body as the driver recorded it. Secrets in it are masked by then, so the hash is taken again if it can be. */
function bodyOf({ body, output }: DriverDone): RecordedResponse['body'] {
  if (body) return body.complete ? { ...body, sha256: sha256(bodyBytes(body)) } : body;
  const { size, sha256: digest } = output?.asset ?? { size: 0, sha256: sha256(Buffer.alloc(0)) };
  return { size, sha256: digest, head: '', complete: size === 0 } satisfies RecordedBody;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function outcomeOf({ output, error }: DriverDone): Omit<ClientOutcome, 'name'> {
  if (error) return { error: errorOf(error) };
  return output ? { output } : {};
}

function errorOf(error: DriverError): NonNullable<ClientOutcome['error']> {
  const { class: name, modelled, code, status, retryAfterSeconds, resourceId, resourceType, reason } = error;
  const members = { status, retryAfterSeconds, resourceId, resourceType, reason };
  const present = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  return { name: modelled ? name : (code ?? name), typed: modelled, ...present };
}
