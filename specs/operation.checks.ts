import {
  type AssetRequest,
  type AssetUnderTest,
  type Check,
  check,
  NotTestable,
  notTheAsset,
  requestFor,
} from '../engine/index.js';
import { headerValue, type RequestPlan } from '../judge/index.js';
import type { ParameterName } from '../schemas/index.js';
import { isGeneric } from './assets.js';
import { combinationChecks } from './combinations.js';
import { servesEach } from './serves-each.js';

const missingName = 'conformance-no-such-name';
/** Bytes of the largest asset that is requested again and again, or many times at once. */
const largest = 128 * 1024;

/** Requests for the same asset whose responses a cache must not give to a plain GET. */
const otherForms: readonly {
  title: string;
  publishedAs?: string;
  last: ParameterName;
  plan: Partial<RequestPlan>;
}[] = [
  { title: 'a HEAD before the GET', last: 'domain', plan: { method: 'HEAD' } },
  { title: 'a range before the whole', last: 'repository', plan: { headers: [['range', 'bytes=0-1']] } },
  {
    title: 'a compressed response before a plain one',
    publishedAs: 'a coded answer before a plain one',
    last: 'format',
    plan: { headers: [['accept-encoding', 'gzip']] },
  },
];

/** Adjacent names in a key that a cache may put together without separators. */
const joined = [
  ['namespace', 'package'],
  ['package', 'version'],
  ['version', 'asset'],
] as const;

/** An asset that is neither this one nor the first that the target holds. */
const isOther =
  (asset: AssetUnderTest) =>
  (each: AssetUnderTest): boolean =>
    isGeneric(each) && each.fixture.sha256 !== asset.fixture.sha256 && each.fixture.size > 0;

/** Not one of the large assets of the profile scale: five times 100 MiB say no more. */
const isSmall = (each: AssetUnderTest): boolean => isGeneric(each) && each.fixture.size <= largest;

/** At most sixteen of them, from all over the list. */
const spread = (assets: readonly AssetUnderTest[]): readonly AssetUnderTest[] =>
  assets.filter((_, index) => index % Math.ceil(assets.length / 16) === 0);

/** The operation: bytes for a name, again and again, whatever else is going on. */
export const operation: readonly Check[] = [
  check('OP-01', 'the usual asset', ({ fixtures, expect }) => expect(requestFor(fixtures.usual())).toServe()),
  // Before others request the same: what is wrong only from the second time on, is right once.
  check(
    'OP-03',
    'the same request five times',
    async ({ fixtures, control, expect }) => {
      const asset = fixtures.where('generic asset', isSmall).at(-1) ?? fixtures.usual();
      const { response } = await control(asset);
      const revision = response && headerValue(response.headers, 'x-packageversionrevision');
      for (let time = 2; time <= 5; time++)
        await expect(requestFor(asset)).toServe(asset, revision === undefined ? {} : { revision });
    },
    { alone: true },
  ),
  check(
    'OP-04',
    'a refused request between two served ones',
    async ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      const other = fixtures.find('second generic asset', isOther(asset));
      // Nothing else is sent in between, not even a control.
      const between = (request: AssetRequest): Promise<unknown> =>
        expect(request.withoutControl()).toBeObserved('what comes between two requests for the same');
      await expect(requestFor(asset)).toServe();
      await between(requestFor(asset).with({ asset: missingName }));
      await expect(requestFor(asset)).toServe();
      await between(requestFor(asset).with({ package: missingName }));
      await between(requestFor(other).with({ version: missingName }));
      await expect(requestFor(other)).toServe();
      await between(requestFor(asset).without('asset'));
      await expect(requestFor(asset)).toServe();
    },
    { alone: true },
  ),
  check(
    'OP-04',
    'a parameter that the request before had',
    async ({ fixtures, control, expect }) => {
      const other = fixtures.find('second generic asset', isOther(fixtures.usual()));
      await control(other);
      for (const name of ['asset', 'package', 'version', 'namespace', 'repository', 'domain'] as const) {
        await expect(requestFor(other)).toServe();
        await expect(requestFor(other).without(name)).toBe(notTheAsset(other, [200, 599]));
      }
    },
    { alone: true },
  ),
  ...otherForms.map(({ title, publishedAs = title, last, plan: form }) =>
    check(
      'OP-04',
      title,
      async ({ fixtures, expect }) => {
        const asset = fixtures.usual();
        // In an order that nothing else uses: a cache in between knows requests by their targets.
        const reordered = requestFor(asset)
          .without(last)
          .with({ [last]: asset.values[last] });
        await expect(reordered.sentAs(form).beyond()).toBeObserved('supported or not');
        await expect(reordered).toServe();
      },
      { alone: true, publishedAs },
    ),
  ),
  check(
    'OP-04',
    'names that join to the same text',
    async ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      const { response } = await expect(
        requestFor(asset).with({ asset: missingName }).withoutControl(),
      ).toBeObserved('refused or not');
      if (response?.status === 200)
        throw new NotTestable('Names that nobody knows are served, whatever came before');
      const moved = joined.flatMap(([first, second]) => {
        const [one, other] = [asset.values[first] ?? '', asset.values[second] ?? ''];
        const values = { [first]: one.slice(0, -1), [second]: `${one.slice(-1)}${other}` };
        return one.length > 1 && !fixtures.holds({ ...asset.values, ...values }) ? [values] : [];
      });
      // None of them is found, so it does not matter which comes first.
      await Promise.all(
        moved.map((values) =>
          expect(requestFor(asset).with(values).notListed(fixtures)).toBeRefused('ResourceNotFoundException'),
        ),
      );
    },
    { alone: true },
  ),
  check(
    'OP-04',
    'twins one after the other',
    async ({ fixtures, expect }) => {
      let before: AssetUnderTest | undefined;
      for (const name of ['domain', 'repository', 'namespace', 'package', 'version', 'asset'] as const) {
        const [group = []] = fixtures.twins(name, 'generic');
        for (const asset of [...group, ...group.slice(0, 1)]) {
          // Most groups begin with the asset that the one before ended with.
          if (asset !== before) await expect(requestFor(asset)).toServe();
          before = asset;
        }
      }
    },
    { alone: true },
  ),
  check(
    'OP-05',
    '64 requests at once, with different responses',
    async ({ fixtures, expect }) => {
      const assets = fixtures.where('generic asset', isSmall);
      const unknown = (name: string): AssetRequest =>
        requestFor(fixtures.usual()).with({ asset: name }).withoutControl();
      const alone = await expect(unknown(missingName)).toBeObserved('the response that it gets alone');
      const asAlone = alone.response?.status ?? 404;
      const isRight = async (asset: AssetUnderTest, question: string): Promise<boolean> => {
        const { response } = await expect(requestFor(asset)).toBeObserved(question);
        return response?.status === 200 && response.body.sha256 === asset.fixture.sha256;
      };
      // What is wrong for one request at a time is another requirement's. What is right beside others need not be asked
      // alone.
      const asked = spread(assets);
      const beside = await Promise.all(
        asked.map((asset) => isRight(asset, 'the response that it gets beside others')),
      );
      const right: AssetUnderTest[] = [];
      for (const [index, asset] of asked.entries())
        if (beside[index] || (await isRight(asset, 'the response that it gets alone'))) right.push(asset);
      if (right.length === 0) throw new NotTestable('No asset is served rightly even alone');
      const requests = Array.from({ length: 64 }, async (_, index) => {
        const asset = right[(index * 7) % right.length];
        if (!asset) return;
        if (index % 4 === 3)
          await expect(unknown(`${missingName}-${index}`)).toBe({
            kind: 'answered',
            statuses: [[asAlone, asAlone]],
          });
        else await expect(requestFor(asset)).toServe();
      });
      await Promise.all(requests);
    },
    { alone: true, publishedAs: '64 requests at once, with different answers' },
  ),
  // What runs alone comes first, in one piece: all others wait for it, and it for them.
  servesEach('OP-01', 'every generic asset of the fixtures', (fixtures) =>
    fixtures.where('generic asset', isGeneric),
  ),
  check('OP-02', 'all assets of one version, each by its name', async ({ fixtures, expect }) => {
    const { version } = fixtures.find(
      'generic package version of several assets',
      (each) => isGeneric(each) && each.version.assets.length > 1,
    );
    const siblings = fixtures.downloadable.filter((each) => each.version === version);
    for (const asset of [...siblings, ...siblings.toReversed()]) await expect(requestFor(asset)).toServe();
  }),
  ...combinationChecks('operation'),
];
