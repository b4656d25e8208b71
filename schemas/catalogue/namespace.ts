import { requestParameter, userGuide } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** The parameter `namespace`: its constraints, and what it means for each format. */
export const namespace = [
  {
    id: 'NSP-EMPTY',
    level: 'SHOULD',
    profile: 'core',
    ...requestParameter('namespace'),
    statement: 'A request whose `namespace` is present and empty SHOULD be refused as invalid.',
  },
  {
    id: 'NSP-MAX',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('namespace'),
    statement:
      'The length of `namespace` MUST be limited to exactly 255 characters: 256 are refused as invalid, 255 are not.',
  },
  {
    id: 'NSP-PAT',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('namespace'),
    statement:
      'A `namespace` that holds `#`, `/` or white space MUST be refused as invalid, and any other printable character accepted.',
  },
  {
    id: 'NSP-REQ-GENERIC',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('namespace'),
    statement: 'A request for a generic asset without `namespace` MUST NOT be served.',
  },
  {
    id: 'NSP-REQ-GENERIC-400',
    level: 'SHOULD',
    profile: 'core',
    ...requestParameter('namespace'),
    statement: 'A request for a generic asset without `namespace` SHOULD be refused as invalid.',
  },
  {
    id: 'NSP-REQ-MAVEN',
    level: 'MUST',
    profile: 'maven',
    ...requestParameter('namespace'),
    statement: 'A request for a Maven asset without `namespace` MUST NOT be served.',
  },
  {
    id: 'NSP-REQ-MAVEN-400',
    level: 'SHOULD',
    profile: 'maven',
    ...requestParameter('namespace'),
    statement: 'A request for a Maven asset without `namespace` SHOULD be refused as invalid.',
  },
  {
    id: 'NSP-REQ-SWIFT',
    level: 'MUST',
    profile: 'swift',
    ...requestParameter('namespace'),
    statement: 'A request for a Swift asset without `namespace` MUST NOT be served.',
  },
  {
    id: 'NSP-REQ-SWIFT-400',
    level: 'SHOULD',
    profile: 'swift',
    ...requestParameter('namespace'),
    statement: 'A request for a Swift asset without `namespace` SHOULD be refused as invalid.',
  },
  {
    id: 'NSP-GENERIC',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('namespace'),
    statement:
      'The `namespace` of a generic package version MUST be the namespace that it was published under.',
  },
  {
    id: 'NSP-MAVEN',
    level: 'MUST',
    profile: 'maven',
    ...requestParameter('namespace'),
    statement: 'The `namespace` of a Maven package version MUST be its groupId.',
  },
  {
    id: 'NSP-NPM',
    level: 'MUST',
    profile: 'npm',
    ...requestParameter('namespace'),
    statement:
      'The `namespace` of an npm package version MUST be its scope, and a package without a scope has none.',
  },
  {
    id: 'NSP-NPM-AT',
    level: 'SHOULD',
    profile: 'npm',
    ...userGuide('Download package version assets'),
    statement: 'An npm scope that is given with its leading `@` SHOULD NOT be served.',
  },
  {
    id: 'NSP-SWIFT',
    level: 'MUST',
    profile: 'swift',
    ...requestParameter('namespace'),
    statement: 'The `namespace` of a Swift package version MUST be its scope.',
  },
  {
    id: 'NSP-NONE-PYPI',
    level: 'MUST',
    profile: 'pypi',
    ...requestParameter('namespace'),
    statement: 'A request for a Python asset MUST be served without `namespace`.',
  },
  {
    id: 'NSP-NONE-NUGET',
    level: 'MUST',
    profile: 'nuget',
    ...requestParameter('namespace'),
    statement: 'A request for a NuGet asset MUST be served without `namespace`.',
  },
  {
    id: 'NSP-NONE-RUBY',
    level: 'MUST',
    profile: 'ruby',
    ...requestParameter('namespace'),
    statement: 'A request for a Ruby asset MUST be served without `namespace`.',
  },
  {
    id: 'NSP-NONE-CARGO',
    level: 'MUST',
    profile: 'cargo',
    ...requestParameter('namespace'),
    statement: 'A request for a Cargo asset MUST be served without `namespace`.',
  },
  {
    id: 'NSP-EXTRA',
    level: 'MAY',
    profile: 'pypi',
    ...requestParameter('namespace'),
    statement:
      'A `namespace` given for a format whose packages have none (Python, NuGet, Ruby, Cargo) MAY be ignored, refused as invalid, or not found.',
  },
] as const satisfies readonly CatalogueEntry[];
