import { inference, requestParameter, userGuide } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** Package version statuses and revisions. */
export const lifecycle = [
  {
    id: 'ST-PUBLISHED',
    level: 'MUST',
    profile: 'lifecycle',
    ...userGuide('Package version status'),
    statement: 'The assets of a Published package version MUST be downloadable.',
  },
  {
    id: 'ST-UNLISTED',
    level: 'MUST',
    profile: 'lifecycle',
    ...userGuide('Package version status'),
    statement: 'The assets of an Unlisted package version MUST be downloadable.',
  },
  {
    id: 'ST-ARCHIVED',
    level: 'MUST',
    profile: 'lifecycle',
    ...userGuide('Package version status'),
    statement: 'A request for an asset of an Archived package version MUST be refused with a 4xx status.',
  },
  {
    id: 'ST-DISPOSED',
    level: 'MUST',
    profile: 'lifecycle',
    ...userGuide('Package version status'),
    statement: 'A request for an asset of a Disposed package version MUST be refused with a 4xx status.',
  },
  {
    id: 'ST-UNFINISHED',
    level: 'MAY',
    profile: 'lifecycle',
    ...userGuide('Package version status'),
    statement: 'The assets of an Unfinished package version MAY be downloadable.',
  },
  {
    id: 'ST-DELETED',
    level: 'MUST',
    profile: 'lifecycle',
    ...userGuide('Package version status'),
    statement: 'A deleted package version MUST NOT be found.',
    excluded:
      'Through this operation a deleted version cannot be distinguished from one that never existed (ER-NF-VER); deleting takes another operation.',
  },
  {
    id: 'ST-RESTORE',
    level: 'SHOULD',
    profile: 'lifecycle',
    ...userGuide('Package version status'),
    statement:
      'An Archived package version that is set back to Published or Unlisted SHOULD be downloadable again.',
    excluded: 'The status is changed by another operation, between two downloads.',
  },
  {
    id: 'REV-CUR',
    level: 'MUST',
    profile: 'lifecycle',
    ...requestParameter('packageVersionRevision'),
    statement: 'A request that names the current revision MUST be served.',
  },
  {
    id: 'REV-OMIT',
    level: 'MUST',
    profile: 'lifecycle',
    ...requestParameter('packageVersionRevision'),
    statement: 'A request without `revision` MUST be served from the current revision.',
  },
  {
    id: 'REV-STALE',
    level: 'MUST',
    profile: 'lifecycle',
    ...requestParameter('packageVersionRevision'),
    statement: 'A request that names a revision MUST NOT be served from another revision.',
  },
  {
    id: 'REV-STALE-ERR',
    level: 'SHOULD',
    profile: 'lifecycle',
    ...inference('No document names the error; both fit their descriptions'),
    statement:
      'A request that names a revision that the package version does not have SHOULD be refused with 404 ResourceNotFoundException or 409 ConflictException.',
  },
  {
    id: 'SEM-REVCHG',
    level: 'SHOULD',
    profile: 'lifecycle',
    ...userGuide('CodeArtifact concepts: package version revision'),
    statement: 'A package version SHOULD get a new revision when an asset is added to it.',
    excluded: 'The asset is added by another operation, between two downloads.',
  },
] as const satisfies readonly CatalogueEntry[];
