import { createHash } from 'node:crypto';
import {
  type AssetUnderTest,
  type Check,
  check,
  clientError,
  either,
  invalid,
  notTheAsset,
  requestFor,
  served,
  without,
} from '../engine/index.js';
import { encodeQuery } from '../generators/index.js';
import { type ParameterName, type ParameterValues, parameters } from '../schemas/index.js';
import { otherAccount, unknownRevision } from './assets.js';
import { entries, sameAs } from './request-line.encodings.js';

const shuffled = (values: ParameterValues): [string, string][] =>
  entries(values)
    .map((entry) => ({ entry, rank: createHash('md5').update(entry[0]).digest('hex') }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ entry }) => entry);

/** The values of a request in a body: a place from which nothing may be read. */
const bodies: readonly { title: string; type: string; write: (values: ParameterValues) => string }[] = [
  { title: 'parameters in a JSON body', type: 'application/json', write: (values) => JSON.stringify(values) },
  {
    title: 'parameters in a form body',
    type: 'application/x-www-form-urlencoded',
    write: (values) => encodeQuery(entries(values)),
  },
];

/** Keys that stand for a parameter elsewhere: the output's member names, other operations', other languages' spellings. */
const otherKeys = [
  { name: 'asset', key: 'assetName' },
  { name: 'package', key: 'packageName' },
  { name: 'version', key: 'package_version' },
  { name: 'repository', key: 'repositoryName' },
  { name: 'domain', key: 'domainName' },
] as const;

/** Keys that query parsers and data binders make lists and objects of, and with them operators of a database. */
const bracketedKeys = ['asset[]', 'asset[0]', 'asset[$ne]', 'asset[value]', 'asset.value'];

/** Keys that only resemble one: padded, marked, or with what is not seen. */
const resemblingKeys = [
  ...['asset ', ' asset', 'asset\t', 'asset\n', 'asset\0', '\uFEFFasset', 'as\u200Bset', 'ａｓｓｅｔ'],
  ...[
    'x-amz-asset',
    'amp;asset',
    '?asset',
    'asset:',
    '$asset',
    '@asset',
    '_asset',
    '-asset',
    '--asset',
    '"asset"',
  ],
];

/** The pairs of a request, with another key for one parameter. */
const renamed = (values: ParameterValues, name: ParameterName, key: string): [string, string][] =>
  entries(values).map(([known, value]) => [known === name ? key : known, value]);

const capitalised = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** The everyday asset, addressed without its owner. */
const ownerless = (asset: AssetUnderTest): AssetUnderTest => ({
  ...asset,
  values: without(asset.values, 'domain-owner'),
});

/** A key that is not the owner's, with an account that is not the owner's: it is ignored, or refused as unknown. */
const otherOwnerKey = (requirement: 'RL-04' | 'RL-06' | 'RL-20', title: string, key: string): Check =>
  check(requirement, title, ({ fixtures, expect }) => {
    const asset = ownerless(fixtures.usual());
    return expect(requestFor(asset).pairs([...entries(asset.values), [key, otherAccount]])).toBe(
      either(served(asset), invalid),
    );
  });

/** Which parameters of the query are read, and from nowhere else. */
export const queryKeys: readonly Check[] = [
  ...bodies.map(({ title, type, write }) =>
    check('RL-03', title, ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      return expect(
        requestFor(asset)
          .query('')
          .headers(['content-type', type])
          .sentAs({ body: write(asset.values) })
          .beyond(),
      ).toBe(notTheAsset(asset, clientError));
    }),
  ),
  check('RL-03', 'a parameter in a header', ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    return expect(
      requestFor(asset)
        .without('asset')
        .headers(['asset', asset.fixture.name.replaceAll(/[^\x20-\x7e]/g, '')], ['x-amz-asset', 'asset']),
    ).toBeInvalid();
  }),
  check('RL-03', 'optional parameters in headers', ({ fixtures, expect }) =>
    expect(
      requestFor(ownerless(fixtures.usual())).headers(
        ['domain-owner', otherAccount],
        ['x-amz-domain-owner', otherAccount],
        ['revision', unknownRevision],
      ),
    ).toServe(),
  ),
  check('RL-04', 'all wire names at once', async ({ fixtures, revision, expect }) => {
    const asset = fixtures.usual();
    await expect(requestFor(asset)).toServe();
    await expect(
      requestFor(asset)
        .with({ revision: await revision(asset) })
        .withoutControl(),
    ).toServe();
  }),
  ...otherKeys.map(({ name, key }) =>
    check('RL-04', `${key} in place of ${name}`, ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      return expect(requestFor(asset).pairs(renamed(asset.values, name, key))).toBeInvalid();
    }),
  ),
  ...bracketedKeys.map((key) =>
    check('RL-04', `${key} in place of asset`, ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      return expect(
        requestFor(asset).pairs([...entries(without(asset.values, 'asset')), [key, asset.fixture.name]]),
      ).toBeInvalid();
    }),
  ),
  check('RL-04', 'keys that resemble asset, in place of it', async ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    for (const key of resemblingKeys)
      await expect(
        requestFor(asset)
          .pairs(renamed(asset.values, 'asset', key))
          .as(JSON.stringify(key)),
      ).toBeInvalid();
  }),
  otherOwnerKey('RL-04', 'domain_owner with another account', 'domain_owner'),
  check('RL-05', 'packageVersion in place of version', ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    const { version = '', ...rest } = asset.values;
    return expect(requestFor(asset).pairs([...entries(rest), ['packageVersion', version]])).toBeInvalid();
  }),
  otherOwnerKey('RL-06', 'domainOwner with another account', 'domainOwner'),
  check('RL-07', 'packageVersionRevision with an unknown revision', ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    return expect(
      requestFor(asset).pairs([...entries(asset.values), ['packageVersionRevision', unknownRevision]]),
    ).toBe(either(served(asset), invalid));
  }),
  sameAs('RL-08', 'parameters in reverse order', (request, values) =>
    request.pairs(entries(values).toReversed()),
  ),
  sameAs('RL-08', 'parameters in alphabetical order', (request, values) =>
    request.pairs(entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  ),
  sameAs('RL-08', 'parameters shuffled', (request, values) => request.pairs(shuffled(values))),
  check('RL-08', 'each parameter at each place', async ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    const known = entries(asset.values);
    for (let first = 1; first < known.length; first++)
      await expect(requestFor(asset).pairs([...known.slice(first), ...known.slice(0, first)])).toServe();
  }),
  check('RL-14', 'an unknown parameter first, in the middle and last', async ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    const unknown: [string, string] = ['x-conformance', '1'];
    const known = entries(asset.values);
    for (const at of [0, 3, known.length])
      await expect(
        requestFor(asset)
          .pairs(known.toSpliced(at, 0, unknown))
          .beyond(),
      ).toServe();
  }),
  check('RL-14', 'an unknown key without a value', ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    return expect(
      requestFor(asset)
        .pairs([...entries(asset.values), ['x-conformance']])
        .beyond(),
    ).toServe();
  }),
  check('RL-14', 'thirty unknown parameters before the others', ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    const unknown = Array.from({ length: 30 }, (_, index): [string, string] => [
      `x-conformance-${index}`,
      '1',
    ]);
    return expect(
      requestFor(asset)
        .pairs([...unknown, ...entries(asset.values)])
        .beyond(),
    ).toServe();
  }),
  check('RL-15', 'an asset name twice, both held', async ({ fixtures, expect }) => {
    const [[one, other] = []] = fixtures.twins('asset', 'generic');
    if (!one || !other) return;
    const known = entries(one.values);
    const again: [string, string] = ['asset', other.fixture.name];
    await expect(
      requestFor(one)
        .pairs([...known, again])
        .beyond(),
    ).toServe(one);
    await expect(
      requestFor(one)
        .pairs([again, ...known])
        .beyond(),
    ).toServe(other);
  }),
  ...parameters
    .filter(({ required }) => required)
    .map(({ name }) =>
      check('RL-20', `${name} capitalised`, ({ fixtures, expect }) => {
        const asset = fixtures.usual();
        return expect(requestFor(asset).pairs(renamed(asset.values, name, capitalised(name)))).toBeInvalid();
      }),
    ),
  otherOwnerKey('RL-20', 'domain-owner in upper case', 'DOMAIN-OWNER'),
];
