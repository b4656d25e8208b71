/**
 * The bare loop that a run is measured against: sends the recorded requests of a run again over undici, as many at a
 * time as the run did, reads each response to its end and does nothing else with it. If a request was signed it is
 * signed again, with the signer of the AWS SDK: a signature is good for five minutes only.
 *
 * replay.js RECORDING ENDPOINT CONCURRENCY sigv4|none
 */
import { SignatureV4 } from '@smithy/signature-v4';
import { Agent, type Dispatcher } from 'undici';
import type { HeaderField, RecordedExchange } from '../judge/index.js';
import { bodyBytes } from '../judge/index.js';
import { recordedLines } from '../reports/verify/recorded-lines.js';
import { defined } from '../schemas/index.js';
import { queryBag } from '../targets/connection/index.js';
import { exampleCredentials, Sha256, signingName } from '../targets/sigv4/index.js';

const [, , recording = '', endpoint = '', concurrency = '16', auth = 'none'] = process.argv;
const origin = new URL(endpoint);
const signer =
  auth === 'sigv4'
    ? new SignatureV4({
        service: signingName,
        region: 'us-east-1',
        credentials: exampleCredentials,
        sha256: Sha256,
      })
    : undefined;
const ofTheConnection = new Set([
  'host',
  'authorization',
  'x-amz-date',
  'x-amz-security-token',
  'connection',
]);

interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly target: string;
  readonly headers: readonly HeaderField[];
  readonly signed: boolean;
  readonly body: string | undefined;
}

function requestOf({ request }: RecordedExchange): Request {
  const { method, target, headers, body } = request;
  const mark = target.indexOf('?');
  return {
    method,
    target,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    headers: headers.filter(([name]) => !ofTheConnection.has(name.toLowerCase())),
    signed: headers.some(([name]) => name.toLowerCase() === 'authorization'),
    body: body && bodyBytes(body).toString(),
  };
}

const requests: Request[] = [];
for await (const { text } of recordedLines(recording))
  if (text !== undefined) requests.push(requestOf(JSON.parse(text) as RecordedExchange));

const agent = new Agent({ connections: Number(concurrency), pipelining: 1, strictContentLength: false });
let bytes = 0;
let failed = 0;

function exchange(request: Request, headers: readonly HeaderField[]): Promise<void> {
  return new Promise((resolve) => {
    const lose = (): void => {
      failed += 1;
      resolve();
    };
    try {
      agent.dispatch(
        {
          origin: origin.origin,
          path: request.target,
          method: request.method as Dispatcher.HttpMethod,
          headers: headers.flat(),
          body: request.body ?? null,
        },
        {
          onRequestStart() {},
          onResponseStart() {},
          onResponseData(_, chunk) {
            bytes += chunk.byteLength;
          },
          onResponseEnd: () => resolve(),
          onResponseError: lose,
        },
      );
    } catch {
      lose();
    }
  });
}

async function send(request: Request): Promise<void> {
  if (!signer || !request.signed) return exchange(request, request.headers);
  const { method, path, query, headers, body } = request;
  const signed = await signer.sign({
    method,
    protocol: origin.protocol,
    hostname: origin.hostname,
    port: Number(origin.port),
    path,
    query: queryBag(query),
    headers: { ...Object.fromEntries(headers), host: origin.host },
    ...defined({ body }),
  });
  // The client adds the host itself.
  return exchange(
    request,
    Object.entries(signed.headers).filter(([name]) => name !== 'host'),
  );
}

let next = 0;
async function sendSome(): Promise<void> {
  for (let request = requests[next++]; request; request = requests[next++]) await send(request);
}

const began = performance.now();
await Promise.all(Array.from({ length: Number(concurrency) }, sendSome));
const ms = performance.now() - began;
await agent.close();
process.stdout.write(JSON.stringify({ ms, exchanges: requests.length, failed, bytes }));
