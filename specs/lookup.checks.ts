import {
  type AssetUnderTest,
  type Check,
  check,
  clientError,
  type FixtureView,
  MissingFixture,
  NotApplicable,
  notTheAsset,
  ofOnePackage,
  requestFor,
} from '../engine/index.js';
import type { ParameterName, ParameterValues, RequirementId } from '../schemas/index.js';
import { isGeneric, otherAccount } from './assets.js';
import { combinationChecks } from './combinations.js';
import { nativeFormats, nativeNames } from './errors.native-names.js';
import { otherCase } from './other-case.js';
import { servesEach } from './serves-each.js';
import { signedCheck } from './signed.js';

/** Parameters that each have a twin in the fixtures: the same coordinates but for this one, and other bytes. */
const twinned = [
  { name: 'domain', requirement: 'LKP-DOM' },
  { name: 'repository', requirement: 'LKP-REP' },
  { name: 'namespace', requirement: 'LKP-NSP' },
  { name: 'package', requirement: 'LKP-PKG' },
  { name: 'version', requirement: 'LKP-VER' },
  { name: 'asset', requirement: 'LKP-AST' },
] as const satisfies readonly { name: ParameterName; requirement: RequirementId }[];

/** The first asset in whose place nothing is held when one parameter is that of another asset. */
function mixture(
  assets: readonly AssetUnderTest[],
  name: ParameterName,
  fixtures: FixtureView,
):
  | { readonly asset: AssetUnderTest; readonly other: AssetUnderTest; readonly values: ParameterValues }
  | undefined {
  for (const asset of assets)
    for (const other of assets) {
      const values = { ...asset.values, [name]: other.values[name] };
      if (!fixtures.holds(values)) return { asset, other, values };
    }
  return undefined;
}

const plain = (each: AssetUnderTest): boolean =>
  isGeneric(each) && each.fixture.size > 0 && each.fixture.name.length > 3 && each.version.package.length > 3;

const firstCode = (value: string): number => value.charCodeAt(0);

const escapedAsInJson = (value: string): string =>
  `\\u${firstCode(value).toString(16).padStart(4, '0')}${value.slice(1)}`;

const escapedAsInHtml = (value: string): string => `&#${firstCode(value)};${value.slice(1)}`;

/** Full width forms stand in the same order as ASCII (U+FF01). */
const inFullWidth = (value: string): string =>
  `${String.fromCharCode(firstCode(value) + 0xfee0)}${value.slice(1)}`;

/** Names that are not the asset's, though a careless comparison would find it by them. */
const nearMisses: readonly {
  title: string;
  name: 'asset' | 'package' | 'version' | 'namespace' | 'repository' | 'domain';
  of: (value: string) => string;
  /** Its constraints leave open whether it is valid. */
  mayBeInvalid?: true;
}[] = [
  ...(['asset', 'package', 'version', 'namespace', 'repository'] as const).flatMap((name) => [
    { title: `${name} without its last letter`, name, of: (value: string) => value.slice(0, -1) },
    { title: `${name} without its first letter`, name, of: (value: string) => value.slice(1) },
    { title: `${name} with a letter more`, name, of: (value: string) => `${value}x` },
    { title: `${name} with a letter before`, name, of: (value: string) => `x${value}` },
  ]),
  ...(['asset', 'package', 'version', 'namespace'] as const).flatMap((name) => [
    { title: `${name} as *`, name, of: () => '*' },
    { title: `${name} as %`, name, of: () => '%' },
    { title: `${name} with ? for its first letter`, name, of: (value: string) => `?${value.slice(1)}` },
    { title: `${name} with . for its last letter`, name, of: (value: string) => `${value.slice(0, -1)}.` },
    { title: `${name} with _ for its first letter`, name, of: (value: string) => `_${value.slice(1)}` },
    { title: `${name} as the regular expression .+`, name, of: () => '.+' },
    { title: `${name} in quotes`, name, of: (value: string) => `"${value}"` },
    { title: `${name} as an SQL condition`, name, of: () => "'or'1'='1" },
  ]),
  // What parsers, shells and queries that a server passes names to would read as the name itself.
  ...(['asset', 'package', 'version'] as const).flatMap((name) => [
    { title: `${name} and another, with a comma`, name, of: (value: string) => `${value},x` },
    { title: `another ${name}, with a comma`, name, of: (value: string) => `x,${value}` },
    { title: `${name} or another, as a regular expression`, name, of: (value: string) => `x|${value}` },
    { title: `${name} in single quotes`, name, of: (value: string) => `'${value}'` },
    { title: `${name} with its first letter as an escape of JSON`, name, of: escapedAsInJson },
  ]),
  { title: 'asset with its first letter as an HTML entity', name: 'asset', of: escapedAsInHtml },
  { title: 'asset as a stream of a Windows file', name: 'asset', of: (value) => `${value}::$DATA` },
  { title: 'package with a version', name: 'package', of: (value) => `${value}@1.0.0` },
  {
    title: 'package with a soft hyphen',
    name: 'package',
    mayBeInvalid: true,
    of: (value) => `${value[0]}\u00ad${value.slice(1)}`,
  },
  { title: 'package with its first letter in full width', name: 'package', of: inFullWidth },
  { title: 'asset with its first letter in full width', name: 'asset', of: inFullWidth },
  // A domain that is not the caller's may be kept from them: what is unknown is ER-NF-DOMAIN's.
  { title: 'domain without its last letter', name: 'domain', of: (value) => value.slice(0, -1) },
  { title: 'domain with a letter more', name: 'domain', of: (value) => `${value}x` },
  { title: 'domain with a hyphen and a letter more', name: 'domain', of: (value) => `${value}-x` },
  ...(['package', 'version', 'namespace', 'repository'] as const).map((name) => ({
    title: `${name} with a trailing dot`,
    name,
    of: (value: string) => `${value}.`,
  })),
  { title: 'repository with a trailing hyphen', name: 'repository', of: (value) => `${value}-` },
  { title: 'asset with a trailing space', name: 'asset', of: (value) => `${value} ` },
  { title: 'asset with a leading space', name: 'asset', of: (value) => ` ${value}` },
  { title: 'asset with a leading ./', name: 'asset', of: (value) => `./${value}` },
  { title: 'asset with a leading .\\', name: 'asset', of: (value) => `.\\${value}` },
  { title: 'asset with a leading /', name: 'asset', of: (value) => `/${value}` },
  { title: 'asset by a path out and in again', name: 'asset', of: (value) => `x/../${value}` },
  { title: 'asset with a trailing dot', name: 'asset', of: (value) => `${value}.` },
  { title: 'asset with a trailing slash', name: 'asset', of: (value) => `${value}/` },
  {
    title: 'asset as its extension',
    name: 'asset',
    of: (value) => value.slice(value.lastIndexOf('.') + 1) || value,
  },
  {
    title: 'asset without its extension',
    name: 'asset',
    of: (value) => value.replace(/\.[^.]*$/, '') || value,
  },
  { title: 'namespace with a leading @', name: 'namespace', of: (value) => `@${value}` },
  { title: 'namespace with x for its first dot', name: 'namespace', of: (value) => value.replace('.', 'x') },
  { title: 'asset with x for its first dot', name: 'asset', of: (value) => value.replace('.', 'x') },
  { title: 'version with a leading v', name: 'version', of: (value) => `v${value}` },
  { title: 'version with a further .0', name: 'version', of: (value) => `${value}.0` },
  { title: 'version without its last number', name: 'version', of: (value) => value.replace(/\.[^.]*$/, '') },
  {
    title: 'version with x for its last number',
    name: 'version',
    of: (value) => value.replace(/[^.]*$/, 'x'),
  },
  { title: 'version as its first number', name: 'version', of: (value) => value.split('.')[0] ?? '' },
  { title: 'version with zeros added', name: 'version', of: (value) => `${value}00` },
  { title: 'version as a range', name: 'version', of: (value) => `^${value}` },
  { title: 'version as latest', name: 'version', of: () => 'latest' },
];

/** What file systems, object stores and web servers take for the name of another file, if it has a name like this. */
const renamed: readonly { title: string; when: RegExp; of: (name: string) => string }[] = [
  { title: 'asset with plus signs for its spaces', when: / /, of: (name) => name.replaceAll(' ', '+') },
  { title: 'asset with backslashes for its slashes', when: /\//, of: (name) => name.replaceAll('/', '\\') },
  { title: 'asset with slashes for its backslashes', when: /\\/, of: (name) => name.replaceAll('\\', '/') },
  { title: 'asset without .gz', when: /.\.gz$/, of: (name) => name.replace(/\.gz$/, '') },
];

/** Names that a key may put together with a separator between them. */
const adjacentNames = [
  ['namespace', 'package'],
  ['package', 'version'],
  ['version', 'asset'],
] as const;

/** Characters of a name (reference page). */
const longest = 255;

/** What a key may put between names, so that it no longer shows where one ends. A slash is in none of them. */
const separators = ['.', '-', '_', ':', '@', '+', '=', ',', ';', '~', ''] as const;

/** Two adjacent names, split in another place: joined by the separator, they are the same. */
function movedAcross(separator: string, one: string, other: string): (readonly [string, string])[] {
  const last = separator === '' ? one.length - 1 : one.lastIndexOf(separator);
  const first = separator === '' ? 1 : other.indexOf(separator);
  const forward = [one.slice(0, last), `${one.slice(last + separator.length)}${separator}${other}`] as const;
  const back = [`${one}${separator}${other.slice(0, first)}`, other.slice(first + separator.length)] as const;
  // What an asset's name may hold, a version may not: then it would be invalid, and not unknown.
  const fits = ([head, tail]: readonly [string, string]): boolean =>
    !/[#/\s]/.test(head) && tail !== '' && head.length <= longest && tail.length <= longest;
  return [
    ...(last > 0 && last + separator.length < one.length && fits(forward) ? [forward] : []),
    ...(first > 0 && fits(back) ? [back] : []),
  ];
}

/** Lookup by full coordinates: each of them takes part, and each as a whole. */
export const lookup: readonly Check[] = [
  ...twinned.flatMap(({ name, requirement }) => [
    servesEach(requirement, `twins that differ in ${name} only`, (fixtures) =>
      fixtures.twins(name, 'generic').flat(),
    ),
    check(requirement, `${name} of another package version`, ({ fixtures, expect }) => {
      const mixed = mixture(fixtures.where('generic asset', isGeneric), name, fixtures);
      if (!mixed) throw new MissingFixture(`two generic assets that differ in ${name} and more`);
      // At which level the mixture is missing depends on what else is held.
      return expect(requestFor(mixed.asset).with(mixed.values).notListed(fixtures, mixed.other)).toBeRefused(
        'ResourceNotFoundException',
      );
    }),
  ]),
  check('LKP-REP', 'repository in another case', async ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    const { repository = '' } = asset.values;
    const swapped =
      repository === repository.toUpperCase() ? repository.toLowerCase() : repository.toUpperCase();
    if (swapped === repository || fixtures.holds({ ...asset.values, repository: swapped }))
      throw new MissingFixture('repository with a letter in its name');
    await expect(requestFor(asset).with({ repository: swapped })).toBeObserved(
      'the same repository or another',
    );
  }),
  check('LKP-REP', 'package versions that only a sibling repository holds', async ({ fixtures, expect }) => {
    const assets = fixtures.where('generic asset', isGeneric);
    const repositories = new Set(
      assets.map(({ version }) => JSON.stringify([version.domain, version.repository])),
    );
    const pairs = assets.flatMap((asset) =>
      [...repositories].flatMap((each) => {
        const [domain, repository] = JSON.parse(each) as [string, string];
        return domain === asset.version.domain && !fixtures.holds({ ...asset.values, repository })
          ? [{ asset, repository }]
          : [];
      }),
    );
    for (const { asset, repository } of pairs.slice(0, 10))
      await expect(requestFor(asset).with({ repository }).notListed(fixtures)).toBeRefused(
        'ResourceNotFoundException',
      );
  }),
  check('LKP-OWN', 'the owner named and another account', async ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    const { domainOwner } = asset.version;
    const others = [
      otherAccount,
      '000000000000',
      [...domainOwner].toReversed().join(''),
      // Not the owner's in one digit: comparisons of a part of it, or as a number that is too small for it.
      `${domainOwner.slice(0, -1)}${domainOwner.endsWith('0') ? '1' : '0'}`,
      `${domainOwner.startsWith('9') ? '8' : '9'}${domainOwner.slice(1)}`,
    ];
    // The control names the owner.
    for (const account of others.filter((each) => each !== domainOwner))
      await expect(requestFor(asset).with({ 'domain-owner': account }).notListed(fixtures)).toBeRefused(
        'ResourceNotFoundException',
        'AccessDeniedException',
      );
  }),
  ...nearMisses.map(({ title, name, of, mayBeInvalid }) =>
    check('LKP-EXACT', title, ({ fixtures, expect }) => {
      const asset = fixtures.find(
        'generic asset with a name of several letters',
        (each) => plain(each) && !fixtures.holds({ ...each.values, [name]: of(each.values[name] ?? '') }),
      );
      const request = requestFor(asset).with({ [name]: of(asset.values[name] ?? '') });
      return expect(request.notListed(fixtures)).toBeRefused(
        'ResourceNotFoundException',
        ...(name === 'domain' ? (['AccessDeniedException'] as const) : []),
        ...(mayBeInvalid ? (['ValidationException'] as const) : []),
      );
    }),
  ),
  ...nativeFormats.map((format) =>
    check(
      'LKP-EXACT',
      `tags and ranges in place of a ${format} version`,
      async ({ fixtures, expect }) => {
        const asset = fixtures.usual(format);
        for (const version of nativeNames[format].versions(asset.version.version))
          await expect(requestFor(asset).with({ version })).toBe(notTheAsset(asset, clientError));
      },
      { needs: format },
    ),
  ),
  ...renamed.map(({ title, when, of }) =>
    check('LKP-EXACT', title, ({ fixtures, expect }) => {
      const asset = fixtures.downloadable.find(
        (each) =>
          isGeneric(each) &&
          when.test(each.fixture.name) &&
          !fixtures.holds({ ...each.values, asset: of(each.fixture.name) }),
      );
      if (!asset) throw new NotApplicable(`No asset of the fixtures has a name like ${when.source}`);
      return expect(
        requestFor(asset)
          .with({ asset: of(asset.fixture.name) })
          .notListed(fixtures),
      ).toBeNotFound('asset');
    }),
  ),
  check('LKP-EXACT', 'paths to the assets of others', async ({ fixtures, expect }) => {
    const [[asset, other] = []] = fixtures.twins('version', 'generic');
    if (!asset || !other) return;
    const { package: name, version } = other.version;
    for (const path of [`../${version}`, `../../${name}/${version}`])
      await expect(requestFor(asset).with({ asset: `${path}/${other.fixture.name}` })).toBeRefused(
        'ResourceNotFoundException',
      );
  }),
  check(
    'LKP-EXACT',
    'the end of a name moved into the adjacent one',
    async ({ fixtures, expect }) => {
      const assets = fixtures.where('generic asset', isGeneric);
      for (const separator of separators)
        for (const [one, other] of adjacentNames) {
          const [moved] = assets.flatMap((asset) =>
            movedAcross(separator, asset.values[one] ?? '', asset.values[other] ?? '').flatMap(
              ([head, tail]) => {
                const names = { [one]: head, [other]: tail };
                return fixtures.holds({ ...asset.values, ...names }) ? [] : [{ asset, names }];
              },
            ),
          );
          if (moved)
            await expect(
              requestFor(moved.asset)
                .with(moved.names)
                .as(`“${separator}” between ${one} and ${other}`)
                .notListed(fixtures),
            ).toBeRefused('ResourceNotFoundException');
        }
    },
    { publishedAs: 'the end of a name moved into its neighbour' },
  ),
  // Whether the patterns admit NUL is effectively undocumented, so it may be refused as invalid, too.
  ...(['package', 'version', 'namespace'] as const).map((name) =>
    check('LKP-EXACT', `${name} with a NUL and more after it`, ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      return expect(requestFor(asset).with({ [name]: `${asset.values[name]}\0x` })).toBe(
        notTheAsset(asset, [400, 599]),
      );
    }),
  ),
  ...(['asset', 'package', 'version', 'namespace'] as const).map((name) =>
    check('LKP-EXACT', `${name} of great length, but for its last letter`, ({ fixtures, expect }) => {
      const asset = fixtures.find(
        `generic asset whose ${name} is 200 letters long`,
        (each) => isGeneric(each) && (each.values[name]?.length ?? 0) >= 200,
      );
      const value = asset.values[name] ?? '';
      const other = `${value.slice(0, -1)}${value.endsWith('z') ? 'y' : 'z'}`;
      return expect(requestFor(asset).with({ [name]: other })).toBeNotFound(name);
    }),
  ),
  check('LKP-VER', 'an asset that only another version of the package holds', ({ fixtures, expect }) => {
    const assets = fixtures.where('generic asset', isGeneric);
    const [mixed] = assets.flatMap((asset) =>
      assets
        .filter((other) => other.version.version !== asset.version.version)
        .filter((other) => ofOnePackage(asset, other))
        .map((other) => ({ asset, version: other.version.version }))
        .filter(({ version }) => !fixtures.holds({ ...asset.values, version })),
    );
    if (!mixed) throw new MissingFixture('two versions of a generic package with assets of different names');
    return expect(requestFor(mixed.asset).with({ version: mixed.version }).notListed(fixtures)).toBeNotFound(
      'asset',
    );
  }),
  servesEach('LKP-EXACT', 'names that contain each other', (fixtures) =>
    fixtures.where(
      'generic asset whose name another contains',
      (one) =>
        isGeneric(one) &&
        one.version.assets.some(
          (other) => other.name !== one.fixture.name && other.name.includes(one.fixture.name),
        ),
    ),
  ),
  signedCheck('LKP-OWN-DEFAULT', 'no domain-owner, by the owner', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).without('domain-owner')).toServe(),
  ),
  otherCase('LKP-ASSET-CASE', 'asset'),
  servesEach('LKP-ASSET-CASE', 'two names that differ in case', (fixtures) => {
    const pairs: AssetUnderTest[] = [];
    const folded = new Map<string, AssetUnderTest>();
    for (const asset of fixtures.where('generic asset', isGeneric)) {
      const key = JSON.stringify({ ...asset.values, asset: asset.fixture.name.toLowerCase() });
      const other = folded.get(key);
      if (other) pairs.push(asset, other);
      folded.set(key, asset);
    }
    return pairs.length > 0 ? pairs : fixtures.twins('asset', 'generic').flat();
  }),
  check('LKP-UPSTREAM', 'a version that only an upstream repository holds', ({ fixtures, expect }) => {
    for (const { domain, repository, upstreams } of fixtures.set.repositories ?? []) {
      const asset = fixtures.downloadable.find(
        (each) =>
          each.version.domain === domain &&
          upstreams.includes(each.version.repository) &&
          isGeneric(each) &&
          !fixtures.holds({ ...each.values, repository }),
      );
      if (asset)
        return expect(requestFor(asset).with({ repository }).notListed(fixtures)).toBeRefused(
          'ResourceNotFoundException',
        );
    }
    throw new MissingFixture('repository with an upstream repository that holds a version of its own');
  }),
  ...combinationChecks('lookup'),
];
