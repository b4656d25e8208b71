import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createScope, getSigningKey } from '@smithy/signature-v4';
import { Sha256, signingName } from '../sigv4/index.js';
import type { Access } from './access.js';
import {
  canonicalRequest,
  canonicalValue,
  type HeaderForm,
  hashOf,
  type QueryForm,
  queryForms,
} from './canonical-request.js';
import { type Refusal, unauthenticated } from './refusal.js';
import type { ReferenceRequest } from './request.js';

/** What the Authorization header says (Signature Version 4). */
export interface PresentedSignature {
  readonly request: ReferenceRequest;
  /** What the string to sign begins with. */
  readonly algorithm: string;
  readonly accessKeyId: string;
  /** `YYYYMMDD`. */
  readonly scopeDate: string;
  readonly region: string;
  readonly service: string;
  /** Lower case, in the order in which the client lists them. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `YYYYMMDD'T'HHMMSS'Z'`. */
  readonly date: string;
}

/** One rule that a signed request must keep; the refusal if it does not. */
export type SignatureRule = (
  attempt: PresentedSignature,
  access: Access,
) => Refusal | undefined | Promise<Refusal | undefined>;

/** Refuses a request that does not prove who sent it; undefined if it does, or need not. */
export type Authenticate = (request: ReferenceRequest, access: Access) => Promise<Refusal | undefined>;

/** Milliseconds by which the date of a signature may differ from the clock. */
const allowedSkew = 5 * 60_000;

/** Date of a signature as a number of milliseconds; NaN if it is none. */
export function dateOf(text: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  return parts === null
    ? Number.NaN
    : Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`);
}

/** The rules by name, in the order in which they are applied. All failures are 403. */
export const signatureRules = {
  knownKey: ({ accessKeyId }, { secrets }) =>
    Object.hasOwn(secrets, accessKeyId)
      ? undefined
      : unauthenticated(
          'UnrecognizedClientException',
          'The security token included in the request is invalid.',
        ),

  coversHost: ({ signedHeaders, request }) =>
    signedHeaders.includes('host') && signedHeaders.every((name) => request.headers[name] !== undefined)
      ? undefined
      : mismatch("SignedHeaders must name 'host', and only headers that were sent."),

  coversDate: (attempt) => covers(attempt, 'x-amz-date'),

  coversContentHash: (attempt) => covers(attempt, 'x-amz-content-sha256'),

  contentHash: ({ request: { headers, body } }) =>
    headers['x-amz-content-sha256'] === undefined || headers['x-amz-content-sha256'] === hashOf(body)
      ? undefined
      : mismatch('x-amz-content-sha256 is not the SHA-256 of the body.'),

  scopeDate: ({ date, scopeDate }) =>
    date.startsWith(`${scopeDate}T`)
      ? undefined
      : mismatch('The date in the credential scope does not match that of the request.'),

  scopeRegion: ({ region }, access) =>
    region === access.region
      ? undefined
      : mismatch(`Credential should be scoped to the region ${access.region}.`),

  scopeService: ({ service }) =>
    service === signingName
      ? undefined
      : mismatch(`Credential should be scoped to the service ${signingName}.`),

  fresh: ({ date }, { now }) =>
    Math.abs(dateOf(date) - now()) <= allowedSkew
      ? undefined
      : mismatch(`Signature expired or not yet valid: ${date}.`),

  signature: (attempt, access) => compareSignature(attempt, access, queryForms),
} satisfies Readonly<Record<string, SignatureRule>>;

function covers({ signedHeaders, request }: PresentedSignature, name: string): Refusal | undefined {
  return request.headers[name] === undefined || signedHeaders.includes(name)
    ? undefined
    : mismatch(`SignedHeaders must name '${name}', which was sent.`);
}

function inConstantTime(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

/** Recomputes the signature over each form of the query and compares, in constant time unless told otherwise. */
export async function compareSignature(
  attempt: PresentedSignature,
  access: Access,
  forms: readonly QueryForm[] = queryForms,
  same: (given: string, expected: string) => boolean = inConstantTime,
  headerForm: HeaderForm = canonicalValue,
): Promise<Refusal | undefined> {
  const { request, signedHeaders, accessKeyId, scopeDate, region, service, date } = attempt;
  const credentials = { accessKeyId, secretAccessKey: access.secrets[accessKeyId] ?? '' };
  const key = await getSigningKey(Sha256, credentials, scopeDate, region, service);
  const scope = createScope(scopeDate, region, service);
  for (const form of forms) {
    const canonical = canonicalRequest(request, signedHeaders, form, headerForm);
    const digest = createHash('sha256').update(canonical).digest('hex');
    const expected = createHmac('sha256', key)
      .update(`${attempt.algorithm}\n${date}\n${scope}\n${digest}`)
      .digest('hex');
    if (same(attempt.signature, expected)) return undefined;
  }
  return mismatch(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );
}

/** Makes a check of these rules, to be applied to what the Authorization header says. */
export function verifier(
  rules: readonly SignatureRule[],
  read: (request: ReferenceRequest) => PresentedSignature | Refusal = readAttempt,
): Authenticate {
  return async (request, access) => {
    if (access.auth === 'none') return undefined;
    const attempt = read(request);
    if ('kind' in attempt) return attempt;
    for (const rule of rules) {
      const refusal = await rule(attempt, access);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  };
}

/** Signature Version 4 with every rule. */
export const authenticate: Authenticate = verifier(Object.values(signatureRules));

/** Takes the Authorization header apart; refuses one that is absent or incomplete. */
export function readAttempt(request: ReferenceRequest): PresentedSignature | Refusal {
  const header = request.headers.authorization;
  if (header === undefined) {
    return unauthenticated('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const fields = new Map(
    header
      .replace(/^AWS4-HMAC-SHA256\s+/, '')
      .split(',')
      .map((field) => {
        const mark = field.indexOf('=');
        return [field.slice(0, mark).trim(), field.slice(mark + 1).trim()];
      }),
  );
  const [accessKeyId, scopeDate, region, service, end, ...more] = (fields.get('Credential') ?? '').split('/');
  const signedHeaders = fields.get('SignedHeaders');
  const signature = fields.get('Signature');
  const date = request.headers['x-amz-date'] ?? request.headers.date;
  if (
    !header.startsWith('AWS4-HMAC-SHA256 ') ||
    !accessKeyId ||
    !scopeDate ||
    !region ||
    !service ||
    end !== 'aws4_request' ||
    more.length > 0 ||
    !signedHeaders ||
    !signature ||
    !date ||
    Number.isNaN(dateOf(date))
  ) {
    return unauthenticated(
      'IncompleteSignatureException',
      "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature', and a date in 'x-amz-date'.",
    );
  }
  return {
    request,
    algorithm: 'AWS4-HMAC-SHA256',
    accessKeyId,
    scopeDate,
    region,
    service,
    signedHeaders: signedHeaders.toLowerCase().split(';'),
    signature,
    date,
  };
}

function mismatch(message: string): Refusal {
  return unauthenticated('InvalidSignatureException', message);
}
