import { requirement, test } from './test.js';

test.describe('Statuses and revisions', () => {
  test(...requirement('ST-PUBLISHED', 'The assets of a Published package version MUST be downloadable.'));
  test(...requirement('ST-UNLISTED', 'The assets of an Unlisted package version MUST be downloadable.'));
  test(
    ...requirement(
      'ST-ARCHIVED',
      'A request for an asset of an Archived package version MUST be refused with a 4xx status.',
    ),
  );
  test(
    ...requirement(
      'ST-DISPOSED',
      'A request for an asset of a Disposed package version MUST be refused with a 4xx status.',
    ),
  );
  test(...requirement('ST-UNFINISHED', 'The assets of an Unfinished package version MAY be downloadable.'));
  test(...requirement('ST-DELETED', 'A deleted package version MUST NOT be found.'));
  test(
    ...requirement(
      'ST-RESTORE',
      'An Archived package version that is set back to Published or Unlisted SHOULD be downloadable again.',
    ),
  );
  test(...requirement('REV-CUR', 'A request that names the current revision MUST be served.'));
  test(...requirement('REV-OMIT', 'A request without `revision` MUST be served from the current revision.'));
  test(
    ...requirement('REV-STALE', 'A request that names a revision MUST NOT be served from another revision.'),
  );
  test(
    ...requirement(
      'REV-STALE-ERR',
      'A request that names a revision that the package version does not have SHOULD be refused with 404 ResourceNotFoundException or 409 ConflictException.',
    ),
  );
  test(
    ...requirement('SEM-REVCHG', 'A package version SHOULD get a new revision when an asset is added to it.'),
  );
});
