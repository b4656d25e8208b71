import type { Access } from '../access.js';
import { queryForms } from '../canonical-request.js';
import { type Refusal, unauthenticated } from '../refusal.js';
import { compareSignature, type PresentedSignature, signatureRules } from '../signature.js';
import { refusedSignature, withoutRule, withRule } from './authentication.rules.js';
import { signatureDefects } from './authentication.signatures.js';
import type { Defect } from './defect.js';
import { generalDefects } from './general.js';
import { type StagesChange, wrap } from './wrap.js';

/** The rules of a signature, each left out or changed. All need a target that verifies signatures. */
export const authenticationDefects: readonly Defect[] = [
  ...generalDefects('authentication'),
  {
    id: 'signature-for-other-service-demanded',
    breaks: 'AU-01',
    summary: 'demands signatures for the service execute-api',
    change: withRule('scopeService', ({ service }) =>
      service === 'execute-api'
        ? undefined
        : refusedSignature('Credential should be scoped to correct service.'),
    ),
  },
  {
    id: 'unsigned-accepted',
    breaks: 'AU-02',
    summary: 'serves requests without a signature',
    change: unless((refusal) => refusal.type === 'MissingAuthenticationTokenException'),
  },
  restated(
    'unsigned-401',
    'AU-02',
    'responds to a missing signature with 401',
    'MissingAuthenticationTokenException',
    { status: 401 },
  ),
  restated(
    'unsigned-400',
    'AU-02',
    'responds to a missing signature with 400',
    'MissingAuthenticationTokenException',
    { status: 400 },
  ),
  restated(
    'unsigned-404',
    'AU-02',
    'responds to a missing signature with 404',
    'MissingAuthenticationTokenException',
    { status: 404 },
  ),
  {
    id: 'unfinished-signature-accepted',
    breaks: 'AU-02',
    summary:
      'accepts requests with an Authorization header of the right kind, also without a signature in it',
    change: unless((refusal) => refusal.type === 'IncompleteSignatureException'),
  },
  restated(
    'unfinished-signature-5xx',
    'AU-02',
    'fails with 500 on an Authorization header without a signature',
    'IncompleteSignatureException',
    { type: 'InternalServerException', status: 500 },
  ),
  restated(
    'unfinished-signature-type-wrong',
    'AU-04',
    'gives AccessDeniedException for an Authorization header without a signature',
    'IncompleteSignatureException',
    { type: 'AccessDeniedException' },
  ),
  {
    id: 'signature-compared-by-beginning',
    breaks: 'AU-03',
    summary: 'compares only the first eight digits of a signature',
    change: withRule('signature', (attempt, access) =>
      compareSignature(
        attempt,
        access,
        queryForms,
        (given, expected) => given.slice(0, 8) === expected.slice(0, 8),
      ),
    ),
  },
  {
    id: 'signature-ignored',
    breaks: 'AU-03',
    summary: 'looks at the key id, and not at the signature',
    change: withoutRule('signature'),
  },
  {
    id: 'signature-prefix-compared',
    breaks: 'AU-03',
    summary: 'checks that there is a signature of the right length',
    change: withRule('signature', ({ signature }) =>
      /^[0-9a-f]{64}$/.test(signature) ? undefined : refusedSignature('Malformed signature.'),
    ),
  },
  {
    id: 'unknown-key-accepted',
    breaks: 'AU-03',
    summary: 'accepts access keys that it does not know',
    change: unless((refusal) => refusal.type === 'UnrecognizedClientException'),
  },
  restated(
    'wrong-signature-401',
    'AU-03',
    'responds to a wrong signature with 401',
    'InvalidSignatureException',
    { status: 401 },
  ),
  restated(
    'wrong-signature-400',
    'AU-03',
    'responds to a wrong signature with 400',
    'InvalidSignatureException',
    { status: 400 },
  ),
  restated('unknown-key-400', 'AU-03', 'responds to an unknown key with 400', 'UnrecognizedClientException', {
    status: 400,
  }),
  restated(
    'unsigned-type-wrong',
    'AU-04',
    'gives AccessDeniedException for a missing signature',
    'MissingAuthenticationTokenException',
    { type: 'AccessDeniedException' },
  ),
  restated(
    'wrong-signature-type-wrong',
    'AU-04',
    'gives AccessDeniedException for a wrong signature',
    'InvalidSignatureException',
    { type: 'AccessDeniedException' },
  ),
  restated(
    'unknown-key-type-wrong',
    'AU-04',
    'gives InvalidSignatureException for an unknown key',
    'UnrecognizedClientException',
    { type: 'InvalidSignatureException' },
  ),
  {
    id: 'signature-not-over-query',
    breaks: 'AU-08',
    summary: 'accepts a signature for a query that has one parameter more or less',
    change: withRule('signature', overSimilarQueries),
  },
  {
    id: 'scope-region-ignored',
    breaks: 'AU-09',
    summary: 'accepts signatures for any region',
    change: withoutRule('scopeRegion'),
  },
  {
    id: 'scope-service-ignored',
    breaks: 'AU-09',
    summary: 'accepts signatures for any service',
    change: withoutRule('scopeService'),
  },
  {
    id: 'signature-date-ignored',
    breaks: 'AU-10',
    summary: 'accepts signatures of any age',
    change: withoutRule('fresh'),
  },
  {
    id: 'signature-date-by-day',
    breaks: 'AU-10',
    summary: 'accepts signatures of the last day',
    change: withRule('fresh', ({ scopeDate }, { now }) => {
      const days = [now(), now() - 86_400_000].map((time) => new Date(time).toISOString().slice(0, 10));
      return days.some((day) => day.replaceAll('-', '') === scopeDate)
        ? undefined
        : refusedSignature('Signature expired.');
    }),
  },
  {
    id: 'content-hash-demanded',
    breaks: 'AU-11',
    summary: 'demands the header x-amz-content-sha256',
    change: alsoDemanding(
      ({ request }) => request.headers['x-amz-content-sha256'] !== undefined,
      'x-amz-content-sha256 is required.',
    ),
  },
  {
    id: 'content-hash-refused',
    breaks: 'AU-11',
    summary: 'refuses the header x-amz-content-sha256',
    change: alsoDemanding(
      ({ request }) => request.headers['x-amz-content-sha256'] === undefined,
      'x-amz-content-sha256 is not supported.',
    ),
  },
  {
    id: 'further-signed-headers-refused',
    breaks: 'AU-11',
    summary: 'refuses signatures over other headers than host and date',
    change: alsoDemanding(
      ({ signedHeaders }) =>
        signedHeaders.every((name) => ['host', 'x-amz-date', 'x-amz-content-sha256'].includes(name)),
      'SignedHeaders names a header that cannot be signed.',
    ),
  },
  {
    id: 'user-agent-signature-demanded',
    breaks: 'AU-11',
    summary: 'demands that more than host and date is signed',
    change: alsoDemanding(
      ({ signedHeaders }) => signedHeaders.some((name) => !['host', 'x-amz-date'].includes(name)),
      'SignedHeaders is not complete.',
    ),
  },
  ...signatureDefects,
];

function alsoDemanding(holds: (attempt: PresentedSignature) => boolean, message: string): StagesChange {
  return withRule('coversHost', (attempt) =>
    holds(attempt)
      ? signatureRules.coversHost(attempt)
      : unauthenticated('IncompleteSignatureException', message),
  );
}

function unless(ignored: (refusal: Refusal) => boolean): StagesChange {
  return wrap('authenticate', (authenticate) => async (request, access) => {
    const refusal = await authenticate(request, access);
    return refusal === undefined || ignored(refusal) ? undefined : refusal;
  });
}

function restated(
  id: string,
  breaks: 'AU-02' | 'AU-03' | 'AU-04',
  summary: string,
  type: Refusal['type'],
  change: Partial<Refusal>,
): Defect {
  return {
    id,
    breaks,
    summary,
    change: wrap('authenticate', (authenticate) => async (request, access) => {
      const refusal = await authenticate(request, access);
      return refusal?.type === type ? { ...refusal, ...change } : refusal;
    }),
  };
}

/** What was signed may lack one parameter of what was sent, or have the one that the suite signs and does not send. */
async function overSimilarQueries(attempt: PresentedSignature, access: Access): Promise<Refusal | undefined> {
  const [standard] = queryForms;
  if (standard === undefined) return undefined;
  const pairs = attempt.request.rawQuery.split('&');
  const similar = [
    ...pairs.map((_, at) => pairs.toSpliced(at, 1).join('&')),
    [...pairs, 'x-conformance-signed=otherwise'].join('&'),
  ];
  return compareSignature(attempt, access, [...queryForms, ...similar.map((each) => () => standard(each))]);
}
