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
});
