import { requirement, test } from './test.js';

test.describe('Namespace', () => {
  test(
    ...requirement(
      'NSP-EMPTY',
      'A request whose `namespace` is present and empty SHOULD be refused as invalid.',
    ),
  );
  test(
    ...requirement(
      'NSP-MAX',
      'The length of `namespace` MUST be limited to exactly 255 characters: 256 are refused as invalid, 255 are not.',
    ),
  );
  test(
    ...requirement(
      'NSP-PAT',
      'A `namespace` that holds `#`, `/` or white space MUST be refused as invalid, and any other printable character accepted.',
    ),
  );
  test(
    ...requirement(
      'NSP-REQ-GENERIC',
      'A request for a generic asset without `namespace` MUST NOT be served.',
    ),
  );
  test(
    ...requirement(
      'NSP-REQ-GENERIC-400',
      'A request for a generic asset without `namespace` SHOULD be refused as invalid.',
    ),
  );
  test(
    ...requirement('NSP-REQ-MAVEN', 'A request for a Maven asset without `namespace` MUST NOT be served.'),
  );
  test(
    ...requirement(
      'NSP-REQ-MAVEN-400',
      'A request for a Maven asset without `namespace` SHOULD be refused as invalid.',
    ),
  );
  test(
    ...requirement('NSP-REQ-SWIFT', 'A request for a Swift asset without `namespace` MUST NOT be served.'),
  );
  test(
    ...requirement(
      'NSP-REQ-SWIFT-400',
      'A request for a Swift asset without `namespace` SHOULD be refused as invalid.',
    ),
  );
  test(
    ...requirement(
      'NSP-GENERIC',
      'The `namespace` of a generic package version MUST be the namespace that it was published under.',
    ),
  );
  test(...requirement('NSP-MAVEN', 'The `namespace` of a Maven package version MUST be its groupId.'));
  test(
    ...requirement(
      'NSP-NPM',
      'The `namespace` of an npm package version MUST be its scope, and a package without a scope has none.',
    ),
  );
  test(...requirement('NSP-NPM-AT', 'An npm scope that is given with its leading `@` SHOULD NOT be served.'));
  test(...requirement('NSP-SWIFT', 'The `namespace` of a Swift package version MUST be its scope.'));
  test(...requirement('NSP-NONE-PYPI', 'A request for a Python asset MUST be served without `namespace`.'));
  test(...requirement('NSP-NONE-NUGET', 'A request for a NuGet asset MUST be served without `namespace`.'));
  test(...requirement('NSP-NONE-RUBY', 'A request for a Ruby asset MUST be served without `namespace`.'));
  test(...requirement('NSP-NONE-CARGO', 'A request for a Cargo asset MUST be served without `namespace`.'));
  test(
    ...requirement(
      'NSP-EXTRA',
      'A `namespace` given for a format whose packages have none (Python, NuGet, Ruby, Cargo) MAY be ignored, refused as invalid, or not found.',
    ),
  );
});
