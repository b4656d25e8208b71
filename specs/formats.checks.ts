import {
  type AssetUnderTest,
  type Check,
  check,
  clientError,
  either,
  type FixtureView,
  invalid,
  MissingFixture,
  notTheAsset,
  refused,
  requestFor,
  served,
} from '../engine/index.js';
import {
  type PackageFormat,
  type ParameterName,
  packageFormats,
  type RequirementId,
} from '../schemas/index.js';
import { isGeneric } from './assets.js';
import { combinationChecks } from './combinations.js';
import { nativeNames } from './errors.native-names.js';
import { assetSpellings, nameSpellings } from './lookup.spellings.js';
import { otherCase } from './other-case.js';
import { refusesOtherSpellings } from './respelt.js';
import { servesEach } from './serves-each.js';

const requirementOf: Readonly<Record<PackageFormat, RequirementId>> = {
  npm: 'FMT-NPM',
  pypi: 'FMT-PYPI',
  maven: 'FMT-MAVEN',
  nuget: 'FMT-NUGET',
  generic: 'FMT-GENERIC',
  ruby: 'FMT-RUBY',
  swift: 'FMT-SWIFT',
  cargo: 'FMT-CARGO',
};

const upperCased = (text: string): string => text.toUpperCase();

/** Nothing is addressed by them; with which error they are refused is for the profile `core`. */
const unknownNames = [
  ['package', 'conformance-no-such-package'],
  ['version', '99.98.97'],
  ['asset', 'conformance-no-such-asset.bin'],
] as const;

function nativeOf(
  format: PackageFormat,
  { version, fixture: asset }: AssetUnderTest,
): [ParameterName, string][] {
  if (format === 'generic') return [];
  const { versions, suffixes } = nativeNames[format];
  return [
    ...versions(version.version).map((tag): [ParameterName, string] => ['version', tag]),
    ...suffixes.map((suffix): [ParameterName, string] => ['asset', `${asset.name}${suffix}`]),
  ];
}

/** Every asset of a format is served, and its coordinates under another format are not it. */
function formatChecks(format: PackageFormat): Check[] {
  const requirement = requirementOf[format];
  const held = (each: AssetUnderTest): boolean => each.version.format === format;
  return [
    servesEach(requirement, `the ${format} assets of the fixtures`, (fixtures) =>
      // Generic assets of every kind are the subject of OP-01; here it is the format.
      format === 'generic' ? [fixtures.usual()] : fixtures.where(`${format} asset`, held),
    ),
    check(requirement, `names that no ${format} package has`, async ({ fixtures, expect }) => {
      const asset = fixtures.usual(format);
      for (const [name, value] of [...unknownNames, ...nativeOf(format, asset)])
        await expect(requestFor(asset).with({ [name]: value })).toBe(notTheAsset(asset, clientError));
    }),
    ...packageFormats
      .filter((other) => other !== format)
      .map((other) =>
        check(requirement, `${format} coordinates as ${other}`, ({ fixtures, expect }) => {
          const asset = fixtures.usual(format);
          const twin = fixtures.at({ ...asset.values, format: other });
          return expect(requestFor(asset).with({ format: other })).toBe(
            twin ? served(twin) : notOfThisFormat,
          );
        }),
      ),
  ];
}

/**
 * Not found, at whichever level, because another format may hold a package of the same name; or invalid, because it may
 * require or forbid a namespace, and have rules of its own for names.
 */
const notOfThisFormat = either(refused('ResourceNotFoundException'), invalid);

/** Other forms of a NuGet version that normalise to it. */
const nugetForms: readonly { title: string; of: (version: string) => string }[] = [
  { title: 'a leading zero', of: (version) => version.replace(/\.(\d+)$/, '.0$1') },
  { title: 'a fourth part of zero', of: (version) => `${version}.0` },
  { title: 'build metadata', of: (version) => `${version}+conformance` },
];

/** Forms of a Swift version that a tag may have, or that precedence takes for equal. */
const swiftForms: readonly { title: string; of: (version: string) => string }[] = [
  { title: 'a version with a leading zero', of: (version) => `0${version}` },
  { title: 'a version with a leading v', of: (version) => `v${version}` },
  { title: 'a version with build metadata', of: (version) => `${version}+conformance` },
  { title: 'a version without its last number', of: (version) => version.replace(/\.[^.]*$/, '') },
];

/** A NuGet asset whose version has three plain numbers, so that each form can be made from it. */
const plainNuget = (fixtures: FixtureView): AssetUnderTest =>
  fixtures.find(
    'NuGet package whose version has three numbers',
    ({ version }) => version.format === 'nuget' && /^\d+\.\d+\.\d+$/.test(version.version),
  );

/** Other names that Unicode normalisation or a collation takes for the same. */
const equivalents: readonly { title: string; of: (value: string) => string }[] = [
  { title: 'decomposed (NFD)', of: (value) => value.normalize('NFD') },
  { title: 'without accents', of: (value) => value.normalize('NFD').replaceAll(/\p{M}/gu, '') },
  {
    title: 'with a full-width letter',
    of: (value) =>
      value.replace(/[a-z]/, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
  },
];

/** Formats besides generic whose names are kept as they are. */
const unnormalised = [
  { format: 'npm', requirement: 'NRM-NPM' },
  { format: 'maven', requirement: 'NRM-MAVEN' },
  { format: 'ruby', requirement: 'NRM-RUBY' },
  { format: 'cargo', requirement: 'NRM-CARGO' },
] as const;

/** The eight formats, and how their names are normalised (user guide, name normalization). */
export const formats: readonly Check[] = [
  ...packageFormats.flatMap(formatChecks),
  otherCase('NRM-NONE', 'package'),
  otherCase('NRM-NONE', 'namespace'),
  servesEach('NRM-NONE', 'packages that differ in separators only', (fixtures) => {
    const folded = (text: string): string => text.replaceAll(/[-_.]+/g, '-');
    const generic = fixtures.where('generic asset', isGeneric);
    const alike = generic.filter((one) =>
      generic.some(
        (other) =>
          other.version.package !== one.version.package &&
          folded(other.version.package) === folded(one.version.package),
      ),
    );
    if (alike.length === 0) throw new MissingFixture('two generic packages that differ in separators only');
    return alike;
  }),
  ...equivalents.flatMap(({ title, of }) =>
    (['package', 'asset'] as const).map((name) =>
      check('NRM-NONE', `${name}, ${title}`, ({ fixtures, expect }) => {
        const asset = fixtures.find(`generic ${name} whose name has such a form`, (each) => {
          const value = each.values[name] ?? '';
          return (
            isGeneric(each) && of(value) !== value && !fixtures.holds({ ...each.values, [name]: of(value) })
          );
        });
        const request = requestFor(asset).with({ [name]: of(asset.values[name] ?? '') });
        return expect(request.notListed(fixtures)).toBeNotFound(name);
      }),
    ),
  ),
  check('NRM-NONE', 'namespace with other separators', (attempt) =>
    refusesOtherSpellings(attempt, 'generic', 'namespace', [
      ({ values }) => (values.namespace ?? '').replaceAll('_', '-'),
      ({ values }) => (values.namespace ?? '').replaceAll('.', '-'),
      ({ values }) => (values.namespace ?? '').replaceAll('.', '_'),
    ]),
  ),
  ...unnormalised.map(({ format, requirement }) =>
    check(requirement, 'names in another spelling', async (attempt) => {
      for (const name of ['package', 'namespace'] as const)
        await refusesOtherSpellings(
          attempt,
          format,
          name,
          nameSpellings.map((of) => (asset) => of(asset.values[name] ?? '')),
        );
    }),
  ),
  check('PKG-SCOPED', 'scope and name in one', ({ fixtures, expect }) => {
    const asset = fixtures.find(
      'scoped npm package',
      ({ version }) => version.format === 'npm' && version.namespace !== undefined,
    );
    const joined = `@${asset.version.namespace}/${asset.version.package}`;
    return expect(requestFor(asset).without('namespace').with({ package: joined })).toBeInvalid();
  }),
  check('NRM-PYPI', 'a name that is not normalised', ({ fixtures, expect }) => {
    const asset = fixtures.usual('pypi');
    return expect(
      requestFor(asset).with({ package: asset.version.package.replaceAll('-', '_') }),
    ).toBeObserved('found or not');
  }),
  check('NRM-NUGET-NAME', 'the name in upper case', ({ fixtures, expect }) => {
    const asset = fixtures.usual('nuget');
    return expect(requestFor(asset).with({ package: upperCased(asset.version.package) })).toServe();
  }),
  ...nugetForms.map(({ title, of }) =>
    check('NRM-NUGET-VER', title, ({ fixtures, expect }) => {
      const asset = plainNuget(fixtures);
      // Which form of the version the header names is another requirement (NRM-NUGET-STORED).
      return expect(
        requestFor(asset)
          .with({ version: of(asset.version.version) })
          .beyond(),
      ).toServe();
    }),
  ),
  ...nugetForms.map(({ title, of }) =>
    check('NRM-NUGET-STORED', title, ({ fixtures, expect }) => {
      const asset = plainNuget(fixtures);
      return expect(
        requestFor(asset)
          .with({ version: of(asset.version.version) })
          .beyond(),
      ).toBe({ kind: 'header-if-served', header: 'X-PackageVersion', value: asset.version.version });
    }),
  ),
  check('NRM-NUGET-ASSET', 'the asset in upper case', ({ fixtures, expect }) => {
    const asset = fixtures.usual('nuget');
    const request = requestFor(asset).with({ asset: upperCased(asset.fixture.name) });
    return expect(request.notListed(fixtures)).toBeNotFound('asset');
  }),
  check('NRM-NUGET-ASSET', 'other names of nuget assets', (attempt) =>
    refusesOtherSpellings(attempt, 'nuget', 'asset', assetSpellings.nuget),
  ),
  ...(['package', 'namespace'] as const).map((name) =>
    check('NRM-SWIFT', `${name} in upper case`, ({ fixtures, expect }) => {
      const asset = fixtures.usual('swift');
      return expect(requestFor(asset).with({ [name]: upperCased(asset.values[name] ?? '') })).toServe();
    }),
  ),
  ...swiftForms.map(({ title, of }) =>
    check('NRM-SWIFT-VER', title, ({ fixtures, expect }) => {
      const asset = fixtures.usual('swift');
      const request = requestFor(asset).with({ version: of(asset.version.version) });
      return expect(request.notListed(fixtures)).toBe(notTheAsset(asset, clientError));
    }),
  ),
  ...combinationChecks('formats'),
];
