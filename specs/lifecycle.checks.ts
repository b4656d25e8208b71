import {
  type AssetUnderTest,
  type Check,
  check,
  clientError,
  either,
  MissingFixture,
  notTheAsset,
  requestFor,
} from '../engine/index.js';
import { type Expectation, headerValue } from '../judge/index.js';
import type { PackageVersionStatus, RequirementId } from '../schemas/index.js';
import { unknownRevision } from './assets.js';

const openStatuses: readonly { requirement: RequirementId; status: PackageVersionStatus }[] = [
  { requirement: 'ST-PUBLISHED', status: 'Published' },
  { requirement: 'ST-UNLISTED', status: 'Unlisted' },
];
const closedStatuses: readonly { requirement: RequirementId; status: PackageVersionStatus }[] = [
  { requirement: 'ST-ARCHIVED', status: 'Archived' },
  { requirement: 'ST-DISPOSED', status: 'Disposed' },
];

/** Not this revision: refused, or served from exactly the revision that was named. */
const notFromAnother = (asset: AssetUnderTest, requestedRevision: string): Expectation =>
  either(notTheAsset(asset, clientError), {
    kind: 'served',
    asset: asset.expected,
    revision: requestedRevision,
  });

/** Characters of a revision (reference page). */
const longestRevision = 50;

/** A base64 text of the same bytes: before padding, the last letter has bits that stand for nothing. */
function sameBytes(base64: string): string | undefined {
  const [, start = '', letter = '', padding = ''] =
    /^([A-Za-z0-9+/]+)([A-Za-z0-9+/])(=+)$/.exec(base64) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  return [...letters]
    .map((each) => `${start}${each}${padding}`)
    .find((text) => letter !== '' && text !== base64 && Buffer.from(text, 'base64').equals(bytes));
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Revisions that are not the one that holds the asset. */
const revisionsOfOthers: readonly {
  title: string;
  of: (current: string, held: readonly AssetUnderTest[], asset: AssetUnderTest) => string | undefined;
}[] = [
  { title: 'a revision that nobody issued', of: () => unknownRevision },
  { title: 'the word latest', of: () => 'latest' },
  {
    title: 'the current revision in URL-safe base64',
    of: (current) => {
      const safe = current.replaceAll('+', '-').replaceAll('/', '_');
      return safe === current ? undefined : safe;
    },
  },
  {
    title: 'the revision of another version',
    of: (current, held, asset) =>
      held.find(
        ({ version }) =>
          version.package === asset.version.package &&
          version.revision !== undefined &&
          version.revision !== current,
      )?.version.revision ??
      held.find(({ version }) => version.revision !== undefined && version.revision !== current)?.version
        .revision,
  },
  {
    title: 'the current revision but for its first letter',
    of: (current) => `${current.startsWith('A') ? 'B' : 'A'}${current.slice(1)}`,
  },
  {
    title: 'the beginning of the current revision',
    of: (current) => (current.length > 1 ? current.slice(0, -1) : undefined),
  },
  {
    title: 'the current revision and a letter more',
    of: (current) => (current.length < longestRevision ? `${current}x` : undefined),
  },
  {
    title: 'the current revision without its padding',
    of: (current) => {
      const bare = current.replace(/=+$/, '');
      return bare === current || bare === '' ? undefined : bare;
    },
  },
  {
    title: 'the current revision with another last letter for the same bytes',
    of: sameBytes,
  },
  {
    title: 'the current revision in another case',
    of: (current) => (current.toUpperCase() === current ? undefined : current.toUpperCase()),
  },
];

/** Statuses and revisions of package versions. */
export const lifecycle: readonly Check[] = [
  ...openStatuses.map(({ requirement, status }) =>
    check(requirement, `the assets of a version that is ${status}`, ({ fixtures, expect }) =>
      expect(requestFor(fixtures.withStatus(status))).toServe(),
    ),
  ),
  check('ST-PUBLISHED', 'beside versions of the same package that are not', ({ fixtures, expect }) => {
    const closed = fixtures.withStatus('Archived').version;
    const asset = fixtures.find(
      'Published version of a package that has an Archived one, too',
      ({ version }) =>
        (version.status ?? 'Published') === 'Published' &&
        version.repository === closed.repository &&
        version.namespace === closed.namespace &&
        version.package === closed.package,
    );
    return expect(requestFor(asset)).toServe();
  }),
  ...closedStatuses.map(({ requirement, status }) =>
    check(requirement, `the assets of a version that is ${status}`, ({ fixtures, expect }) => {
      const closed = fixtures.withStatus(status);
      // Its own valid request is the one to be refused, so the control is that of another asset.
      return expect(requestFor(fixtures.usual()).pairs(Object.entries(closed.values))).toBe(
        notTheAsset(closed, clientError),
      );
    }),
  ),
  check('ST-UNFINISHED', 'the assets of a version that is Unfinished', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.withStatus('Unfinished'))).toBeObserved('served or refused'),
  ),
  check('REV-CUR', 'the current revision, escaped', async ({ fixtures, revision, expect }) => {
    const asset = fixtures.usual();
    const current = await revision(asset);
    await expect(requestFor(asset).with({ revision: current })).toServe(asset, { revision: current });
  }),
  check('REV-CUR', 'the revision that the header names', async ({ fixtures, control, expect }) => {
    const asset = fixtures.usual();
    const { response } = await control(asset);
    const named = response && headerValue(response.headers, 'x-packageversionrevision');
    if (named === undefined) throw new MissingFixture('revision that the target would name');
    await expect(requestFor(asset).with({ revision: named })).toServe(asset, { revision: named });
  }),
  check('REV-CUR', 'revisions with a slash, a plus and the limits of length', ({ fixtures, expect }) => {
    const assets = fixtures.where(
      'version whose revision is known',
      ({ version }) => version.format === 'generic' && version.revision !== undefined,
    );
    const distinguishing = assets.filter(
      ({ version }) => /[/+]/.test(version.revision ?? '') || [1, 50].includes(version.revision?.length ?? 0),
    );
    const oneEach = [...new Map(distinguishing.map((asset) => [asset.version, asset])).values()];
    return Promise.all(
      (oneEach.length > 0 ? oneEach : assets.slice(0, 1)).map((asset) =>
        expect(
          requestFor(asset)
            .with({ revision: asset.version.revision ?? '' })
            .withoutControl(),
        ).toServe(),
      ),
    );
  }),
  check('REV-OMIT', 'no revision', async ({ fixtures, control, revision, expect }) => {
    const asset = fixtures.usual();
    // Whether it is served at all is for other requirements to say.
    await control(asset);
    await expect(requestFor(asset)).toServe(asset, { revision: await revision(asset) });
  }),
  ...revisionsOfOthers.map(({ title, of }) =>
    check('REV-STALE', title, async ({ fixtures, revision, expect }) => {
      const asset = fixtures.usual();
      const named = of(await revision(asset), fixtures.downloadable, asset);
      if (named === undefined) throw new MissingFixture('other version whose revision is known');
      await expect(requestFor(asset).with({ revision: named })).toBe(notFromAnother(asset, named));
    }),
  ),
  check('REV-STALE-ERR', 'a revision that nobody issued', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).with({ revision: unknownRevision })).toBeRefused(
      'ResourceNotFoundException',
      'ConflictException',
    ),
  ),
];
