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
import { nearMisses, renamed } from './lookup.near-misses.js';
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
  ...renamed.map(({ title, having, when, of }) =>
    check('LKP-EXACT', title, ({ fixtures, expect }) => {
      const asset = fixtures.downloadable.find(
        (each) =>
          isGeneric(each) &&
          when.test(each.fixture.name) &&
          !fixtures.holds({ ...each.values, asset: of(each.fixture.name) }),
      );
      if (!asset) throw new NotApplicable(`The fixtures hold no generic asset whose name ${having}`);
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
