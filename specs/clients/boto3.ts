import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotApplicable } from '../../engine/index.js';
import type { ClientOutcome, ExchangeFailure } from '../../judge/index.js';
import { redact, withoutSecrets } from '../../targets/connection/index.js';
import type { BotoDone } from './boto3-lines.js';
import { Boto3Process, type BotoAnswer } from './boto3-process.js';
import { botocoreFailure } from './botocore-failure.js';
import { withFolder } from './child.js';
import type { Called, ClientCall } from './client-call.js';
import { type Credentials, concealAll } from './conceal.js';
import { asInput } from './input.js';

/**
 * Makes the call with boto3, the AWS SDK for Python, and records what it sent, what came back, and what the client made
 * of it. The client talks to the target directly; botocore's own events tell of the request and the answer.
 *
 * @throws NotApplicable where there is no Python or no boto3, or where boto3 does not send such a request
 */
export async function boto3Get(call: ClientCall): Promise<Called> {
  const python = await Boto3Process.shared();
  const { target, values, headers = {}, limit } = call;
  const credentials = await target.credentials?.();
  const answer = await withFolder(async (folder) => {
    const ca = join(folder, 'ca.pem');
    if (target.ca !== undefined) await writeFile(ca, target.ca);
    return python.call(
      {
        endpoint: target.endpoint,
        region: target.region,
        ...(credentials ? { credentials: keysOf(credentials) } : {}),
        ...(target.ca === undefined ? {} : { ca }),
        timeout: target.timeout / 1000,
        limit,
        headers,
        input: asInput(values),
      },
      target.timeout,
    );
  });
  return asExchange(call, answer, python.name, credentials);
}

/** The part of the credentials that signs; providers add dates and more. */
const keysOf = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Credentials => ({
  accessKeyId,
  secretAccessKey,
  ...(sessionToken === undefined ? {} : { sessionToken }),
});

function asExchange(
  { target }: ClientCall,
  { sent, done = unheard(target.timeout) }: BotoAnswer,
  name: string,
  credentials: Credentials | undefined,
): Called {
  const { error, response, headersAfter, endedAfter } = done;
  if (!sent) {
    const why = `${error?.name}: ${error?.message}`;
    if (error?.name === 'ParamValidationError')
      throw new NotApplicable(`boto3 does not send this request: ${why}`);
    throw new Error(`boto3 did not send the request: ${why}`);
  }
  const url = new URL(sent.url);
  const failure = failureOf(done);
  return {
    request: {
      method: sent.method,
      origin: url.origin,
      target: sent.url.slice(sent.url.indexOf('/', url.protocol.length + 2)),
      headers: sent.headers.map(redact),
    },
    ...(response ? { response: withoutSecrets(response, sent.headers) } : {}),
    ...(failure ? { failure: concealAll(failure, credentials) } : {}),
    timing: { startedAt: 0, ...(headersAfter === undefined ? {} : { headersAfter }), endedAfter },
    client: concealAll({ name, ...outcome(done) }, credentials),
  };
}

/** Where the request went out and nothing more was heard. */
const unheard = (timeout: number): BotoDone => ({
  error: { service: false, typed: false, name: 'timeout', message: `timed out after ${timeout} ms` },
  endedAfter: timeout,
});

function failureOf({ error }: BotoDone): ExchangeFailure | undefined {
  if (!error || error.service) return undefined;
  const { name, message } = error;
  // Whatever else it could make nothing of came from the target, and was no answer to it.
  return botocoreFailure(message) ?? { kind: 'invalid', message: `${name}: ${message}` };
}

function outcome({ output, error, response }: BotoDone): Omit<ClientOutcome, 'name'> {
  if (error) {
    const { name, typed, status, retryAfterSeconds } = error;
    return {
      error: {
        name,
        typed,
        ...(status === undefined ? {} : { status }),
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      },
    };
  }
  const { size = 0, sha256 = '' } = response?.body ?? {};
  return { output: { ...output, asset: { size, sha256 } } };
}
