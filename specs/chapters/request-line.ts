import { createHash } from 'node:crypto';
import type { RequestPlan } from '../../checks/index.js';
import { encodeQuery } from '../../generators/index.js';
import { type ParameterValues, parameters } from '../../schemas/index.js';
import {
  accepted,
  type Check,
  check,
  clientError,
  either,
  get,
  getPairs,
  getRaw,
  type HeldAsset,
  invalid,
  notFound,
  notImplemented,
  notTheAsset,
  observed,
  served,
  without,
} from '../engine/index.js';

const otherAccount = '999999999999';
const unknownRevision = 'Q29uZm9ybWFuY2VTdWl0ZVVua25vd25SZXZpc2lvbjAwMDA=';

/** A check on a path or method that is not the operation's: whatever answers, it is not the asset. */
function notClaimed(title: string, change: (plan: RequestPlan) => Partial<RequestPlan>): Check {
  return check('RL-02', title, async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    const plan = get(asset.values);
    await send({ ...plan, ...change(plan) }, notTheAsset(asset, [300, 599]), { beyond: true });
  });
}

/** A request that must be served just like its plain neighbour, though it is spelt otherwise. */
function sameAs(
  requirement: 'RL-08' | 'RL-16' | 'RL-17' | 'RL-21',
  title: string,
  spell: (values: ParameterValues) => RequestPlan,
  pick = (each: HeldAsset) => each.version.format === 'generic' && each.asset.size > 0,
): Check {
  return check(requirement, title, async ({ fixtures, control, send }) => {
    const asset = fixtures.find('generic asset that holds bytes', pick);
    await control(asset);
    await send(spell(asset.values), served(asset));
  });
}

const entries = (values: ParameterValues): [string, string][] => Object.entries(values);
const shuffled = (values: ParameterValues): [string, string][] =>
  entries(values)
    .map((entry) => ({ entry, rank: createHash('md5').update(entry[0]).digest('hex') }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ entry }) => entry);

const everyByteEscaped = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const rawQuery = (values: ParameterValues, encode: (text: string) => string): string =>
  entries(values)
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');

const hasEscapes = (each: HeldAsset): boolean =>
  each.version.format === 'generic' && /%[A-F0-9]*[A-F]/.test(encodeQuery(entries(each.values)));

const malformed = ['%ZZ', '%', '%4', '%FF', '%C3%28', '%C0%AF', '%ED%A0%80'];

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

/** Method, path and query. */
export const requestLine: readonly Check[] = [
  check('RL-01', 'GET', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get(asset.values), served(asset));
  }),
  check('RL-02', 'the documented path', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get(asset.values), served(asset));
  }),
  notClaimed('one letter more: /assets', (plan) => ({ path: `${plan.path}s` })),
  notClaimed('one letter less: /asse', (plan) => ({ path: plan.path.slice(0, -1) })),
  notClaimed('a further segment', (plan) => ({ path: `${plan.path}/x` })),
  notClaimed('a segment before', (plan) => ({ path: `/v1${plan.path}` })),
  notClaimed('a segment missing', () => ({ path: '/v1/package/asset' })),
  notClaimed('another version', () => ({ path: '/v2/package/version/asset' })),
  notClaimed('no version', () => ({ path: '/package/version/asset' })),
  notClaimed('first segment in upper case', () => ({ path: '/V1/package/version/asset' })),
  notClaimed('last segment in upper case', () => ({ path: '/v1/package/version/ASSET' })),
  notClaimed('capitalised segments', () => ({ path: '/v1/Package/Version/Asset' })),
  notClaimed('a file extension', (plan) => ({ path: `${plan.path}.json` })),
  notClaimed('a path parameter', (plan) => ({ path: `${plan.path};conformance=1` })),
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
  check('RL-09', 'HTTP/1.1', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get(asset.values), served(asset));
  }),
  check('RL-10', 'one trailing slash', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    const plan = get(asset.values);
    await send({ ...plan, path: `${plan.path}/` }, served(asset), { beyond: true });
  }),
  ...['POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) => [
    check('RL-11', method, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send({ ...get(asset.values), method }, notTheAsset(asset, clientError, notImplemented), {
        beyond: true,
      });
    }),
    check('RL-12', method, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send(
        { ...get(asset.values), method },
        { kind: 'refused', allowed: [{ status: 404, type: 'UnknownOperationException' }] },
        { beyond: true },
      );
    }),
  ]),
  ...['OPTIONS', 'PROPFIND'].map((method) =>
    check('RL-11', `${method} does not return the asset`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send({ ...get(asset.values), method }, notTheAsset(asset, [200, 599]), { beyond: true });
    }),
  ),
  check('RL-12', 'an unknown path', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send(
      { ...get(asset.values), path: '/v1/conformance/no-such-operation' },
      { kind: 'refused', allowed: [{ status: 404, type: 'UnknownOperationException' }] },
      { beyond: true },
    );
  }),
  check('RL-13', 'HEAD', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send({ ...get(asset.values), method: 'HEAD' }, observed('supported or not'), { beyond: true });
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
  sameAs('RL-16', 'every character escaped', (values) => getRaw(rawQuery(values, everyByteEscaped))),
  sameAs('RL-16', 'unreserved characters escaped', (values) =>
    getRaw(
      rawQuery(values, (text) =>
        encodeURIComponent(text).replaceAll(
          /[a-e]/g,
          (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
        ),
      ),
    ),
  ),
  check('RL-16', 'names that need escapes', async ({ fixtures, downloadAll }) => {
    const assets = fixtures.where(
      'generic asset whose name needs escapes',
      (each) =>
        each.version.format === 'generic' &&
        /[^A-Za-z0-9._~-]/.test(each.asset.name) &&
        !/%/.test(each.asset.name),
    );
    await downloadAll(assets);
  }),
  check(
    'RL-16',
    'versions and revisions that need escapes',
    async ({ fixtures, control, revision, send }) => {
      const asset = fixtures.find(
        'generic version with a plus sign',
        (each) =>
          each.version.format === 'generic' && each.version.version.includes('+') && each.asset.size > 0,
      );
      await control(asset);
      await send(get({ ...asset.values, revision: await revision(asset) }), served(asset));
    },
  ),
  sameAs(
    'RL-17',
    'lower-case hexadecimal digits',
    (values) =>
      getRaw(encodeQuery(entries(values)).replaceAll(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())),
    hasEscapes,
  ),
  check('RL-18', 'a bare plus sign', async ({ fixtures, send }) => {
    const asset = fixtures.find('asset with a plus sign in its name', (each) =>
      each.asset.name.includes('+'),
    );
    await send(getRaw(encodeQuery(entries(asset.values)).replaceAll('%2B', '+')), observed('plus or space'), {
      beyond: true,
      size: asset.asset.size,
    });
  }),
  ...malformed.map((sequence) =>
    check('RL-19', `${sequence} in the name of the asset`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      const query = `${encodeQuery(entries(without(asset.values, 'asset')))}&asset=a${sequence}`;
      await send(getRaw(query), notTheAsset(asset, clientError), { beyond: true });
    }),
  ),
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
  sameAs('RL-21', 'domain-owner as domain%2Downer', (values) =>
    getRaw(encodeQuery(entries(values)).replace('domain-owner=', 'domain%2Downer=')),
  ),
  sameAs('RL-21', 'a letter of each name escaped', (values) =>
    getRaw(
      entries(values)
        .map(
          ([name, value]) =>
            `%${name.charCodeAt(0).toString(16)}${name.slice(1)}=${encodeURIComponent(value)}`,
        )
        .join('&'),
    ),
  ),
  check('RL-22', 'nine parameters at their maximum length', async ({ fixtures, control, send }) => {
    await control(fixtures.usual());
    await send(get(longestValues()), accepted);
  }),
  check(
    'RL-22',
    'nine parameters at their maximum length, every byte escaped',
    async ({ fixtures, control, send }) => {
      await control(fixtures.usual());
      await send(getRaw(rawQuery(longestValues(), everyByteEscaped)), accepted);
    },
  ),
  ...[
    { title: 'an unescaped semicolon', held: ';', spelt: '%3B' },
    { title: 'an unescaped equals sign', held: '=', spelt: '%3D' },
    { title: 'an unescaped comma', held: ',', spelt: '%2C' },
  ].map(({ title, held, spelt }) =>
    check('RL-24', title, async ({ fixtures, control, send }) => {
      const asset = fixtures.find(
        `generic asset with “${held}” in its name`,
        (each) => each.version.format === 'generic' && each.asset.name.includes(held),
      );
      await control(asset);
      await send(getRaw(encodeQuery(entries(asset.values)).replaceAll(spelt, held)), served(asset), {
        beyond: true,
      });
    }),
  ),
  check(
    'RL-22',
    'names of 255 characters that take three octets each',
    async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      const long = '\u4e00'.repeat(255);
      const values = { ...asset.values, namespace: long, package: long, version: long, asset: long };
      await send(get(values), accepted);
    },
  ),
  check('RL-23', 'a name that would decode twice', async ({ fixtures, downloadAll }) => {
    const assets = fixtures.where('asset with an escape in its name', (each) =>
      /%[0-9A-Fa-f]{2}/.test(each.asset.name),
    );
    await downloadAll(assets);
  }),
  check('RL-23', 'the name of an asset, encoded twice', async ({ fixtures, control, send }) => {
    const asset = fixtures.find(
      'generic asset whose name needs escapes',
      (each) =>
        each.version.format === 'generic' &&
        encodeURIComponent(each.asset.name) !== each.asset.name &&
        !fixtures.holds({ ...each.values, asset: encodeURIComponent(each.asset.name) }),
    );
    await control(asset);
    await send(get({ ...asset.values, asset: encodeURIComponent(asset.asset.name) }), notFound('asset'));
  }),
];

/** A valid value of the greatest length for each of the nine parameters; nothing of that name is there. */
function longestValues(): ParameterValues {
  const values: Record<string, string> = {};
  for (const { name, maxLength, values: allowed } of parameters)
    values[name] = allowed ? 'generic' : (name === 'domain-owner' ? '1' : 'z').repeat(maxLength ?? 1);
  return values;
}
