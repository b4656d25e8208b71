import { createHash } from 'node:crypto';
import {
  type Check,
  check,
  clientError,
  either,
  get,
  getPairs,
  getRaw,
  invalid,
  notTheAsset,
  served,
  without,
} from '../engine/index.js';
import { encodeQuery } from '../generators/index.js';
import type { RequestPlan } from '../judge/index.js';
import { type ParameterValues, parameters } from '../schemas/index.js';
import { entries, sameAs } from './request-line.encodings.js';

const otherAccount = '999999999999';
const unknownRevision = 'Q29uZm9ybWFuY2VTdWl0ZVVua25vd25SZXZpc2lvbjAwMDA=';

const shuffled = (values: ParameterValues): [string, string][] =>
  entries(values)
    .map((entry) => ({ entry, rank: createHash('md5').update(entry[0]).digest('hex') }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ entry }) => entry);

/** The values of a request as a JSON document, a path or headers: places from which nothing may be read. */
const elsewhere: readonly { title: string; plan: (values: ParameterValues) => RequestPlan }[] = [
  {
    title: 'parameters in a JSON body',
    plan: (values) => ({
      ...getRaw('', [['content-type', 'application/json']]),
      body: JSON.stringify(values),
    }),
  },
  {
    title: 'parameters in a form body',
    plan: (values) => ({
      ...getRaw('', [['content-type', 'application/x-www-form-urlencoded']]),
      body: encodeQuery(entries(values)),
    }),
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

/** Keys that query parsers make lists and objects of, and with them operators of a database. */
const bracketedKeys = ['asset[]', 'asset[0]', 'asset[$ne]', 'asset[value]'];

/** Which parameters of the query are read, and from nowhere else. */
export const queryKeys: readonly Check[] = [
  ...elsewhere.map(({ title, plan }) =>
    check('RL-03', title, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send(plan(asset.values), notTheAsset(asset, clientError), { beyond: true });
    }),
  ),
  check('RL-03', 'a parameter in a header', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    const headers = [
      ['asset', asset.asset.name.replaceAll(/[^\x20-\x7e]/g, '')],
      ['x-amz-asset', 'asset'],
    ] as const;
    await send(get(without(asset.values, 'asset'), headers), invalid);
  }),
  check('RL-03', 'optional parameters in headers', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    const plain = { ...asset, values: without(asset.values, 'domain-owner') };
    await control(plain);
    const headers = [
      ['domain-owner', otherAccount],
      ['x-amz-domain-owner', otherAccount],
      ['revision', unknownRevision],
    ] as const;
    await send(get(plain.values, headers), served(asset));
  }),
  check('RL-04', 'all wire names at once', async ({ fixtures, revision, send }) => {
    const asset = fixtures.usual();
    await send(get(asset.values), served(asset));
    await send(get({ ...asset.values, revision: await revision(asset) }), served(asset));
  }),
  ...otherKeys.map(({ name, key }) =>
    check('RL-04', `${key} in place of ${name}`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      const renamed = entries(asset.values).map(([known, value]): [string, string] => [
        known === name ? key : known,
        value,
      ]);
      await send(getPairs(renamed), invalid);
    }),
  ),
  ...bracketedKeys.map((key) =>
    check('RL-04', `${key} in place of asset`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send(getPairs([...entries(without(asset.values, 'asset')), [key, asset.asset.name]]), invalid);
    }),
  ),
  check('RL-04', 'domain_owner with another account', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    const bare = without(asset.values, 'domain-owner');
    await control({ ...asset, values: bare });
    await send(getPairs([...entries(bare), ['domain_owner', otherAccount]]), either(served(asset), invalid));
  }),
  check('RL-05', 'packageVersion in place of version', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    const { version = '', ...rest } = asset.values;
    await send(getPairs([...entries(rest), ['packageVersion', version]]), invalid);
  }),
  check('RL-06', 'domainOwner with another account', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    const bare = without(asset.values, 'domain-owner');
    await control({ ...asset, values: bare });
    await send(getPairs([...entries(bare), ['domainOwner', otherAccount]]), either(served(asset), invalid));
  }),
  check('RL-07', 'packageVersionRevision with an unknown revision', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send(
      getPairs([...entries(asset.values), ['packageVersionRevision', unknownRevision]]),
      either(served(asset), invalid),
    );
  }),
  sameAs('RL-08', 'parameters in reverse order', (values) => getPairs(entries(values).toReversed())),
  sameAs('RL-08', 'parameters in alphabetical order', (values) =>
    getPairs(entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  ),
  sameAs('RL-08', 'parameters shuffled', (values) => getPairs(shuffled(values))),
  check('RL-08', 'each parameter at each place', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    const known = entries(asset.values);
    for (let first = 1; first < known.length; first++)
      await send(getPairs([...known.slice(first), ...known.slice(0, first)]), served(asset));
  }),
  check(
    'RL-14',
    'an unknown parameter first, in the middle and last',
    async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      const unknown: [string, string] = ['x-conformance', '1'];
      const known = entries(asset.values);
      for (const at of [0, 3, known.length])
        await send(getPairs(known.toSpliced(at, 0, unknown)), served(asset), { beyond: true });
    },
  ),
  check('RL-14', 'an unknown key without a value', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send(getPairs([...entries(asset.values), ['x-conformance']]), served(asset), { beyond: true });
  }),
  check('RL-14', 'thirty unknown parameters before the others', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    const unknown = Array.from({ length: 30 }, (_, index): [string, string] => [
      `x-conformance-${index}`,
      '1',
    ]);
    await send(getPairs([...unknown, ...entries(asset.values)]), served(asset), { beyond: true });
  }),
  check('RL-15', 'an asset name twice, both held', async ({ fixtures, control, send }) => {
    const [[one, other] = []] = fixtures.twins('asset', 'generic');
    if (!one || !other) return;
    await control(one);
    await send(getPairs([...entries(one.values), ['asset', other.asset.name]]), served(one), {
      beyond: true,
    });
    await send(getPairs([['asset', other.asset.name], ...entries(one.values)]), served(other), {
      beyond: true,
    });
  }),
  ...parameters
    .filter(({ required }) => required)
    .map(({ name }) =>
      check('RL-20', `${name} capitalised`, async ({ fixtures, control, send }) => {
        const asset = fixtures.usual();
        await control(asset);
        const renamed = entries(asset.values).map(([key, value]): [string, string] => [
          key === name ? `${key.charAt(0).toUpperCase()}${key.slice(1)}` : key,
          value,
        ]);
        await send(getPairs(renamed), invalid);
      }),
    ),
  check('RL-20', 'domain-owner in upper case', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    const bare = without(asset.values, 'domain-owner');
    await control({ ...asset, values: bare });
    await send(getPairs([...entries(bare), ['DOMAIN-OWNER', otherAccount]]), either(served(asset), invalid));
  }),
];
