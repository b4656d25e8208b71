import { requirement, test } from './test.js';

test.describe('Parameter constraints', () => {
  test(...requirement('AST-REQ', 'A request without `asset` MUST be refused as invalid.'));
  test(...requirement('AST-EMPTY', 'A request whose `asset` is empty MUST be refused as invalid.'));
  test(
    ...requirement(
      'AST-MAX',
      'The length of `asset` MUST be limited to exactly 255 characters: 256 are refused as invalid, 255 are not.',
    ),
  );
  test(
    ...requirement(
      'AST-PAT',
      'An `asset` that holds a character of the Unicode category Other (control, format, private use, unassigned) MUST be refused as invalid, and any other character accepted.',
    ),
  );
  test(...requirement('DOM-REQ', 'A request without `domain` MUST be refused as invalid.'));
  test(...requirement('DOM-EMPTY', 'A request whose `domain` is empty MUST be refused as invalid.'));
  test(
    ...requirement(
      'DOM-MIN',
      'The length of `domain` MUST be at least 2 characters: 1 is refused as invalid, 2 are not.',
    ),
  );
  test(
    ...requirement(
      'DOM-MAX',
      'The length of `domain` MUST be limited to exactly 50 characters: 51 are refused as invalid, 50 are not.',
    ),
  );
  test(
    ...requirement(
      'DOM-PAT',
      'A `domain` MUST consist, from end to end, of a lower-case ASCII letter, then lower-case letters, digits and hyphens, with a letter or digit last; anything else is refused as invalid.',
    ),
  );
  test(...requirement('OWN-OPT', 'A request without `domain-owner` MUST NOT be refused as invalid.'));
  test(
    ...requirement(
      'OWN-EMPTY',
      'A request whose `domain-owner` is present and empty SHOULD be refused as invalid.',
    ),
  );
  test(
    ...requirement(
      'OWN-PAT',
      'A `domain-owner` of 12 characters that are not all ASCII digits MUST be refused as invalid.',
    ),
  );
  test(
    ...requirement(
      'OWN-LEN',
      'The length of `domain-owner` MUST be exactly 12: 11 or 13 digits are refused as invalid.',
    ),
  );
  test(...requirement('FMT-REQ', 'A request without `format` MUST be refused as invalid.'));
  test(...requirement('FMT-EMPTY', 'A request whose `format` is empty MUST be refused as invalid.'));
  test(
    ...requirement(
      'FMT-ENUM',
      'A `format` other than npm, pypi, maven, nuget, generic, ruby, swift or cargo MUST be refused as invalid.',
    ),
  );
  test(
    ...requirement(
      'FMT-CASE',
      'A `format` that differs from a valid value in case only MUST be refused as invalid.',
    ),
  );
  test(...requirement('PKG-REQ', 'A request without `package` MUST be refused as invalid.'));
  test(...requirement('PKG-EMPTY', 'A request whose `package` is empty MUST be refused as invalid.'));
  test(
    ...requirement(
      'PKG-MAX',
      'The length of `package` MUST be limited to exactly 255 characters: 256 are refused as invalid, 255 are not.',
    ),
  );
  test(
    ...requirement(
      'PKG-PAT',
      'A `package` that holds `#`, `/` or white space MUST be refused as invalid, and any other printable character accepted.',
    ),
  );
  test(...requirement('VER-REQ', 'A request without `version` MUST be refused as invalid.'));
  test(...requirement('VER-EMPTY', 'A request whose `version` is empty MUST be refused as invalid.'));
  test(
    ...requirement(
      'VER-MAX',
      'The length of `version` MUST be limited to exactly 255 characters: 256 are refused as invalid, 255 are not.',
    ),
  );
  test(
    ...requirement(
      'VER-PAT',
      'A `version` that holds `#`, `/` or white space MUST be refused as invalid, and any other printable character accepted.',
    ),
  );
  test(...requirement('REV-OPT', 'A request without `revision` MUST NOT be refused as invalid.'));
  test(
    ...requirement(
      'REV-EMPTY',
      'A request whose `revision` is present and empty SHOULD be refused as invalid.',
    ),
  );
  test(
    ...requirement(
      'REV-MAX',
      'The length of `revision` MUST be limited to exactly 50 characters: 51 are refused as invalid, 50 are not.',
    ),
  );
  test(
    ...requirement(
      'REV-PAT',
      'A `revision` that holds white space MUST be refused as invalid, and any other printable character accepted.',
    ),
  );
  test(...requirement('REP-REQ', 'A request without `repository` MUST be refused as invalid.'));
  test(...requirement('REP-EMPTY', 'A request whose `repository` is empty MUST be refused as invalid.'));
  test(
    ...requirement(
      'REP-MIN',
      'The length of `repository` MUST be at least 2 characters: 1 is refused as invalid, 2 are not.',
    ),
  );
  test(
    ...requirement(
      'REP-MAX',
      'The length of `repository` MUST be limited to exactly 100 characters: 101 are refused as invalid, 100 are not.',
    ),
  );
  test(
    ...requirement(
      'REP-PAT',
      'A `repository` MUST consist, from end to end, of an ASCII letter or digit, then ASCII letters, digits, dots, underscores and hyphens; anything else is refused as invalid.',
    ),
  );
});
