import { requestParameter } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** The constraints on each parameter. "Refused as invalid" is 400 with ValidationException. */
export const parameters = [
  {
    id: 'AST-REQ',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('asset'),
    statement: 'A request without `asset` MUST be refused as invalid.',
  },
  {
    id: 'AST-EMPTY',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('asset'),
    statement: 'A request whose `asset` is empty MUST be refused as invalid.',
  },
  {
    id: 'AST-MAX',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('asset'),
    statement:
      'The length of `asset` MUST be limited to exactly 255 characters: 256 are refused as invalid, 255 are not.',
  },
  {
    id: 'AST-PAT',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('asset'),
    statement:
      'An `asset` that holds a character of the Unicode category Other (control, format, private use, unassigned) MUST be refused as invalid, and any other character accepted.',
  },
  {
    id: 'DOM-REQ',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('domain'),
    statement: 'A request without `domain` MUST be refused as invalid.',
  },
  {
    id: 'DOM-EMPTY',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('domain'),
    statement: 'A request whose `domain` is empty MUST be refused as invalid.',
  },
  {
    id: 'DOM-MIN',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('domain'),
    statement: 'The length of `domain` MUST be at least 2 characters: 1 is refused as invalid, 2 are not.',
  },
  {
    id: 'DOM-MAX',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('domain'),
    statement:
      'The length of `domain` MUST be limited to exactly 50 characters: 51 are refused as invalid, 50 are not.',
  },
  {
    id: 'DOM-PAT',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('domain'),
    statement:
      'A `domain` MUST consist, from end to end, of a lower-case ASCII letter, then lower-case letters, digits and hyphens, with a letter or digit last; anything else is refused as invalid.',
  },
  {
    id: 'OWN-OPT',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('domainOwner'),
    statement: 'A request without `domain-owner` MUST NOT be refused as invalid.',
  },
  {
    id: 'OWN-EMPTY',
    level: 'SHOULD',
    profile: 'core',
    ...requestParameter('domainOwner'),
    statement: 'A request whose `domain-owner` is present and empty SHOULD be refused as invalid.',
  },
  {
    id: 'OWN-PAT',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('domainOwner'),
    statement: 'A `domain-owner` of 12 characters that are not all ASCII digits MUST be refused as invalid.',
  },
  {
    id: 'OWN-LEN',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('domainOwner'),
    statement: 'The length of `domain-owner` MUST be exactly 12: 11 or 13 digits are refused as invalid.',
  },
  {
    id: 'FMT-REQ',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('format'),
    statement: 'A request without `format` MUST be refused as invalid.',
  },
  {
    id: 'FMT-EMPTY',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('format'),
    statement: 'A request whose `format` is empty MUST be refused as invalid.',
  },
  {
    id: 'FMT-ENUM',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('format'),
    statement:
      'A `format` other than npm, pypi, maven, nuget, generic, ruby, swift or cargo MUST be refused as invalid.',
  },
  {
    id: 'FMT-CASE',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('format'),
    statement: 'A `format` that differs from a valid value in case only MUST be refused as invalid.',
  },
  {
    id: 'PKG-REQ',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('package'),
    statement: 'A request without `package` MUST be refused as invalid.',
  },
  {
    id: 'PKG-EMPTY',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('package'),
    statement: 'A request whose `package` is empty MUST be refused as invalid.',
  },
  {
    id: 'PKG-MAX',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('package'),
    statement:
      'The length of `package` MUST be limited to exactly 255 characters: 256 are refused as invalid, 255 are not.',
  },
  {
    id: 'PKG-PAT',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('package'),
    statement:
      'A `package` that holds `#`, `/` or white space MUST be refused as invalid, and any other printable character accepted.',
  },
  {
    id: 'VER-REQ',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('packageVersion'),
    statement: 'A request without `version` MUST be refused as invalid.',
  },
  {
    id: 'VER-EMPTY',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('packageVersion'),
    statement: 'A request whose `version` is empty MUST be refused as invalid.',
  },
  {
    id: 'VER-MAX',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('packageVersion'),
    statement:
      'The length of `version` MUST be limited to exactly 255 characters: 256 are refused as invalid, 255 are not.',
  },
  {
    id: 'VER-PAT',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('packageVersion'),
    statement:
      'A `version` that holds `#`, `/` or white space MUST be refused as invalid, and any other printable character accepted.',
  },
  {
    id: 'REV-OPT',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('packageVersionRevision'),
    statement: 'A request without `revision` MUST NOT be refused as invalid.',
  },
  {
    id: 'REV-EMPTY',
    level: 'SHOULD',
    profile: 'core',
    ...requestParameter('packageVersionRevision'),
    statement: 'A request whose `revision` is present and empty SHOULD be refused as invalid.',
  },
  {
    id: 'REV-MAX',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('packageVersionRevision'),
    statement:
      'The length of `revision` MUST be limited to exactly 50 characters: 51 are refused as invalid, 50 are not.',
  },
  {
    id: 'REV-PAT',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('packageVersionRevision'),
    statement:
      'A `revision` that holds white space MUST be refused as invalid, and any other printable character accepted.',
  },
  {
    id: 'REP-REQ',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('repository'),
    statement: 'A request without `repository` MUST be refused as invalid.',
  },
  {
    id: 'REP-EMPTY',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('repository'),
    statement: 'A request whose `repository` is empty MUST be refused as invalid.',
  },
  {
    id: 'REP-MIN',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('repository'),
    statement:
      'The length of `repository` MUST be at least 2 characters: 1 is refused as invalid, 2 are not.',
  },
  {
    id: 'REP-MAX',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('repository'),
    statement:
      'The length of `repository` MUST be limited to exactly 100 characters: 101 are refused as invalid, 100 are not.',
  },
  {
    id: 'REP-PAT',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('repository'),
    statement:
      'A `repository` MUST consist, from end to end, of an ASCII letter or digit, then ASCII letters, digits, dots, underscores and hyphens; anything else is refused as invalid.',
  },
] as const satisfies readonly CatalogueEntry[];
