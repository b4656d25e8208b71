import { requirement, test } from './test.js';

test.describe('Package formats and their names', () => {
  test(...requirement('FMT-GENERIC', '`format=generic` MUST be accepted and address generic packages only.'));
  test(...requirement('FMT-NPM', '`format=npm` MUST be accepted and address npm packages only.'));
  test(...requirement('FMT-PYPI', '`format=pypi` MUST be accepted and address Python packages only.'));
  test(...requirement('FMT-MAVEN', '`format=maven` MUST be accepted and address Maven packages only.'));
  test(...requirement('FMT-NUGET', '`format=nuget` MUST be accepted and address NuGet packages only.'));
  test(...requirement('FMT-RUBY', '`format=ruby` MUST be accepted and address Ruby packages only.'));
  test(...requirement('FMT-SWIFT', '`format=swift` MUST be accepted and address Swift packages only.'));
  test(...requirement('FMT-CARGO', '`format=cargo` MUST be accepted and address Cargo packages only.'));
  test(
    ...requirement(
      'PKG-SCOPED',
      'An npm package name joined with its scope, as in `@scope/name`, MUST be refused as invalid.',
    ),
  );
  test(
    ...requirement(
      'NRM-NONE',
      'The names of generic packages SHOULD be matched exactly as stored, without normalisation.',
    ),
  );
  test(
    ...requirement(
      'NRM-NPM',
      'The names of npm packages SHOULD be matched exactly as stored, without normalisation.',
    ),
  );
  test(
    ...requirement(
      'NRM-MAVEN',
      'The names of Maven packages SHOULD be matched exactly as stored, without normalisation.',
    ),
  );
  test(
    ...requirement(
      'NRM-RUBY',
      'The names of Ruby packages SHOULD be matched exactly as stored, without normalisation.',
    ),
  );
  test(
    ...requirement(
      'NRM-CARGO',
      'The names of Cargo packages SHOULD be matched exactly as stored, without normalisation.',
    ),
  );
  test(
    ...requirement(
      'NRM-PYPI',
      'A Python package name that is not in its normalised form MAY be found or not.',
    ),
  );
  test(...requirement('NRM-NUGET-NAME', 'A NuGet package name SHOULD be found in any case.'));
  test(
    ...requirement(
      'NRM-NUGET-VER',
      'A NuGet version SHOULD be found by any form that normalises to it: leading zeros, a fourth part of zero, build metadata.',
    ),
  );
  test(
    ...requirement(
      'NRM-NUGET-STORED',
      '`X-PackageVersion` SHOULD be the stored form of a NuGet version that was requested in another form.',
    ),
  );
  test(...requirement('NRM-NUGET-ASSET', 'A NuGet asset MUST be found by its stored name only.'));
  test(...requirement('NRM-SWIFT', 'A Swift package name and scope SHOULD be found in any case.'));
  test(
    ...requirement(
      'NRM-SWIFT-VER',
      'A Swift version SHOULD be matched exactly as stored, without normalisation.',
    ),
  );
});
