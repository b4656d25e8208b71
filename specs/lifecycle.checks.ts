import {
  type Check,
  check,
  either,
  get,
  type HeldAsset,
  MissingFixture,
  notTheAsset,
  observed,
  refused,
  served,
} from '../engine/index.js';
import { headerValue } from '../judge/index.js';
import type { PackageVersionStatus, RequirementId } from '../schemas/index.js';

const unknownRevision = 'Q29uZm9ybWFuY2VTdWl0ZVVua25vd25SZXZpc2lvbjAwMDA=';

const openStatuses: readonly { requirement: RequirementId; status: PackageVersionStatus }[] = [
  { requirement: 'ST-PUBLISHED', status: 'Published' },
  { requirement: 'ST-UNLISTED', status: 'Unlisted' },
];
const closedStatuses: readonly { requirement: RequirementId; status: PackageVersionStatus }[] = [
  { requirement: 'ST-ARCHIVED', status: 'Archived' },
  { requirement: 'ST-DISPOSED', status: 'Disposed' },
];

/** Not this revision: refused, or served from exactly the revision that was named. */
const notFromAnother = (asset: HeldAsset, named: string) =>
  either(notTheAsset(asset, [400, 499]), { kind: 'served', asset: asset.expected, revision: named });

/** Revisions that are not the one that holds the asset. */
const revisionsOfOthers: readonly {
  title: string;
  of: (current: string, held: readonly HeldAsset[], asset: HeldAsset) => string | undefined;
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
    title: 'the current revision in another case',
    of: (current) => (current.toUpperCase() === current ? undefined : current.toUpperCase()),
  },
];

/** Statuses and revisions of package versions. */
export const lifecycle: readonly Check[] = [
  ...openStatuses.map(({ requirement, status }) =>
    check(requirement, `the assets of a version that is ${status}`, async ({ fixtures, send }) => {
      const asset = fixtures.withStatus(status);
      await send(get(asset.values), served(asset));
    }),
  ),
  check('ST-PUBLISHED', 'beside versions of the same package that are not', async ({ fixtures, send }) => {
    const closed = fixtures.withStatus('Archived').version;
    const asset = fixtures.find(
      'Published version of a package that has an Archived one, too',
      ({ version }) =>
        (version.status ?? 'Published') === 'Published' &&
        version.repository === closed.repository &&
        version.namespace === closed.namespace &&
        version.package === closed.package,
    );
    await send(get(asset.values), served(asset));
  }),
  ...closedStatuses.map(({ requirement, status }) =>
    check(requirement, `the assets of a version that is ${status}`, async ({ fixtures, control, send }) => {
      const asset = fixtures.withStatus(status);
      await control(fixtures.usual());
      await send(get(asset.values), notTheAsset(asset, [400, 499]));
    }),
  ),
  check('ST-UNFINISHED', 'the assets of a version that is Unfinished', async ({ fixtures, send }) => {
    const asset = fixtures.withStatus('Unfinished');
    await send(get(asset.values), observed('served or refused'), { size: asset.asset.size });
  }),
  check('REV-CUR', 'the current revision, escaped', async ({ fixtures, control, revision, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    const current = await revision(asset);
    await send(get({ ...asset.values, revision: current }), {
      kind: 'served',
      asset: asset.expected,
      revision: current,
    });
  }),
  check('REV-CUR', 'the revision that the header names', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    const { response } = await control(asset);
    const named = response && headerValue(response.headers, 'x-packageversionrevision');
    if (named === undefined) throw new MissingFixture('revision that the target would name');
    await send(get({ ...asset.values, revision: named }), {
      kind: 'served',
      asset: asset.expected,
      revision: named,
    });
  }),
  check('REV-CUR', 'revisions with a slash, a plus and the limits of length', async ({ fixtures, send }) => {
    const assets = fixtures.where(
      'version whose revision is known',
      ({ version }) => version.format === 'generic' && version.revision !== undefined,
    );
    const telling = assets.filter(
      ({ version }) => /[/+]/.test(version.revision ?? '') || [1, 50].includes(version.revision?.length ?? 0),
    );
    const oneEach = [...new Map(telling.map((asset) => [asset.version, asset])).values()];
    await Promise.all(
      (oneEach.length > 0 ? oneEach : assets.slice(0, 1)).map((asset) =>
        send(get({ ...asset.values, revision: asset.version.revision ?? '' }), served(asset)),
      ),
    );
  }),
  check('REV-OMIT', 'no revision', async ({ fixtures, control, revision, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send(get(asset.values), { kind: 'served', asset: asset.expected, revision: await revision(asset) });
  }),
  ...revisionsOfOthers.map(({ title, of }) =>
    check('REV-STALE', title, async ({ fixtures, control, revision, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      const named = of(await revision(asset), fixtures.downloadable, asset);
      if (named === undefined) throw new MissingFixture('other version whose revision is known');
      await send(get({ ...asset.values, revision: named }), notFromAnother(asset, named), {
        size: asset.asset.size,
      });
    }),
  ),
  check('REV-STALE-ERR', 'a revision that nobody issued', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send(
      get({ ...asset.values, revision: unknownRevision }),
      refused('ResourceNotFoundException', 'ConflictException'),
    );
  }),
];
