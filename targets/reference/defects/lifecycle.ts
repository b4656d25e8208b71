import type { PackageVersionStatus, RequirementId } from '../../../schemas/index.js';
import { notFound, type Refusal } from '../refusal.js';
import { withHeader } from '../response.js';
import type { StoredVersion } from '../store.js';
import { constraintDefects } from './constraints.js';
import type { Defect } from './defect.js';
import { generalDefects } from './general.js';
import { redirected } from './redirected.js';
import { matching, refusing, served, wrap } from './wrap.js';

/** Statuses of package versions, and revisions. */
export const lifecycleDefects: readonly Defect[] = [
  ...generalDefects('lifecycle'),
  refusedStatus('status-unlisted-refused', 'ST-UNLISTED', 'Unlisted', 'hides Unlisted versions'),
  {
    id: 'status-published-hidden-by-sibling',
    breaks: 'ST-PUBLISHED',
    summary: 'hides the whole package if one of its versions is archived',
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const archived = store.versions.some(
        (held) => match.package(wanted, held) && match.format(wanted, held) && held.status === 'Archived',
      );
      return archived && find(wanted, store, match, admit).kind === 'found'
        ? find({ ...wanted, version: '' }, store, match, admit)
        : find(wanted, store, match, admit);
    }),
  },
  servedStatus('status-archived-served', 'ST-ARCHIVED', 'Archived'),
  servedStatus('status-disposed-served', 'ST-DISPOSED', 'Disposed'),
  blockedStatus('status-archived-5xx', 'ST-ARCHIVED', 'Archived', 500, 'InternalServerException'),
  blockedStatus('status-disposed-5xx', 'ST-DISPOSED', 'Disposed', 500, 'InternalServerException'),
  {
    id: 'status-archived-redirects',
    breaks: 'ST-ARCHIVED',
    summary: 'sends the client elsewhere for the assets of Archived versions',
    change: (stages) => ({
      ...stages,
      admit: (version) => (version.status === 'Archived' ? undefined : stages.admit(version)),
      serve: (found, request) => {
        const response = stages.serve(found, request);
        return found.version.status === 'Archived' ? redirected(response, 302) : response;
      },
    }),
  },
  {
    id: 'status-disposed-empty',
    breaks: 'ST-DISPOSED',
    summary: 'serves the assets of Disposed versions with no bytes',
    change: (stages) => ({
      ...stages,
      admit: (version) => (version.status === 'Disposed' ? undefined : stages.admit(version)),
      serve: (found, request) => {
        const response = stages.serve(found, request);
        return found.version.status === 'Disposed'
          ? { ...withHeader(response, 'Content-Length', '0'), body: Buffer.alloc(0) }
          : response;
      },
    }),
  },
  {
    id: 'revision-current-refused',
    breaks: 'REV-CUR',
    summary: 'finds nothing if a revision is named',
    change: matching('revision', () => (wanted) => wanted.revision === undefined),
  },
  {
    id: 'revision-compared-url-safe',
    breaks: 'REV-CUR',
    summary: 'finds a revision by its URL-safe spelling only',
    change: matching(
      'revision',
      (match) => (wanted, held) =>
        wanted.revision === undefined || (match(wanted, held) && !/[+/]/.test(wanted.revision)),
    ),
  },
  {
    id: 'revision-with-plus-invalid',
    breaks: 'REV-CUR',
    summary: 'refuses a revision that is not base64 as invalid',
    change: refusing(
      ({ revision }) => revision !== undefined && !/^[A-Za-z0-9+/]+={0,2}$/.test(revision),
      'revision is not base64.',
    ),
  },
  {
    id: 'revision-omitted-stale',
    breaks: 'REV-OMIT',
    summary: 'names the revision before the current one if none is requested',
    change: served((response, { version }, { rawQuery }) =>
      /(?:^|&)revision=/.test(rawQuery)
        ? response
        : withHeader(response, 'X-PackageVersionRevision', [...version.revision].reverse().join('')),
    ),
  },
  {
    id: 'revision-ignored',
    breaks: 'REV-STALE',
    summary: 'serves the current revision whatever revision is named',
    change: matching('revision', () => () => true),
  },
  {
    id: 'revision-prefix',
    breaks: 'REV-STALE',
    summary: 'finds a revision by its beginning',
    change: matching('revision', () => (wanted, held) => held.revision.startsWith(wanted.revision ?? '')),
  },
  {
    id: 'revision-compared-as-bytes',
    breaks: 'REV-STALE',
    summary: 'compares the bytes that the base64 of two revisions stands for',
    change: matching('revision', (match) => (wanted, held) => {
      const [one, other] = [wanted.revision, held.revision].map((each) => each?.replace(/=+$/, '') ?? '');
      return match(wanted, held) || (one?.length === other?.length && isSameBase64(one, other));
    }),
  },
  {
    id: 'revision-url-safe-accepted',
    breaks: 'REV-STALE',
    summary: 'finds a revision by its URL-safe spelling as well',
    change: matching(
      'revision',
      (match) => (wanted, held) =>
        match(wanted, held) || wanted.revision === held.revision.replaceAll('+', '-').replaceAll('/', '_'),
    ),
  },
  {
    id: 'revision-rest-ignored',
    breaks: 'REV-STALE',
    summary: 'accepts a revision that begins with the current one',
    change: matching(
      'revision',
      () => (wanted, held) => wanted.revision === undefined || wanted.revision.startsWith(held.revision),
    ),
  },
  {
    id: 'revision-latest-taken',
    breaks: 'REV-STALE',
    summary: 'takes the word latest for the current revision',
    change: matching(
      'revision',
      (revision) => (wanted, held) => wanted.revision === 'latest' || revision(wanted, held),
    ),
  },
  {
    id: 'revision-padding-ignored',
    breaks: 'REV-STALE',
    summary: 'decodes the base64 of revisions, and compares what it stands for',
    change: matching(
      'revision',
      () => (wanted, held) =>
        wanted.revision === undefined ||
        wanted.revision.replace(/=+$/, '') === held.revision.replace(/=+$/, ''),
    ),
  },
  {
    id: 'revision-case-insensitive',
    breaks: 'REV-STALE',
    summary: 'finds a revision in any case',
    change: matching(
      'revision',
      () => (wanted, held) =>
        wanted.revision === undefined || wanted.revision.toLowerCase() === held.revision.toLowerCase(),
    ),
  },
  {
    id: 'revision-of-any-version',
    breaks: 'REV-STALE',
    summary: 'accepts a revision that any version has',
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const known = store.versions.some((held) => held.revision === wanted.revision);
      return find(wanted, store, known ? { ...match, revision: () => true } : match, admit);
    }),
  },
  {
    id: 'revision-unknown-served-when-long',
    breaks: 'REV-STALE',
    summary: 'looks at the first 16 characters of a revision only',
    change: matching(
      'revision',
      () => (wanted, held) => held.revision.slice(1, 16) === (wanted.revision ?? held.revision).slice(1, 16),
    ),
  },
  ...(
    [
      ['invalid', 400, 'ValidationException'],
      ['denied', 403, 'AccessDeniedException'],
      ['failed', 500, 'InternalServerException'],
    ] as const
  ).map(([slug, status, type]) => ({
    id: `revision-unknown-${slug}`,
    breaks: 'REV-STALE-ERR' as const,
    summary: `responds to an unknown revision with ${status} ${type}`,
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const outcome = find(wanted, store, match, admit);
      const found = find(wanted, store, { ...match, revision: () => true }, admit);
      return outcome.kind === 'refusal' && found.kind === 'found'
        ? ({ kind: 'refusal', type, status, message: 'No such revision.' } satisfies Refusal)
        : outcome;
    }),
  })),
  ...constraintDefects('lifecycle'),
];

function refusedStatus(
  id: string,
  breaks: RequirementId,
  status: PackageVersionStatus,
  summary: string,
): Defect {
  return {
    id,
    breaks,
    summary,
    change: wrap(
      'admit',
      (admit) => (version) => (version.status === status ? hidden(version) : admit(version)),
    ),
  };
}

function servedStatus(id: string, breaks: RequirementId, status: PackageVersionStatus): Defect {
  return {
    id,
    breaks,
    summary: `serves the assets of ${status} versions`,
    change: wrap('admit', (admit) => (version) => (version.status === status ? undefined : admit(version))),
  };
}

function blockedStatus(
  id: string,
  breaks: RequirementId,
  status: PackageVersionStatus,
  code: number,
  type: Refusal['type'],
): Defect {
  return {
    id,
    breaks,
    summary: `responds to requests for ${status} versions with ${code} ${type}`,
    change: wrap(
      'admit',
      (admit) => (version) =>
        version.status === status
          ? { kind: 'refusal', type, status: code, message: `The version is ${status}.` }
          : admit(version),
    ),
  };
}

function hidden(version: StoredVersion): Refusal {
  return notFound('package-version', version.version, 'Version not found.');
}

/** The alphabet is looked at, which Node.js does not do. */
function isSameBase64(one = '', other = ''): boolean {
  return /^[A-Za-z0-9+/]+$/.test(one) && Buffer.from(one, 'base64').equals(Buffer.from(other, 'base64'));
}
