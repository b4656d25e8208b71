import {
  type Check,
  check,
  get,
  type HeldAsset,
  NotTestable,
  notTheAsset,
  observed,
  refused,
  served,
  without,
} from '../engine/index.js';
import { headerValue, type RequestPlan } from '../judge/index.js';
import type { ParameterName, ParameterValues } from '../schemas/index.js';
import { combinationChecks } from './combinations.js';

const fresh = 'conformance-no-such-name';
/** Bytes of the largest asset that many requests at once are made for. */
const largest = 128 * 1024;

/** Requests for the same asset whose answers a cache must not give to a plain GET. */
const otherForms: readonly { title: string; last: ParameterName; plan: Partial<RequestPlan> }[] = [
  { title: 'a HEAD before the GET', last: 'domain', plan: { method: 'HEAD' } },
  { title: 'a range before the whole', last: 'repository', plan: { headers: [['range', 'bytes=0-1']] } },
  {
    title: 'a coded answer before a plain one',
    last: 'format',
    plan: { headers: [['accept-encoding', 'gzip']] },
  },
];

/** Neighbours in a key that a cache may put together without separators. */
const joined = [
  ['namespace', 'package'],
  ['package', 'version'],
  ['version', 'asset'],
] as const;

/** An asset that is neither this one nor the first that the target holds. */
const isOther =
  (asset: HeldAsset) =>
  (each: HeldAsset): boolean =>
    each.version.format === 'generic' && each.asset.sha256 !== asset.asset.sha256 && each.asset.size > 0;

const isGeneric = ({ version }: HeldAsset): boolean => version.format === 'generic';

/** Sixteen of them at the most, from all over the list. */
const spread = (assets: readonly HeldAsset[]): readonly HeldAsset[] =>
  assets.filter((_, index) => index % Math.ceil(assets.length / 16) === 0);

/** The operation: bytes for a name, again and again, whatever else is going on. */
export const operation: readonly Check[] = [
  check('OP-01', 'the usual asset', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get(asset.values), served(asset));
  }),
  // Before others ask for the same: what is wrong only from the second time on, is right once.
  check(
    'OP-03',
    'the same request five times',
    async ({ fixtures, control, send }) => {
      const asset = fixtures.where('generic asset', isGeneric).at(-1) ?? fixtures.usual();
      const { response } = await control(asset);
      const revision = response && headerValue(response.headers, 'x-packageversionrevision');
      for (let time = 2; time <= 5; time++)
        await send(get(asset.values), {
          kind: 'served',
          asset: asset.expected,
          ...(revision === undefined ? {} : { revision }),
        });
    },
    { alone: true },
  ),
  check('OP-01', 'every generic asset of the fixtures', async ({ fixtures, downloadAll }) => {
    const assets = fixtures.where('generic asset', isGeneric);
    await downloadAll(assets);
  }),
  check('OP-02', 'all assets of one version, each by its name', async ({ fixtures, send }) => {
    const { version } = fixtures.find(
      'generic package version of several assets',
      (each) => each.version.format === 'generic' && each.version.assets.length > 1,
    );
    const siblings = fixtures.downloadable.filter((each) => each.version === version);
    for (const asset of [...siblings, ...siblings.toReversed()]) await send(get(asset.values), served(asset));
  }),
  check(
    'OP-04',
    'a refused request between two served ones',
    async ({ fixtures, send }) => {
      const asset = fixtures.usual();
      const other = fixtures.find('second generic asset', isOther(asset));
      const between = (values: ParameterValues): Promise<unknown> =>
        send(get(values), observed('what stands between two requests for the same'), {
          size: asset.asset.size,
        });
      await send(get(asset.values), served(asset));
      await between({ ...asset.values, asset: fresh });
      await send(get(asset.values), served(asset));
      await between({ ...asset.values, package: fresh });
      await between({ ...other.values, version: fresh });
      await send(get(other.values), served(other));
      await between(without(asset.values, 'asset'));
      await send(get(asset.values), served(asset));
    },
    { alone: true },
  ),
  check(
    'OP-04',
    'a parameter that the request before had',
    async ({ fixtures, control, send }) => {
      const other = fixtures.find('second generic asset', isOther(fixtures.usual()));
      for (const name of ['asset', 'package', 'version', 'namespace', 'repository', 'domain'] as const) {
        await control(other);
        await send(get(other.values), served(other));
        await send(get(without(other.values, name)), notTheAsset(other, [200, 599]), { size: largest });
      }
    },
    { alone: true },
  ),
  ...otherForms.map(({ title, last, plan: form }) =>
    check(
      'OP-04',
      title,
      async ({ fixtures, control, send }) => {
        const asset = fixtures.usual();
        await control(asset);
        // In an order that nothing else uses: a cache in between knows requests by their targets.
        const plan = get({ ...without(asset.values, last), [last]: asset.values[last] ?? '' });
        await send({ ...plan, ...form }, observed('supported or not'), {
          beyond: true,
          size: asset.asset.size,
        });
        await send(plan, served(asset));
      },
      { alone: true },
    ),
  ),
  check(
    'OP-04',
    'names that join to the same text',
    async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      const unknown = get({ ...asset.values, asset: fresh });
      const { response } = await send(unknown, observed('refused or not'), { size: largest });
      if (response?.status === 200)
        throw new NotTestable('Names that nobody knows are served, whatever came before');
      for (const [first, second] of joined) {
        const [one, other] = [asset.values[first] ?? '', asset.values[second] ?? ''];
        const moved = { ...asset.values, [first]: one.slice(0, -1), [second]: `${one.slice(-1)}${other}` };
        if (one.length < 2 || fixtures.holds(moved)) continue;
        await control(asset);
        await send(get(moved), refused('ResourceNotFoundException'));
      }
    },
    { alone: true },
  ),
  check(
    'OP-04',
    'twins one after the other',
    async ({ fixtures, send }) => {
      for (const name of ['domain', 'repository', 'namespace', 'package', 'version', 'asset'] as const) {
        const [group = []] = fixtures.twins(name, 'generic');
        for (const asset of [...group, ...group.slice(0, 1)]) await send(get(asset.values), served(asset));
      }
    },
    { alone: true },
  ),
  check(
    'OP-05',
    '64 requests at once, with different answers',
    async ({ fixtures, send }) => {
      const assets = fixtures.where(
        'generic asset',
        ({ version, asset }) => version.format === 'generic' && asset.size <= largest,
      );
      const unknown = { ...fixtures.usual().values, asset: fresh };
      const alone = await send(get(unknown), observed('the answer that it gets alone'), { size: largest });
      const asAlone = alone.response?.status ?? 404;
      // What is wrong for one request at a time is another requirement's.
      const right: HeldAsset[] = [];
      for (const asset of spread(assets)) {
        const { response } = await send(get(asset.values), observed('the answer that it gets alone'), {
          size: largest,
        });
        if (response?.status === 200 && response.body.sha256 === asset.asset.sha256) right.push(asset);
      }
      if (right.length === 0) throw new NotTestable('No asset is served rightly even alone');
      const requests = Array.from({ length: 64 }, async (_, index) => {
        const asset = right[(index * 7) % right.length];
        if (!asset) return;
        if (index % 4 === 3)
          await send(
            get({ ...unknown, asset: `${fresh}-${index}` }),
            { kind: 'answered', statuses: [[asAlone, asAlone]] },
            { size: largest },
          );
        else await send(get(asset.values), served(asset));
      });
      await Promise.all(requests);
    },
    { alone: true },
  ),
  ...combinationChecks('operation'),
];
