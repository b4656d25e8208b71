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
      'A signature whose credential scope names another region or service MUST be refused with 403.',
    ),
  );
  test(...requirement('AU-10', 'A request signed more than 15 minutes ago MUST be refused with 403.'));
  test(
    ...requirement(
      'AU-11',
      'Any set of signed headers that Signature Version 4 allows MUST be accepted, with and without `x-amz-content-sha256`.',
    ),
  );
});
