import { requirement, test } from './test.js';

test.describe('Authentication and access', () => {
  test(
    ...requirement(
      'AU-01',
      'A request signed with Signature Version 4 for the service name `codeartifact` MUST be accepted.',
    ),
  );
  test(...requirement('AU-02', 'A request without a signature MUST be refused with 403.'));
  test(
    ...requirement('AU-03', 'A request with a wrong signature MUST be refused with 403 and an error type.'),
  );
  test(
    ...requirement(
      'AU-04',
      'A refused signature SHOULD be reported by the type that AWS uses for its defect: InvalidSignatureException, UnrecognizedClientException, MissingAuthenticationTokenException or IncompleteSignatureException.',
    ),
  );
  test(
    ...requirement(
      'AU-05',
      'A caller without the permission `codeartifact:GetPackageVersionAsset` on the package MUST be refused with 403 AccessDeniedException.',
    ),
  );
  test(
    ...requirement(
      'AU-06',
      'The permission `codeartifact:ReadFromRepository` alone SHOULD NOT allow this operation.',
    ),
  );
  test(...requirement('AU-07', 'A local server MAY leave out authentication.'));
  test(
    ...requirement(
      'AU-08',
      'A request whose query was changed after it was signed MUST be refused with 403.',
    ),
  );
  test(
    ...requirement(
      'AU-09',
      'A signature whose credential scope names another region or service MUST be refused with 403, or with the 404 of a server that has no such domain, or no such operation, there.',
    ),
  );
  test(...requirement('AU-10', 'A request signed more than 15 minutes ago MUST be refused with 403.'));
  test(
    ...requirement(
      'AU-11',
      'Any set of signed headers that Signature Version 4 allows MUST be accepted, with and without `x-amz-content-sha256`.',
    ),
  );
  test(
    ...requirement(
      'AU-12',
      'A request whose signature is dated more than 15 minutes in the future MUST be refused with 403.',
    ),
  );
  test(
    ...requirement(
      'AU-13',
      'A signature that does not cover `host`, or not the `x-amz-date` or `x-amz-content-sha256` that was sent, MUST be refused with 403.',
    ),
  );
  test(
    ...requirement(
      'AU-14',
      'A signature by an algorithm other than `AWS4-HMAC-SHA256` MUST be refused with 403.',
    ),
  );
  test(
    ...requirement(
      'AU-15',
      'A signature whose credential scope has another date than the request, or does not end with `aws4_request`, MUST be refused with 403.',
    ),
  );
  test(
    ...requirement(
      'AU-16',
      'A signed `x-amz-content-sha256` that is not the hash of the body MUST be refused with 403 or 400.',
    ),
  );
  test(
    ...requirement(
      'AU-17',
      'A signature whose date is less than five minutes before or after the time of the server MUST be accepted.',
    ),
  );
  test(
    ...requirement(
      'AU-18',
      'A signature over the canonical query MUST be accepted whatever the query holds: repeated keys, empty values, keys without `=`, names without a character.',
    ),
  );
  test(...requirement('AU-19', 'A malformed signature MUST be refused with a 4xx status.'));
});
