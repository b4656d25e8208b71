import { requirement, test } from './test.js';

test.describe('Lookup by full coordinates', () => {
  test(
    ...requirement(
      'LKP-DOM',
      'A repository MUST be looked up in the domain that the request names, and in no other.',
    ),
  );
  test(
    ...requirement(
      'LKP-OWN',
      'A domain MUST be looked up in the account that `domain-owner` names: with another account the asset is not served.',
    ),
  );
  test(
    ...requirement(
      'LKP-OWN-DEFAULT',
      'A request without `domain-owner` MUST address the domain of that name in the account of the caller.',
    ),
  );
  test(
    ...requirement(
      'LKP-REP',
      'A package version MUST be looked up in the repository that the request names, and in no other.',
    ),
  );
  test(
    ...requirement(
      'LKP-NSP',
      'A package MUST be looked up in the namespace that the request names, and in no other.',
    ),
  );
  test(
    ...requirement(
      'LKP-PKG',
      'An asset MUST be looked up in the package that the request names, and in no other.',
    ),
  );
  test(
    ...requirement(
      'LKP-VER',
      'An asset MUST be looked up in the version that the request names, and in no other.',
    ),
  );
  test(
    ...requirement(
      'LKP-AST',
      'The bytes MUST be those of the asset that the request names, and of no other of the same version.',
    ),
  );
  test(
    ...requirement(
      'LKP-EXACT',
      'Names MUST be compared as whole strings: no prefix, suffix, substring, wildcard, trimmed form or path traversal finds an asset.',
    ),
  );
  test(...requirement('LKP-ASSET-CASE', 'Asset names SHOULD be matched case-sensitively.'));
  test(
    ...requirement(
      'LKP-UPSTREAM',
      'A package version that only an upstream repository holds MUST NOT be found.',
    ),
  );
  test(
    ...requirement(
      'LKP-VER-NPM',
      'The version of an npm package MUST be looked up as it is stored: one that Semantic Versioning or its tools take for the same is another version.',
    ),
  );
  test(
    ...requirement(
      'LKP-VER-PYPI',
      'The version of a Python package MUST be looked up as it is stored: one that PEP 440 or its tools take for the same is another version.',
    ),
  );
  test(
    ...requirement(
      'LKP-VER-MAVEN',
      'The version of a Maven package MUST be looked up as it is stored: one that ComparableVersion or its tools take for the same is another version.',
    ),
  );
  test(
    ...requirement(
      'LKP-VER-NUGET',
      'A NuGet version MUST be looked up by what it normalises to, and by nothing else: a fourth number that is not zero, or a pre-release, makes another version.',
    ),
  );
  test(
    ...requirement(
      'LKP-VER-RUBY',
      'The version of a Ruby package MUST be looked up as it is stored: one that Gem::Version or its tools take for the same is another version.',
    ),
  );
  test(
    ...requirement(
      'LKP-VER-SWIFT',
      'The version of a Swift package MUST be looked up as it is stored: one that Semantic Versioning or its tools take for the same is another version.',
    ),
  );
  test(
    ...requirement(
      'LKP-VER-CARGO',
      'The version of a Cargo package MUST be looked up as it is stored: one that Semantic Versioning or its tools take for the same is another version.',
    ),
  );
  test(
    ...requirement(
      'LKP-AST-NPM',
      'An asset of an npm package MUST be found by its stored name only: not by a path, with other separators, or by the name that its registry has for it.',
    ),
  );
  test(
    ...requirement(
      'LKP-AST-PYPI',
      'An asset of a Python package MUST be found by its stored name only: not by a path, with other separators, or by the name that its registry has for it.',
    ),
  );
  test(
    ...requirement(
      'LKP-AST-MAVEN',
      'An asset of a Maven package MUST be found by its stored name only: not by a path, with other separators, or by the name that its registry has for it.',
    ),
  );
  test(
    ...requirement(
      'LKP-AST-RUBY',
      'An asset of a Ruby package MUST be found by its stored name only: not by a path, with other separators, or by the name that its registry has for it.',
    ),
  );
  test(
    ...requirement(
      'LKP-AST-SWIFT',
      'An asset of a Swift package MUST be found by its stored name only: not by a path, with other separators, or by the name that its registry has for it.',
    ),
  );
  test(
    ...requirement(
      'LKP-AST-CARGO',
      'An asset of a Cargo package MUST be found by its stored name only: not by a path, with other separators, or by the name that its registry has for it.',
    ),
  );
});
