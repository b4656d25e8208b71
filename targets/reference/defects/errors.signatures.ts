import type { Refusal } from '../refusal.js';
import type { ReferenceRequest } from '../request.js';
import type { Defect } from './defect.js';
import { wrap } from './wrap.js';

/** What an Authorization header says, as far as it can be told. */
interface Said {
  readonly authorization: string;
  readonly credential: readonly string[] | undefined;
  readonly signedHeaders: string | undefined;
  readonly signature: string | undefined;
  readonly request: ReferenceRequest;
}

/** Malformed signatures that stop a verifier in its tracks, each alone. */
export const signatureFailures: readonly Defect[] = [
  failing(
    'signature-without-credential-5xx',
    'without Credential',
    ({ credential }) => credential === undefined,
  ),
  failing(
    'signature-without-signed-headers-5xx',
    'without SignedHeaders',
    ({ signedHeaders }) => signedHeaders === undefined,
  ),
  failing(
    'signature-without-digits-5xx',
    'without Signature',
    ({ signature, authorization }) => signature === undefined && authorization.includes('SignedHeaders='),
  ),
  failing(
    'signature-with-empty-credential-5xx',
    'whose Credential is empty',
    ({ credential }) => credential?.join('') === '',
  ),
  failing(
    'signature-with-short-scope-5xx',
    'whose scope lacks a part',
    ({ credential }) => credential !== undefined && credential.length < 5,
  ),
  failing(
    'signature-with-long-scope-5xx',
    'whose scope has a part too many',
    ({ credential }) => (credential?.length ?? 0) > 5,
  ),
  failing(
    'signature-with-empty-signed-headers-5xx',
    'whose SignedHeaders are empty',
    ({ signedHeaders }) => signedHeaders === '',
  ),
  failing(
    'signed-header-not-sent-5xx',
    'that covers a header which was not sent',
    ({ signedHeaders = '', request }) =>
      signedHeaders.split(';').some((name) => name !== '' && request.headers[name] === undefined),
  ),
  failing(
    'signature-too-short-5xx',
    'whose signature is shorter than its own, which it cannot compare',
    ({ signature }) => signature !== undefined && signature.length < 64,
  ),
  failing(
    'signature-too-long-5xx',
    'whose signature is longer than its own, which it cannot compare',
    ({ signature }) => (signature?.length ?? 0) > 64,
  ),
  failing(
    'signature-not-hexadecimal-5xx',
    'whose signature has another character than hexadecimal digits',
    ({ signature }) => /[^0-9a-f]/.test(signature ?? ''),
  ),
  failing(
    'signature-without-date-5xx',
    'that no x-amz-date comes with',
    ({ request }) => request.headers['x-amz-date'] === undefined,
  ),
  failing('signature-date-unreadable-5xx', 'whose x-amz-date it cannot read', ({ request }) =>
    Number.isNaN(Date.parse((request.headers['x-amz-date'] ?? '').replace(compact, dashed))),
  ),
  failing('signature-date-with-dashes-5xx', 'whose x-amz-date is not in the compact form', ({ request }) =>
    /^\d{4}-/.test(request.headers['x-amz-date'] ?? ''),
  ),
  failing('authorization-without-fields-5xx', 'that ends after the algorithm', ({ authorization }) =>
    /^\S+$/.test(authorization),
  ),
  failing('authorization-fields-without-values-5xx', 'whose fields have no value', ({ authorization }) =>
    /Credential(?!=)/.test(authorization),
  ),
  failing(
    'authorization-of-another-scheme-5xx',
    'of another scheme',
    ({ authorization }) => authorization !== '' && !authorization.startsWith('AWS4-'),
  ),
  failing('authorization-empty-5xx', 'that is empty', ({ authorization }) => authorization === ''),
];

const compact = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const dashed = '$1-$2-$3T$4:$5:$6Z';

function failing(id: string, words: string, stumbles: (said: Said) => boolean): Defect {
  return {
    id,
    breaks: 'ER-NO5XX',
    needs: 'auth',
    summary: `fails with 500 on an Authorization header ${words}`,
    change: wrap('authenticate', (authenticate) => async (request, access) => {
      const { authorization } = request.headers;
      return authorization !== undefined && stumbles(said(authorization, request))
        ? internalFailure
        : authenticate(request, access);
    }),
  };
}

const internalFailure: Refusal = {
  kind: 'refusal',
  type: 'InternalServerException',
  status: 500,
  message: 'Internal failure.',
};

function said(authorization: string, request: ReferenceRequest): Said {
  const field = (name: string): string | undefined =>
    new RegExp(`${name}=([^,]*)`).exec(authorization)?.[1]?.trim();
  return {
    authorization,
    credential: field('Credential')?.split('/'),
    signedHeaders: field('SignedHeaders'),
    signature: field('Signature'),
    request,
  };
}
