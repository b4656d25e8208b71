import type { AssetUnderTest } from '../engine/index.js';
import type { PackageFormat } from '../schemas/index.js';

/** Another way to write a name; the name itself if there is none. */
export type Spelling = (name: string) => string;

/** The formats that have an ecosystem of their own, with rules for names and versions. */
export type NativeFormat = Exclude<PackageFormat, 'generic'>;

/** Up to the first character that is neither a digit nor a dot: the numbers of a version. */
const numbers = /^\d+(?:\.\d+)*/;

const respelt =
  (edit: (numbers: readonly string[]) => readonly string[]) =>
  (version: string): string =>
    version.replace(numbers, (all) => edit(all.split('.')).join('.'));

const withoutLastZero = respelt((parts) =>
  parts.length > 1 && parts.at(-1) === '0' ? parts.slice(0, -1) : parts,
);
const withoutZeros = respelt((parts) => {
  const last = parts.findLastIndex((part) => part !== '0');
  return parts.slice(0, Math.max(last, 0) + 1);
});
const padded = (at: number) =>
  respelt((parts) => parts.map((part, index) => (index === at ? `0${part}` : part)));

const shorter: readonly Spelling[] = [withoutLastZero, withoutZeros];
const longer: Spelling = respelt((parts) => [...parts, '0']);
const leadingZeros: readonly Spelling[] = [padded(0), padded(1)];
const tag: readonly Spelling[] = [(version) => `v${version}`, (version) => `V${version}`];
const upperCase: Spelling = (version) => version.toUpperCase();
const lowerCase: Spelling = (version) => version.toLowerCase();

/** Build metadata do not count when Semantic Versioning compares two versions. */
const metadata: readonly Spelling[] = [
  (version) => `${version.replace(/\+.*$/, '')}+conformance`,
  (version) => version.replace(/\+.*$/, ''),
];

/** What a semantic version becomes if it is read loosely. */
const loose: readonly Spelling[] = [
  ...shorter,
  longer,
  ...leadingZeros,
  ...tag,
  ...metadata,
  (version) => `=${version}`,
  (version) => version.replace(/^([\d.]+)-/, '$1'),
];

const preRelease = /(\d)(a|b|rc)(\d+)/;

/** Other ways to write a version that the tools of a format take for the same, or next to it. */
export const versionSpellings: Readonly<Record<NativeFormat, readonly Spelling[]>> = {
  npm: loose,
  // PEP 440: normalisation, and comparison by zero padding.
  pypi: [
    ...shorter,
    longer,
    ...leadingZeros,
    ...tag,
    (version) => `0!${version}`,
    (version) => `${version}+conformance`,
    (version) => version.replace(/\+.*$/, ''),
    (version) => version.replace(preRelease, '$1-$2.$3'),
    (version) => version.replace(/rc(?=\d)/, 'c'),
    (version) => version.replace(/(\d)a(?=\d)/, '$1alpha').replace(/(\d)b(?=\d)/, '$1beta'),
    (version) => version.replace(/\.post(?=\d)/, '-'),
    upperCase,
  ],
  // ComparableVersion: trailing zeros and the qualifiers of a release do not count, hyphens part as dots do.
  maven: [
    ...shorter,
    longer,
    ...leadingZeros,
    ...tag,
    (version) => version.replaceAll('.', '-'),
    ...['-ga', '-final', '.Final', '-RELEASE', '-0'].map(
      (qualifier) => (version: string) => `${version}${qualifier}`,
    ),
    (version) =>
      version
        .replace(/alpha-?(?=\d)/i, 'a')
        .replace(/beta-?(?=\d)/i, 'b')
        .replace(/milestone-?(?=\d)/i, 'm'),
    (version) => version.replace(/rc/i, 'cr'),
    upperCase,
    lowerCase,
  ],
  // The user guide has leading zeros, a fourth number of zero and build metadata cut, and nothing else.
  nuget: [
    respelt((parts) => [...parts.slice(0, 3), '1']),
    respelt((parts) => [...parts.slice(0, 3), '10']),
    respelt((parts) => [...parts.slice(0, 3), '01']),
    respelt((parts) => [...parts, '0', '0'].slice(0, 5)),
    (version) => `${withoutLabels(version)}-rc`,
    (version) => `${withoutLabels(version)}-rc+x`,
    (version) => `${withoutLabels(version)}-0`,
    (version) => version.replace(/-[^+]*/, ''),
    respelt(([first = '', ...more]) => [`${first}0`, ...more]),
    ...tag,
  ],
  // Gem::Version: trailing zeros do not count, and a hyphen means a pre-release.
  ruby: [
    ...shorter,
    longer,
    ...leadingZeros,
    ...tag,
    (version) => version.replace('.pre.', '-'),
    (version) => version.replace('-', '.pre.'),
    upperCase,
    lowerCase,
  ],
  swift: loose,
  cargo: loose,
};

const withoutLabels = (version: string): string => version.replace(/[-+].*$/, '');

const separators =
  (other: string): Spelling =>
  (name) =>
    name.replaceAll(/[-_.]+/g, other);

/** Spellings that a registry may take for the same name; which of them a format allows, is said where they are used. */
export const nameSpellings: readonly Spelling[] = [
  upperCase,
  lowerCase,
  (name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  separators('-'),
  separators('_'),
  separators('.'),
  separators(''),
  (name) => name.replaceAll(/[-_.]/g, '$&$&'),
];

/** Without the stem of the file the separators would be those of its extension. */
const inStem =
  (edit: (stem: string) => string) =>
  (name: string): string =>
    name.replace(
      /^(.*?)((?:\.tar)?\.[a-z]+)$/,
      (_, stem: string, extension: string) => `${edit(stem)}${extension}`,
    );

const path = (before: (asset: AssetUnderTest) => string) => (asset: AssetUnderTest) =>
  `${before(asset)}/${asset.fixture.name}`;

/** Other names of an asset: as the registry of its format writes them, and with other separators. */
export const assetSpellings: Readonly<Record<NativeFormat, readonly ((asset: AssetUnderTest) => string)[]>> =
  (() => {
    const common = [
      ...['-', '_', '.'].map(
        (other) =>
          ({ fixture: asset }: AssetUnderTest) =>
            inStem((stem) => stem.replaceAll(/[-_]/g, other))(asset.name),
      ),
      ({ fixture: asset }: AssetUnderTest) => encodeURIComponent(asset.name).replaceAll('.', '%2E'),
      ({ fixture: asset }: AssetUnderTest) => `${asset.name}.`,
      path(() => '.'),
      path(({ version }) => version.version),
      path(({ version }) => `${version.package}/${version.version}`),
    ];
    const file = ({ version }: AssetUnderTest, extension: string): string =>
      `${version.package}-${version.version}.${extension}`;
    return {
      npm: [
        ...common,
        (asset) => file(asset, 'tgz'),
        (asset) => `-/${file(asset, 'tgz')}`,
        ({ fixture: asset }) => asset.name.replace('.tgz', '.tar.gz'),
      ],
      pypi: [
        ...common,
        path(({ version }) => `packages/${version.package}`),
        // PEP 427 and PEP 625 escape names in file names; older tools did not.
        ({ version, fixture: asset }) =>
          asset.name.replace(version.package.replaceAll('-', '_'), version.package),
        ({ version, fixture: asset }) => asset.name.replace(version.version, withoutZeros(version.version)),
      ],
      maven: [
        ...common,
        path(({ version }) =>
          [...(version.namespace ?? '').split('.'), version.package, version.version].join('/'),
        ),
        ({ version, fixture: asset }) => asset.name.replace(version.version, withoutZeros(version.version)),
      ],
      nuget: [
        ...common,
        ({ version, fixture: asset }) => asset.name.replace(version.version, `${version.version}.0`),
        ({ version, fixture: asset }) => asset.name.replace(version.version, `${version.version}+x`),
      ],
      ruby: [
        ...common,
        path(() => 'gems'),
        ({ version, fixture: asset }) => asset.name.replace(version.version, withoutZeros(version.version)),
      ],
      swift: [
        ...common,
        ({ version }) => `${version.version}.zip`,
        ({ version }) => `${version.namespace}.${version.package}-${version.version}.zip`,
      ],
      cargo: [
        ...common,
        path(() => 'crates'),
        () => 'download',
        ({ version }) => `${version.package}/${version.version}/download`,
      ],
    };
  })();
