import { requirement, test } from './test.js';

test.describe('Errors', () => {
  test(
    ...requirement(
      'ER-01',
      'The type of an error MUST be given by the header `x-amzn-errortype` or the body member `__type` or `code`, before any `:` and after any `#`.',
    ),
  );
  test(...requirement('ER-02', 'An error SHOULD carry the header `x-amzn-errortype`.'));
  test(...requirement('ER-03', 'The body of an error MUST be a JSON object whose `message` is a string.'));
  test(...requirement('ER-04', 'The Content-Type of an error SHOULD be `application/json`.'));
  test(
    ...requirement(
      'ER-05',
      'An error MUST NOT carry bytes of an asset or any of the three headers of a served asset.',
    ),
  );
  test(
    ...requirement('ER-ACCESSDENIED', 'An error of the type AccessDeniedException MUST have the status 403.'),
  );
  test(...requirement('ER-CONFLICT', 'An error of the type ConflictException MUST have the status 409.'));
  test(
    ...requirement(
      'ER-INTERNALSERVER',
      'An error of the type InternalServerException MUST have the status 500.',
    ),
  );
  test(
    ...requirement(
      'ER-RESOURCENOTFOUND',
      'An error of the type ResourceNotFoundException MUST have the status 404.',
    ),
  );
  test(...requirement('ER-THROTTLING', 'An error of the type ThrottlingException MUST have the status 429.'));
  test(...requirement('ER-VALIDATION', 'An error of the type ValidationException MUST have the status 400.'));
  test(
    ...requirement(
      'ER-ONLY',
      'The type of an error MUST be one of the six that the operation lists or an error common to all AWS actions.',
    ),
  );
  test(
    ...requirement(
      'ER-NF-DOMAIN',
      'A request that names an unknown domain MUST be refused with 404 ResourceNotFoundException or 403 AccessDeniedException.',
    ),
  );
  test(
    ...requirement(
      'ER-NF-REPO',
      'A request that names an unknown repository MUST be refused with 404 ResourceNotFoundException.',
    ),
  );
  test(
    ...requirement(
      'ER-NF-PKG',
      'A request that names an unknown package MUST be refused with 404 ResourceNotFoundException.',
    ),
  );
  test(
    ...requirement(
      'ER-NF-VER',
      'A request that names an unknown version MUST be refused with 404 ResourceNotFoundException.',
    ),
  );
  test(
    ...requirement(
      'ER-NF-ASSET',
      'A request that names an unknown asset MUST be refused with 404 ResourceNotFoundException.',
    ),
  );
  test(
    ...requirement(
      'ER-RES-OPT',
      '`resourceId` and `resourceType`, if an error carries them, MUST be strings.',
    ),
  );
  test(
    ...requirement(
      'ER-RES-ENUM',
      '`resourceType`, if an error carries it, MUST be domain, repository, package, package-version or asset.',
    ),
  );
  test(
    ...requirement(
      'ER-RES-LEVEL',
      '`resourceType`, if an error carries it, SHOULD name the level that was not found.',
    ),
  );
  test(
    ...requirement(
      'ER-REASON',
      '`reason`, if an error carries it, MUST be CANNOT_PARSE, ENCRYPTION_KEY_ERROR, FIELD_VALIDATION_FAILED, UNKNOWN_OPERATION or OTHER.',
    ),
  );
  test(
    ...requirement(
      'ER-REASON-FIELD',
      '`reason`, if the refusal of an invalid parameter carries it, SHOULD be FIELD_VALIDATION_FAILED.',
    ),
  );
  test(
    ...requirement(
      'ER-RETRY',
      '`Retry-After`, if a ThrottlingException carries it, MUST be a whole number of seconds.',
    ),
  );
  test(...requirement('ER-RETRY-PRES', 'A ThrottlingException SHOULD say how long to wait.'));
  test(...requirement('ER-MSG', 'The message of an error MAY be worded freely.'));
  test(
    ...requirement('ER-NO5XX', 'A request that the client got wrong MUST NOT be answered with a 5xx status.'),
  );
  test(
    ...requirement(
      'ER-PREC-VAL',
      'An invalid parameter SHOULD be refused as invalid even if the resource does not exist.',
    ),
  );
  test(
    ...requirement(
      'ER-PREC-MULTI',
      'A request with several invalid parameters MUST be refused as invalid, whichever of them the response names.',
    ),
  );
  test(
    ...requirement(
      'ER-PREC-ACC',
      'A caller without permission MAY get 403 or 404 for a resource that does not exist.',
    ),
  );
});
