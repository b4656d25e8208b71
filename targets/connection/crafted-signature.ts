import { createHash, createHmac } from 'node:crypto';
import { getCanonicalQuery } from '@smithy/signature-v4';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { CraftedSigning, HeaderField, SigningPlan } from '../../judge/index.js';
import { signingName } from '../sigv4/index.js';
import { otherRegion, queryBag, type SignableRequest } from './signable-request.js';

/** What goes into a signature (AWS General Reference, Create a signed AWS API request), before it is computed. */
interface SignatureParts {
  /** In the Authorization header. */
  readonly algorithm: string;
  /** In the string to sign. */
  readonly signedAlgorithm: string;
  /** `YYYYMMDD'T'HHMMSS'Z'`. */
  readonly date: string;
  /** `YYYYMMDD`. */
  readonly scopeDate: string;
  readonly region: string;
  readonly terminator: string;
  /** All headers that are sent, names in lower case. */
  readonly headers: readonly HeaderField[];
  /** Names of headers that the signature does not cover although it should. */
  readonly uncovered: readonly string[];
  /** Names that SignedHeaders has besides. */
  readonly alsoNamed: readonly string[];
  readonly payloadHash: string;
  /** Pieces that the canonical query has besides. */
  readonly alsoInQuery: readonly string[];
}

/** The three fields of an Authorization header; one that is absent is left out. */
type Fields = Readonly<Partial<Record<'Credential' | 'SignedHeaders' | 'Signature', string>>>;

/** How a crafted signature differs from the plain one: in what is signed, or in how the result is written. */
interface Difference {
  readonly parts?: (parts: SignatureParts) => SignatureParts;
  readonly fields?: (fields: Fields) => Fields;
  /** The whole Authorization header. */
  readonly authorization?: (value: string) => string;
  /** Headers after signing, without Authorization. */
  readonly headers?: (headers: readonly HeaderField[]) => readonly HeaderField[];
}

const minute = 60_000;
const day = 24 * 60 * minute;
const plainAlgorithm = 'AWS4-HMAC-SHA256';
const contentHash = 'x-amz-content-sha256';
const wrongHash = createHash('sha256').update('conformance').digest('hex');

const stamp = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
const timeOf = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** A signature of another time, consistent in itself. */
const signedAfter = (offset: number): Difference => ({
  parts: (parts) => {
    const date = stamp(timeOf(parts.date) + offset);
    const headers = parts.headers.map(
      ([name, value]): HeaderField => [name, name === 'x-amz-date' ? date : value],
    );
    return { ...parts, date, scopeDate: date.slice(0, 8), headers };
  },
});

const withContentHash =
  (value: string) =>
  (parts: SignatureParts): SignatureParts => ({
    ...parts,
    headers: [...parts.headers, [contentHash, value]],
    payloadHash: value,
  });

const withSignature = (edit: (signature: string) => string): Difference => ({
  fields: (fields) => ({ ...fields, Signature: edit(fields.Signature ?? '') }),
});

const withCredential = (edit: (parts: readonly string[]) => readonly string[]): Difference => ({
  fields: (fields) => ({ ...fields, Credential: edit((fields.Credential ?? '').split('/')).join('/') }),
});

const lacking = (field: keyof Fields): Difference => ({
  fields: ({ [field]: _, ...others }) => others,
});

const withDateHeader = (edit: (date: string) => HeaderField[]): Difference => ({
  headers: (headers) =>
    headers.flatMap(([name, value]) => (name === 'x-amz-date' ? edit(value) : [[name, value] as const])),
});

/** Each crafted signature by its name. */
const differences: Readonly<Record<CraftedSigning, Difference>> = {
  'twenty-minutes-ahead': signedAfter(20 * minute),
  'four-minutes-ahead': signedAfter(4 * minute),
  'four-minutes-behind': signedAfter(-4 * minute),
  'host-uncovered': { parts: (parts) => ({ ...parts, uncovered: ['host'] }) },
  'date-uncovered': { parts: (parts) => ({ ...parts, uncovered: ['x-amz-date'] }) },
  'content-hash-uncovered': {
    parts: (parts) => ({ ...withContentHash(parts.payloadHash)(parts), uncovered: [contentHash] }),
  },
  'wrong-content-hash': { parts: withContentHash(wrongHash) },
  'other-algorithm-named': { parts: (parts) => ({ ...parts, algorithm: 'AWS4-HMAC-SHA512' }) },
  'other-algorithm-signed': {
    parts: (parts) => ({ ...parts, algorithm: 'AWS4-HMAC-SHA512', signedAlgorithm: 'AWS4-HMAC-SHA512' }),
  },
  'asymmetric-algorithm-named': { parts: (parts) => ({ ...parts, algorithm: 'AWS4-ECDSA-P256-SHA256' }) },
  'other-scope-date': {
    parts: (parts) => ({ ...parts, scopeDate: stamp(timeOf(parts.date) - day).slice(0, 8) }),
  },
  'other-scope-end': { parts: (parts) => ({ ...parts, terminator: 'aws5_request' }) },
  'every-header-covered': {
    parts: (parts) => ({
      ...parts,
      alsoNamed: parts.headers.map(([name]) => name).filter((name) => name !== 'user-agent'),
    }),
  },
  'other-scope-date-named': withCredential((parts) =>
    parts.with(1, stamp(timeOf(`${parts[1]}T120000Z`) - day).slice(0, 8)),
  ),
  'other-scope-end-named': withCredential((parts) => parts.with(4, 'aws5_request')),
  'other-region-named': withCredential((parts) => parts.with(2, otherRegion(parts[2] ?? ''))),
  'other-service-named': withCredential((parts) => parts.with(3, 's3')),
  'empty-pieces-covered': { parts: (parts) => ({ ...parts, alsoInQuery: ['='] }) },
  'no-credential': lacking('Credential'),
  'no-signed-headers': lacking('SignedHeaders'),
  'no-signature': lacking('Signature'),
  'empty-credential': withCredential(() => ['']),
  'credential-without-scope': withCredential(([key = '']) => [key]),
  'credential-cut': withCredential((parts) => parts.slice(0, 3)),
  'credential-too-long': withCredential((parts) => [...parts, 'conformance']),
  'empty-signed-headers': { fields: (fields) => ({ ...fields, SignedHeaders: '' }) },
  'signed-header-not-sent': {
    parts: (parts) => ({ ...parts, alsoNamed: ['x-conformance-absent'] }),
  },
  'short-signature': withSignature((signature) => signature.slice(0, 32)),
  'long-signature': withSignature((signature) => `${signature}00`),
  'empty-signature': withSignature(() => ''),
  'signature-not-hexadecimal': withSignature((signature) => `${signature.slice(0, -1)}z`),
  'no-date': withDateHeader(() => []),
  'date-unreadable': withDateHeader(() => [['x-amz-date', 'yesterday']]),
  'date-with-dashes': withDateHeader((date) => [['x-amz-date', new Date(timeOf(date)).toISOString()]]),
  'algorithm-only': { authorization: () => plainAlgorithm },
  'fields-without-values': { authorization: () => `${plainAlgorithm} Credential, SignedHeaders, Signature` },
  'other-scheme': { authorization: (value) => value.replace(/^\S+/, 'Bearer') },
  'empty-authorization': { authorization: () => '' },
};

/** Whether a request is signed by hand. */
export function isCrafted(plan: SigningPlan): plan is CraftedSigning {
  return plan in differences;
}

/**
 * Signs a request by hand, so that exactly one thing about the signature differs from the plain one.
 *
 * @param time milliseconds since the epoch
 * @returns the headers that signing adds, in the order in which they are sent
 */
export function craftSignature(
  request: SignableRequest,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentialIdentity,
  region: string,
  crafted: CraftedSigning,
  time = Date.now(),
): HeaderField[] {
  const { parts: changed, fields: rewritten, authorization, headers: afterwards } = differences[crafted];
  const own = request.headers.map(([name, value]): HeaderField => [name.toLowerCase(), value]);
  const date = stamp(time);
  const added: HeaderField[] = [
    ['x-amz-date', date],
    ...(sessionToken === undefined ? [] : [['x-amz-security-token', sessionToken] as const]),
  ];
  const plain: SignatureParts = {
    algorithm: plainAlgorithm,
    signedAlgorithm: plainAlgorithm,
    date,
    scopeDate: date.slice(0, 8),
    region,
    terminator: 'aws4_request',
    headers: [...own, ['host', request.origin.host], ...added],
    uncovered: [],
    alsoNamed: [],
    payloadHash: createHash('sha256')
      .update(request.body ?? '')
      .digest('hex'),
    alsoInQuery: [],
  };
  const parts = changed?.(plain) ?? plain;
  const scope = [parts.scopeDate, parts.region, signingName, parts.terminator];
  const signedHeaders = namesOf(parts);
  const digest = createHash('sha256')
    .update(canonical(request, parts, signedHeaders))
    .digest('hex');
  const signature = createHmac('sha256', signingKey(secretAccessKey, scope))
    .update([parts.signedAlgorithm, parts.date, scope.join('/'), digest].join('\n'))
    .digest('hex');
  const fields: Fields = {
    Credential: [accessKeyId, ...scope].join('/'),
    SignedHeaders: signedHeaders.join(';'),
    Signature: signature,
  };
  const written = `${parts.algorithm} ${Object.entries(rewritten?.(fields) ?? fields)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')}`;
  const sent = parts.headers.filter(([name]) => name !== 'host').slice(own.length);
  return [...(afterwards?.(sent) ?? sent), ['authorization', authorization?.(written) ?? written]];
}

/** `host` and every `x-amz-*` header, sorted. */
function namesOf({ headers, uncovered, alsoNamed }: SignatureParts): string[] {
  const due = headers.map(([name]) => name).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  return [...new Set([...due, ...alsoNamed])].filter((name) => !uncovered.includes(name)).sort();
}

function canonical(
  request: SignableRequest,
  { headers, payloadHash, alsoInQuery }: SignatureParts,
  names: readonly string[],
): string {
  const lines = names.map((name) => {
    const values = headers.filter(([field]) => field === name).map(([, value]) => value);
    return `${name}:${values.map((value) => value.trim().replace(/ +/g, ' ')).join(',')}\n`;
  });
  const { method, origin, path } = request;
  const query = getCanonicalQuery({
    method,
    protocol: origin.protocol,
    hostname: origin.hostname,
    path,
    headers: {},
    query: queryBag(request.query),
  });
  return [
    method,
    path.split('/').map(encodeURIComponent).join('/'),
    [...alsoInQuery, query].filter((piece) => piece !== '').join('&'),
    lines.join(''),
    names.join(';'),
    payloadHash,
  ].join('\n');
}

const signingKey = (secret: string, scope: readonly string[]): Buffer =>
  scope.reduce((key, part) => createHmac('sha256', key).update(part).digest(), Buffer.from(`AWS4${secret}`));
