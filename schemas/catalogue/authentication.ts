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
    statement: 'A signature whose credential scope names another region or service MUST be refused with 403.',
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
] as const satisfies readonly CatalogueEntry[];
