import { createHash } from 'node:crypto';
import type { RequirementId } from '../schemas/index.js';
import type { JudgedExchange } from './conclude.js';
import type { Exchange, HeaderField, RecordedBody, RecordedResponse } from './exchange.js';
import type { ExpectedAsset } from './expectation.js';
import type { Finding } from './finding.js';
import type { RecordedExchange, Role } from './recording.js';

// Small exchanges for unit tests: each says only what the test is about.

/** A body as the connection records it. */
export function bodyOf(content: string | Buffer): RecordedBody {
  const bytes = Buffer.from(content);
  return {
    size: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    head: bytes.toString('base64'),
    complete: true,
  };
}

/** The asset that these tests ask for. */
export const asset: ExpectedAsset = {
  size: 5,
  sha256: bodyOf('hello').sha256,
  assetName: 'hello.txt',
  packageVersion: '1.0.0',
  revision: 'rev-1',
};

export const successHeaders: readonly HeaderField[] = [
  ['X-AssetName', 'hello.txt'],
  ['X-PackageVersion', '1.0.0'],
  ['X-PackageVersionRevision', 'rev-1'],
  ['Content-Type', 'application/octet-stream'],
  ['Content-Length', '5'],
  ['x-amzn-RequestId', '1'],
];

/** The asset as it should be served; `changes` replace headers by name, or remove those that are undefined. */
export function servedResponse(
  changes: Readonly<Record<string, string | undefined>> = {},
  content: string | Buffer = 'hello',
): RecordedResponse {
  return { status: 200, headers: changed(successHeaders, changes), body: bodyOf(content) };
}

/** A restJson1 error as the reference page describes it. */
export function errorResponse(
  status: number,
  type: string,
  members: Readonly<Record<string, unknown>> = {},
  changes: Readonly<Record<string, string | undefined>> = {},
): RecordedResponse {
  const headers: readonly HeaderField[] = [
    ['Content-Type', 'application/json'],
    ['x-amzn-errortype', type],
    ['x-amzn-RequestId', '1'],
  ];
  return {
    status,
    headers: changed(headers, changes),
    body: bodyOf(JSON.stringify({ message: 'text', ...members })),
  };
}

function changed(
  headers: readonly HeaderField[],
  changes: Readonly<Record<string, string | undefined>>,
): HeaderField[] {
  const names = new Set(Object.keys(changes).map((name) => name.toLowerCase()));
  return [
    ...headers.filter(([name]) => !names.has(name.toLowerCase())),
    ...Object.entries(changes).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  ];
}

/** An exchange with this response, failure or both, e.g. `exchangeWith({ response: servedResponse() })`. */
export function exchangeWith(
  parts: Partial<Pick<Exchange, 'response' | 'failure' | 'client' | 'timing'>>,
): Exchange {
  return {
    id: 'check#1',
    request: {
      method: 'GET',
      origin: 'http://127.0.0.1:4566',
      target:
        '/v1/package/version/asset?domain=d&repository=r&format=generic&namespace=n&package=p&version=1.0.0&asset=hello.txt',
      headers: [],
    },
    timing: { startedAt: 0, headersAfter: 1, endedAfter: 2 },
    ...parts,
  };
}

/** The same as a line of the recording, sent for a valid request unless it `expects` something else. */
export function recordedWith(
  parts: Parameters<typeof exchangeWith>[0],
  about: Partial<Pick<RecordedExchange, 'expects' | 'beyond' | 'request' | 'role' | 'attempt'>> = {},
): RecordedExchange {
  return {
    ...exchangeWith(parts),
    check: 'RS-01/check',
    requirement: 'RS-01' satisfies RequirementId,
    role: 'subject',
    attempt: 1,
    expects: { kind: 'served', asset },
    ...about,
  };
}

/** A judged exchange of a check, e.g. `judged('control', 'holds')`. */
export function judged(
  role: Role,
  outcome: Finding['outcome'],
  { attempt = 1, brokeOff = false }: { readonly attempt?: number; readonly brokeOff?: boolean } = {},
): JudgedExchange {
  return {
    id: `${role} ${attempt}`,
    role,
    attempt,
    brokeOff,
    finding: { outcome, expected: 'expected', actual: 'actual' },
  };
}
