import { inference, model, page, restJson1 } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** How a refusal looks, and which refusal a request gets. "Refused as invalid" is 400 with ValidationException. */
export const errors = [
  {
    id: 'ER-01',
    level: 'MUST',
    profile: 'core',
    ...restJson1('Operation error serialization'),
    statement:
      'The type of an error MUST be given by the header `x-amzn-errortype` or the body member `__type` or `code`, before any `:` and after any `#`.',
  },
  {
    id: 'ER-02',
    level: 'SHOULD',
    profile: 'core',
    ...restJson1('Operation error serialization'),
    statement: 'An error SHOULD carry the header `x-amzn-errortype`.',
  },
  {
    id: 'ER-03',
    level: 'MUST',
    profile: 'core',
    ...model('The error shapes, member message'),
    statement: 'The body of an error MUST be a JSON object whose `message` is a string.',
  },
  {
    id: 'ER-04',
    level: 'SHOULD',
    profile: 'core',
    ...restJson1('Content-Type'),
    statement: 'The Content-Type of an error SHOULD be `application/json`.',
  },
  {
    id: 'ER-05',
    level: 'MUST',
    profile: 'core',
    ...inference('The three headers and the bytes belong to the output, not to an error'),
    statement: 'An error MUST NOT carry bytes of an asset or any of the three headers of a served asset.',
  },
  {
    id: 'ER-ACCESSDENIED',
    level: 'MUST',
    profile: 'auth',
    ...page('Errors'),
    statement: 'An error of the type AccessDeniedException MUST have the status 403.',
  },
  {
    id: 'ER-CONFLICT',
    level: 'MUST',
    profile: 'faults',
    ...page('Errors'),
    statement: 'An error of the type ConflictException MUST have the status 409.',
  },
  {
    id: 'ER-INTERNALSERVER',
    level: 'MUST',
    profile: 'faults',
    ...page('Errors'),
    statement: 'An error of the type InternalServerException MUST have the status 500.',
  },
  {
    id: 'ER-RESOURCENOTFOUND',
    level: 'MUST',
    profile: 'core',
    ...page('Errors'),
    statement: 'An error of the type ResourceNotFoundException MUST have the status 404.',
  },
  {
    id: 'ER-THROTTLING',
    level: 'MUST',
    profile: 'faults',
    ...page('Errors'),
    statement: 'An error of the type ThrottlingException MUST have the status 429.',
  },
  {
    id: 'ER-VALIDATION',
    level: 'MUST',
    profile: 'core',
    ...page('Errors'),
    statement: 'An error of the type ValidationException MUST have the status 400.',
  },
  {
    id: 'ER-ONLY',
    level: 'MUST',
    profile: 'core',
    ...page('Errors'),
    statement:
      'The type of an error MUST be one of the six that the operation lists or an error common to all AWS actions.',
  },
  {
    id: 'ER-NF-DOMAIN',
    level: 'MUST',
    profile: 'core',
    ...page('Errors'),
    statement:
      'A request that names an unknown domain MUST be refused with 404 ResourceNotFoundException or 403 AccessDeniedException.',
  },
  {
    id: 'ER-NF-REPO',
    level: 'MUST',
    profile: 'core',
    ...page('Errors'),
    statement:
      'A request that names an unknown repository MUST be refused with 404 ResourceNotFoundException.',
  },
  {
    id: 'ER-NF-PKG',
    level: 'MUST',
    profile: 'core',
    ...page('Errors'),
    statement: 'A request that names an unknown package MUST be refused with 404 ResourceNotFoundException.',
  },
  {
    id: 'ER-NF-VER',
    level: 'MUST',
    profile: 'core',
    ...page('Errors'),
    statement: 'A request that names an unknown version MUST be refused with 404 ResourceNotFoundException.',
  },
  {
    id: 'ER-NF-ASSET',
    level: 'MUST',
    profile: 'core',
    ...page('Errors'),
    statement: 'A request that names an unknown asset MUST be refused with 404 ResourceNotFoundException.',
  },
  {
    id: 'ER-RES-OPT',
    level: 'MUST',
    profile: 'core',
    ...page('Errors'),
    statement: '`resourceId` and `resourceType`, if an error carries them, MUST be strings.',
  },
  {
    id: 'ER-RES-ENUM',
    level: 'MUST',
    profile: 'core',
    ...model('ResourceType'),
    statement:
      '`resourceType`, if an error carries it, MUST be domain, repository, package, package-version or asset.',
  },
  {
    id: 'ER-RES-LEVEL',
    level: 'SHOULD',
    profile: 'core',
    ...inference('ResourceType names the levels at which a lookup can fail'),
    statement: '`resourceType`, if an error carries it, SHOULD name the level that was not found.',
  },
  {
    id: 'ER-REASON',
    level: 'MUST',
    profile: 'core',
    ...model('ValidationExceptionReason'),
    statement:
      '`reason`, if an error carries it, MUST be CANNOT_PARSE, ENCRYPTION_KEY_ERROR, FIELD_VALIDATION_FAILED, UNKNOWN_OPERATION or OTHER.',
  },
  {
    id: 'ER-REASON-FIELD',
    level: 'SHOULD',
    profile: 'core',
    ...inference('ValidationExceptionReason: the one that fits a constraint'),
    statement:
      '`reason`, if the refusal of an invalid parameter carries it, SHOULD be FIELD_VALIDATION_FAILED.',
  },
  {
    id: 'ER-RETRY',
    level: 'MUST',
    profile: 'faults',
    ...model('ThrottlingException, member retryAfterSeconds: header Retry-After'),
    statement: '`Retry-After`, if a ThrottlingException carries it, MUST be a whole number of seconds.',
  },
  {
    id: 'ER-RETRY-PRES',
    level: 'SHOULD',
    profile: 'faults',
    ...page('Errors'),
    statement: 'A ThrottlingException SHOULD say how long to wait.',
  },
  {
    id: 'ER-MSG',
    level: 'MAY',
    profile: 'core',
    ...inference('Wording is documented nowhere and differs between operations'),
    statement: 'The message of an error MAY be worded freely.',
  },
  {
    id: 'ER-NO5XX',
    level: 'MUST',
    profile: 'core',
    ...inference('A 5xx status says that the server failed'),
    statement: 'A request that the client got wrong MUST NOT be answered with a 5xx status.',
  },
  {
    id: 'ER-PREC-VAL',
    level: 'SHOULD',
    profile: 'core',
    ...inference('Constraints are validated before the operation runs'),
    statement: 'An invalid parameter SHOULD be refused as invalid even if the resource does not exist.',
  },
  {
    id: 'ER-PREC-MULTI',
    level: 'MUST',
    profile: 'core',
    ...page('Errors'),
    statement:
      'A request with several invalid parameters MUST be refused as invalid, whichever of them the response names.',
  },
  {
    id: 'ER-PREC-ACC',
    level: 'MAY',
    profile: 'auth',
    ...inference('Both are seen for other operations'),
    statement: 'A caller without permission MAY get 403 or 404 for a resource that does not exist.',
  },
] as const satisfies readonly CatalogueEntry[];
