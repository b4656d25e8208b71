import { canonicalQuery, reescaped } from '../canonical-request.js';
import { withRule } from '../defects/authentication.rules.js';
import { all, refusal, wrap } from '../defects/wrap.js';
import { invalid, notFound, unauthenticated, unknownOperation } from '../refusal.js';
import { compareSignature, dateOf, readAttempt, signatureRules } from '../signature.js';
import type { Variant } from './variant.js';

const minute = 60_000;

/** What Signature Version 4 leaves to the server: where a scope leads, how far a clock may be off, how it refuses. */
export const signatureVariants: readonly Variant[] = [
  {
    id: 'signatures-of-several-regions',
    summary: 'serves every region at one endpoint, and holds the domains in one of them only',
    change: wrap('authenticate', (authenticate) => async (request, access) => {
      const attempt = readAttempt(request);
      if ('kind' in attempt || attempt.region === access.region) return authenticate(request, access);
      const refused = await authenticate(request, { ...access, region: attempt.region });
      return refused ?? notFound('domain', 'conformance', 'The domain does not exist in this region.');
    }),
  },
  {
    id: 'signatures-of-several-services',
    summary: 'serves several services at one endpoint, and hands a request to the one that its scope names',
    change: wrap('authenticate', (authenticate) => async (request, access) => {
      const attempt = readAttempt(request);
      return 'kind' in attempt || attempt.service === 'codeartifact'
        ? authenticate(request, access)
        : unknownOperation();
    }),
  },
  {
    id: 'signature-clock-of-fifteen-minutes',
    summary: 'lets clocks be off by fifteen minutes, as S3 does',
    change: withRule('fresh', ({ date }, { now }) =>
      Math.abs(dateOf(date) - now()) <= 15 * minute
        ? undefined
        : unauthenticated('InvalidSignatureException', 'Signature expired or not yet valid.'),
    ),
  },
  {
    id: 'signature-over-every-amz-header',
    summary: 'demands that a signature covers every x-amz-* header that is sent',
    change: withRule('coversHost', (attempt) =>
      Object.keys(attempt.request.headers).every(
        (name) => !name.startsWith('x-amz-') || attempt.signedHeaders.includes(name),
      )
        ? signatureRules.coversHost(attempt)
        : unauthenticated('InvalidSignatureException', 'There is an x-amz-* header that is not signed.'),
    ),
  },
  {
    id: 'signature-over-empty-pieces',
    summary: 'takes an empty piece of a query for a parameter without a name, as botocore does',
    change: withRule('signature', (attempt, access) =>
      compareSignature(attempt, access, [
        (query) => {
          const pieces = query.split('&').map((piece) => (piece === '' ? '=' : piece));
          return query === '' ? '' : canonicalQuery(pieces.join('&'), reescaped);
        },
      ]),
    ),
  },
  {
    id: 'signature-content-hash-400',
    summary: 'responds to a content hash that is not that of the body with 400 ValidationException',
    change: withRule('contentHash', (attempt) =>
      signatureRules.contentHash(attempt) === undefined
        ? undefined
        : invalid('The provided content hashes do not match the calculated content hashes.', 'OTHER'),
    ),
  },
  {
    id: 'signature-malformed-400',
    summary: 'answers what it cannot read as a signature, or what covers too little, with 400',
    change: all(
      withRule('coversHost', (attempt) => incomplete(signatureRules.coversHost(attempt))),
      refusal((error) => (error.type === 'IncompleteSignatureException' ? { ...error, status: 400 } : error)),
    ),
  },
];

const incomplete = (refused: ReturnType<typeof signatureRules.coversHost>) =>
  refused && unauthenticated('IncompleteSignatureException', refused.message);
