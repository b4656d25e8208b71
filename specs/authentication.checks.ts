import { type Check, check, either, notTheAsset, refused, requestFor } from '../engine/index.js';
import type { AllowedRefusal, Expectation, HeaderField, SigningPlan } from '../judge/index.js';
import type { RequirementId } from '../schemas/index.js';
import { signedCheck } from './signed.js';

/** Any refusal with 403 and an error type: which type is a SHOULD of its own. */
const refusedAsUnauthorised: Expectation = { kind: 'refused-with', status: 403 };

const namedAs = (...types: readonly string[]): Expectation => ({
  kind: 'refused',
  allowed: types.map((type): AllowedRefusal => ({ status: 403, type })),
});

const badSignatures: readonly { requirement: RequirementId; title: string; signing: SigningPlan }[] = [
  { requirement: 'AU-02', title: 'no signature', signing: 'none' },
  { requirement: 'AU-03', title: 'a wrong secret', signing: 'wrong-secret' },
  { requirement: 'AU-03', title: 'a signature with another last digit', signing: 'altered-signature' },
  { requirement: 'AU-03', title: 'an unknown key', signing: 'unknown-key' },
  { requirement: 'AU-08', title: 'a query changed after signing', signing: 'query-changed-after' },
  { requirement: 'AU-10', title: 'signed sixteen minutes ago', signing: 'expired' },
];

const names: readonly { title: string; signing: SigningPlan; types: readonly string[] }[] = [
  {
    title: 'no signature',
    signing: 'none',
    types: [
      'MissingAuthenticationTokenException',
      'MissingAuthenticationToken',
      'IncompleteSignatureException',
      'IncompleteSignature',
    ],
  },
  { title: 'a wrong secret', signing: 'wrong-secret', types: ['InvalidSignatureException'] },
  { title: 'an unknown key', signing: 'unknown-key', types: ['UnrecognizedClientException'] },
  { title: 'signed sixteen minutes ago', signing: 'expired', types: ['InvalidSignatureException'] },
];

/** Signature Version 4 begun and not finished. */
const unfinished: HeaderField = [
  'authorization',
  'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/codeartifact/aws4_request, SignedHeaders=host',
];

/** The page of common errors has 403 for it; its older edition had 400. */
const unfinishedStatuses = [403, 400];

/** Signatures and access. */
export const authentication: readonly Check[] = [
  signedCheck('AU-01', 'a signed request', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual())).toServe(),
  ),
  signedCheck('AU-01', 'signed requests for names that need escapes', ({ fixtures, expect }) => {
    const assets = fixtures.where(
      'generic asset whose name needs escapes',
      ({ version, fixture: asset }) => version.format === 'generic' && /[^A-Za-z0-9._-]/.test(asset.name),
    );
    return Promise.all(assets.map((asset) => expect(requestFor(asset)).toServe()));
  }),
  ...badSignatures.map(({ requirement, title, signing }) =>
    signedCheck(requirement, title, ({ fixtures, expect }) =>
      expect(requestFor(fixtures.usual()).sentAs({ signing })).toBe(refusedAsUnauthorised),
    ),
  ),
  // A server that serves several regions at one endpoint may find no such domain in the other one.
  ...(
    [
      ['the scope of another region', 'wrong-region'],
      ['another region in the header only', 'other-region-named'],
    ] as const
  ).map(([title, signing]) =>
    signedCheck('AU-09', title, ({ fixtures, expect }) =>
      expect(requestFor(fixtures.usual()).sentAs({ signing })).toBe(
        either(refusedAsUnauthorised, refused('ResourceNotFoundException')),
      ),
    ),
  ),
  // One that serves several services may hand the request to the other one, which knows nothing of it.
  ...(
    [
      ['the scope of another service', 'wrong-service'],
      ['another service in the header only', 'other-service-named'],
    ] as const
  ).map(([title, signing]) =>
    signedCheck('AU-09', title, ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      return expect(requestFor(asset).sentAs({ signing }).beyond()).toBe(
        either(refusedAsUnauthorised, notTheAsset(asset, [404, 404])),
      );
    }),
  ),
  ...names.map(({ title, signing, types }) =>
    signedCheck('AU-04', title, ({ fixtures, expect }) =>
      expect(requestFor(fixtures.usual()).sentAs({ signing })).toBe(namedAs(...types)),
    ),
  ),
  signedCheck('AU-02', 'an Authorization header without a signature', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).headers(unfinished).sentAs({ signing: 'none' })).toBe(
      either(...unfinishedStatuses.map((status): Expectation => ({ kind: 'refused-with', status }))),
    ),
  ),
  signedCheck('AU-04', 'an Authorization header without a signature', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).headers(unfinished).sentAs({ signing: 'none' })).toBe({
      kind: 'refused',
      allowed: unfinishedStatuses.flatMap((status) =>
        ['IncompleteSignatureException', 'IncompleteSignature'].map((type) => ({ status, type })),
      ),
    }),
  ),
  check('AU-07', 'whether signatures are looked at', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).sentAs({ signing: 'none' })).toBeObserved('served or refused'),
  ),
  // Without a control: a target that refuses the plainest set of signed headers breaks just this.
  ...(['configured', 'host-only', 'with-content-sha256', 'upper-case'] as const).map((signing) =>
    signedCheck('AU-11', `signed headers: ${signing}`, ({ fixtures, expect }) =>
      expect(requestFor(fixtures.usual()).sentAs({ signing }).withoutControl()).toServe(),
    ),
  ),
  signedCheck('AU-11', 'further signed headers', ({ fixtures, expect }) =>
    expect(
      requestFor(fixtures.usual())
        .headers(['amz-sdk-request', 'attempt=1; max=1'], ['x-amz-user-agent', 'conformance'])
        .withoutControl(),
    ).toServe(),
  ),
];
