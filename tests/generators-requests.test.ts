import { expect, test } from '@playwright/test';
import {
  type AddressedAsset,
  defaultCount,
  defaultSeed,
  encodeQuery,
  generateCases,
  pairsOf,
  spellings,
  unknownCoordinates,
  validRequest,
} from '../generators/index.js';
import { type ParameterName, parameterNames, violationsOf } from '../schemas/index.js';

const options = { seed: defaultSeed, count: defaultCount };

interface Held extends AddressedAsset {
  readonly sha256: string;
}

const where = { domain: 'alpha', 'domain-owner': '111122223333', repository: 'main', revision: 'r1' };

const assets: readonly Held[] = [
  {
    sha256: '1',
    values: { ...where, format: 'generic', namespace: 'ns', package: 'p', version: '1', asset: 'a b' },
  },
  { sha256: '2', values: { ...where, format: 'npm', package: 'p', version: '1.0.0', asset: 'package.tgz' } },
  { sha256: '3', values: { ...where, format: 'pypi', package: 'p', version: '1.0', asset: 'p-1.0.tar.gz' } },
  {
    sha256: '4',
    values: { ...where, format: 'maven', namespace: 'ns', package: 'p', version: '1', asset: 'a b' },
    optional: ['revision'],
  },
];

test.describe('valid requests', () => {
  const generated = generateCases(validRequest(assets), { seed: 9, count: 1000 }).map(({ value }) => value);

  test('each is valid and names its asset', () => {
    const wrong = generated.filter(
      ({ asset, values, order }) =>
        violationsOf(values).length > 0 ||
        Object.entries(values).some(([name, value]) => asset.values[name as ParameterName] !== value) ||
        [...order].sort().join() !== Object.keys(values).sort().join(),
    );
    expect(wrong).toEqual([]);
  });

  test('only parameters that may be left out are', () => {
    const wrong = generated.filter(({ asset, values }) => {
      const optional: readonly string[] = asset.optional ?? ['domain-owner', 'revision'];
      return Object.keys(asset.values).some((name) => !(name in values) && !optional.includes(name));
    });
    expect(wrong).toEqual([]);
  });

  test(`${defaultCount} cases reach every asset, spelling, optional parameter and first and last key`, () => {
    const seen = new Map<string, number>();
    for (const { value } of generateCases(validRequest(assets), options)) {
      const keys = [
        `asset ${value.asset.sha256}`,
        value.spelling,
        `first ${value.order[0]}`,
        `last ${value.order.at(-1)}`,
        ...['domain-owner', 'revision'].map((name) => `${name} ${name in value.values}`),
      ];
      for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    const expected = [
      ...assets.map(({ sha256 }) => `asset ${sha256}`),
      ...spellings,
      ...parameterNames.flatMap((name) => [`first ${name}`, `last ${name}`]),
      ...['domain-owner', 'revision'].flatMap((name) => [`${name} true`, `${name} false`]),
    ];
    const table = [...seen].map(([key, times]) => `${String(times).padStart(6)}  ${key}`).join('\n');
    expect(
      expected.filter((key) => !seen.has(key)),
      table,
    ).toEqual([]);
  });

  test('every spelling of every request decodes to its values, in its order', () => {
    const wrong = generated.filter(({ values, order, spelling }) => {
      const decoded = [...new URLSearchParams(encodeQuery(pairsOf(values, order), spelling))];
      return JSON.stringify(decoded) !== JSON.stringify(order.map((name) => [name, values[name]]));
    });
    expect(wrong).toEqual([]);
  });
});

test.describe('unknown coordinates', () => {
  const generated = generateCases(unknownCoordinates(assets), { seed: 13, count: 2000 }).map(
    ({ value }) => value,
  );

  test('each is valid, and differs from its asset in exactly the replaced coordinate', () => {
    const wrong = generated.filter(({ asset, replaced, values }) => {
      const changed = parameterNames.filter((name) => values[name] !== asset.values[name]);
      return violationsOf(values).length > 0 || changed.join() !== replaced;
    });
    expect(wrong).toEqual([]);
  });

  test('no asset has the value that replaces, in any case', () => {
    const wrong = generated.filter(({ replaced, values }) => {
      const value = values[replaced]?.toLowerCase();
      return replaced !== 'format' && assets.some((asset) => asset.values[replaced]?.toLowerCase() === value);
    });
    expect(wrong).toEqual([]);
  });

  test('a value that an asset has is never taken, however likely', () => {
    // One letter is the shortest version and so generated often: here each is held, in one case only.
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const held = letters.map((version) => ({ values: { ...assets[0]?.values, version } }));
    const versions = generateCases(unknownCoordinates(held, ['version']), { seed: 17, count: 1000 });
    const plain = versions
      .map(({ value }) => value.values.version ?? '')
      .filter((version) => version.length === 1);
    expect(plain.length).toBeGreaterThan(50);
    expect(plain.filter((version) => letters.includes(version.toLowerCase()))).toEqual([]);
  });

  test('another format never addresses another asset, nor breaks the namespace rule', () => {
    const formats = generated.filter(({ replaced }) => replaced === 'format');
    // The generic asset and the Maven asset have the same coordinates but for the format.
    const pairs = formats.filter(({ asset }) => asset.sha256 === '1').map(({ values }) => values.format);
    expect(new Set(pairs)).toEqual(new Set(['npm', 'swift']));
    const unscoped = formats.filter(({ asset }) => asset.sha256 === '2').map(({ values }) => values.format);
    expect(new Set(unscoped)).toEqual(new Set(['pypi', 'nuget', 'ruby', 'cargo']));
  });

  test('only generic packages get names that formats may have rules for', () => {
    const foreign = generated.filter(
      ({ values, replaced }) =>
        values.format !== 'generic' && ['asset', 'namespace', 'package', 'version'].includes(replaced),
    );
    expect(foreign.filter(({ values, replaced }) => !/^[a-z0-9.]+$/.test(values[replaced] ?? ''))).toEqual(
      [],
    );
    expect(foreign.length).toBeGreaterThan(100);
  });

  test(`${defaultCount} cases reach every coordinate`, () => {
    const replaced = generateCases(unknownCoordinates(assets), options).map(({ value }) => value.replaced);
    expect(new Set(replaced)).toEqual(new Set(parameterNames));
  });

  test('can be limited to some coordinates', () => {
    const wanted: ParameterName[] = ['domain', 'version'];
    const replaced = generateCases(unknownCoordinates(assets, wanted), options).map(
      ({ value }) => value.replaced,
    );
    expect(new Set(replaced)).toEqual(new Set(wanted));
  });
});
