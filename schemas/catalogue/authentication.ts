import { inference, model, observed, userGuide } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** Signature Version 4 and permissions. */
export const authentication = [
  {
    id: 'AU-01',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement:
      'A request signed with Signature Version 4 for the service name `codeartifact` MUST be accepted.',
  },
  {
    id: 'AU-02',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement: 'A request without a signature MUST be refused with 403.',
  },
  {
    id: 'AU-03',
    level: 'MUST',
    profile: 'auth',
    ...observed('A recorded refusal of a wrong signature'),
    statement: 'A request with a wrong signature MUST be refused with 403 and an error type.',
  },
  {
    id: 'AU-04',
    level: 'SHOULD',
    profile: 'auth',
    ...observed('Recorded refusals; Common Error Types'),
    statement:
      'A refused signature SHOULD be reported by the type that AWS uses for its defect: InvalidSignatureException, UnrecognizedClientException, MissingAuthenticationTokenException or IncompleteSignatureException.',
  },
  {
    id: 'AU-05',
    level: 'MUST',
    profile: 'auth',
    ...userGuide('Download package version assets'),
    statement:
      'A caller without the permission `codeartifact:GetPackageVersionAsset` on the package MUST be refused with 403 AccessDeniedException.',
    excluded: 'It takes a second principal whose permissions are known to the suite.',
  },
  {
    id: 'AU-06',
    level: 'SHOULD',
    profile: 'auth',
    ...userGuide('Repository policies'),
    statement: 'The permission `codeartifact:ReadFromRepository` alone SHOULD NOT allow this operation.',
    excluded: 'It takes a second principal whose permissions are known to the suite.',
  },
  {
    id: 'AU-07',
    level: 'MAY',
    profile: 'auth',
    ...inference('Practice of local emulators'),
    statement: 'A local server MAY leave out authentication.',
  },
  {
    id: 'AU-08',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement: 'A request whose query was changed after it was signed MUST be refused with 403.',
  },
  {
    id: 'AU-09',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement:
      'A signature whose credential scope names another region or service MUST be refused with 403, or with the 404 of a server that has no such domain, or no such operation, there.',
  },
  {
    id: 'AU-10',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement: 'A request signed more than 15 minutes ago MUST be refused with 403.',
  },
  {
    id: 'AU-11',
    level: 'MUST',
    profile: 'auth',
    ...observed('What the official clients sign'),
    statement:
      'Any set of signed headers that Signature Version 4 allows MUST be accepted, with and without `x-amz-content-sha256`.',
  },
  {
    id: 'AU-12',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement:
      'A request whose signature is dated more than 15 minutes in the future MUST be refused with 403.',
  },
  {
    id: 'AU-13',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement:
      'A signature that does not cover `host`, or not the `x-amz-date` or `x-amz-content-sha256` that was sent, MUST be refused with 403.',
  },
  {
    id: 'AU-14',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement: 'A signature by an algorithm other than `AWS4-HMAC-SHA256` MUST be refused with 403.',
  },
  {
    id: 'AU-15',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement:
      'A signature whose credential scope has another date than the request, or does not end with `aws4_request`, MUST be refused with 403.',
  },
  {
    id: 'AU-16',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement:
      'A signed `x-amz-content-sha256` that is not the hash of the body MUST be refused with 403 or 400.',
  },
  {
    id: 'AU-17',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement:
      'A signature whose date is less than five minutes before or after the time of the server MUST be accepted.',
  },
  {
    id: 'AU-18',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement:
      'A signature over the canonical query MUST be accepted whatever the query holds: repeated keys, empty values, keys without `=`, names without a character.',
  },
  {
    id: 'AU-19',
    level: 'MUST',
    profile: 'auth',
    ...model('aws.auth#sigv4'),
    statement: 'A malformed signature MUST be refused with a 4xx status.',
  },
] as const satisfies readonly CatalogueEntry[];
