import type { PackageFormat, RequirementId } from '../../../schemas/index.js';
import type { StoredVersion } from '../store.js';
import type { Defect } from './defect.js';
import { matching, wrap } from './wrap.js';

/** Two versions are the same if this makes the same of both. */
type Reading = (version: string) => string;

const withoutZeros: Reading = (version) =>
  version.replace(/^\d+(?:\.\d+)*/, (numbers) => numbers.replace(/(?:\.0+)+$/, ''));
const withoutLeadingZeros: Reading = (version) => version.replace(/(^|[.-])0+(?=\d)/g, '$1');
const withoutTag: Reading = (version) => version.replace(/^[vV=](?=\d)/, '');
const withoutMetadata: Reading = (version) => version.replace(/\+.*$/, '');

/** Normalised, and compared with zeros for what one of the two lacks (PEP 440). */
const pep440: Reading = (version) =>
  withoutZeros(
    withoutLeadingZeros(
      withoutTag(version)
        .toLowerCase()
        .replace(/^0+!/, '')
        .replace(/[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*)/, (_, label: string, number: string) => {
          const letter = /^(?:c|rc|pre)/.test(label) ? 'rc' : label.charAt(0);
          return `${letter}${number || '0'}`;
        }),
    ),
  );

/** Hyphens part as dots do, and the qualifiers of a release are nothing (Maven, ComparableVersion). */
const comparable: Reading = (version) =>
  withoutZeros(
    withoutLeadingZeros(
      version
        .toLowerCase()
        .replaceAll('-', '.')
        .replace(/\.(?:ga|final|release)$/, '')
        .replace(/\.cr(?=\d|$)/, '.rc'),
    ),
  );

/** Zeros at the end are nothing, and a hyphen means a pre-release (Gem::Version). */
const gemVersion: Reading = (version) => withoutZeros(withoutLeadingZeros(version.replaceAll('-', '.pre.')));

/** How an ecosystem, or a part of its rules, compares versions. */
const readings: readonly (readonly [format: PackageFormat, slug: string, words: string, reading: Reading])[] =
  [
    [
      'npm',
      'loose',
      'as the loose reading of Semantic Versioning does',
      (version) => withoutMetadata(withoutTag(withoutLeadingZeros(version))),
    ],
    ['npm', 'metadata-cut', 'without their build metadata', withoutMetadata],
    ['npm', 'zeros-cut', 'without zeros at their end', withoutZeros],
    ['pypi', 'by-pep-440', 'as PEP 440 does', pep440],
    ['pypi', 'zeros-cut', 'without zeros at their end', withoutZeros],
    ['pypi', 'tag-cut', 'without a leading v', withoutTag],
    ['pypi', 'epoch-cut', 'without an epoch of zero', (version) => version.replace(/^0!/, '')],
    ['pypi', 'local-label-cut', 'without their local label', withoutMetadata],
    ['maven', 'comparable', 'as ComparableVersion does', comparable],
    ['maven', 'zeros-cut', 'without zeros at their end', withoutZeros],
    [
      'maven',
      'qualifier-cut',
      'without the qualifier of a release',
      (version) => version.replace(/[-.](?:ga|final|release)$/i, ''),
    ],
    ['maven', 'hyphens-as-dots', 'with hyphens for dots', (version) => version.replaceAll('-', '.')],
    ['ruby', 'by-gem-version', 'as Gem::Version does', gemVersion],
    ['ruby', 'leading-zeros-cut', 'without leading zeros', withoutLeadingZeros],
    ['swift', 'zeros-cut', 'without zeros at their end', withoutZeros],
    ['swift', 'metadata-cut', 'without their build metadata', withoutMetadata],
    ['cargo', 'metadata-cut', 'without their build metadata', withoutMetadata],
    ['cargo', 'tag-cut', 'without a leading v', withoutTag],
    ['cargo', 'zeros-cut', 'without zeros at their end', withoutZeros],
  ];

/** Normalisation of NuGet versions that goes beyond what the user guide says. */
const nugetReadings: readonly (readonly [slug: string, words: string, reading: Reading])[] = [
  [
    'fourth-number-cut',
    'cuts any fourth number of a NuGet version',
    (version) => version.replace(/^(\d+\.\d+\.\d+)\.\d+/, '$1'),
  ],
  [
    'fourth-number-of-tens-cut',
    'cuts a fourth number of a NuGet version that ends with a zero',
    (version) => version.replace(/^(\d+\.\d+\.\d+)\.\d*0(?!\d)/, '$1'),
  ],
  [
    'fifth-number-cut',
    'cuts all zeros after the third number of a NuGet version',
    (version) => version.replace(/^(\d+\.\d+\.\d+)(?:\.0+)+(?!\d)/, '$1'),
  ],
  ['pre-release-cut', 'cuts the pre-release of a NuGet version', (version) => version.replace(/-.*$/, '')],
  [
    'pre-release-before-metadata-cut',
    'cuts a pre-release of a NuGet version that has build metadata',
    (version) => version.replace(/-[^+]*\+.*$/, ''),
  ],
  [
    'pre-release-of-zero-cut',
    'cuts a pre-release of zero from a NuGet version',
    (version) => version.replace(/-0+(?=\+|$)/, ''),
  ],
  [
    'zeros-lost',
    'cuts zeros from the end of the numbers of a NuGet version',
    (version) => version.replace(/^(\d*[1-9])0+(?=\.)/, '$1'),
  ],
  ['tag-cut', 'cuts a leading v from a NuGet version', withoutTag],
];

/** Other names by which an asset is found. */
const otherNames: readonly (readonly [
  format: PackageFormat,
  breaks: RequirementId,
  slug: string,
  words: string,
  is: (wanted: string, name: string, version: StoredVersion) => boolean,
])[] = [
  [
    'npm',
    'LKP-AST-NPM',
    'registry-name',
    'the name of its tarball in the registry',
    (wanted, _, { package: name, version }) => wanted === `${name}-${version}.tgz`,
  ],
  [
    'npm',
    'LKP-AST-NPM',
    'registry-path',
    'the path of its tarball in the registry',
    (wanted, _, { package: name, version }) => wanted === `-/${name}-${version}.tgz`,
  ],
  [
    'pypi',
    'LKP-AST-PYPI',
    'separators-normalised',
    'other separators',
    (wanted, name) => folded(wanted) === folded(name),
  ],
  [
    'pypi',
    'LKP-AST-PYPI',
    'version-normalised',
    'another spelling of its version',
    (wanted, name) => wanted === name.replace('-1.0.0', '-1'),
  ],
  [
    'maven',
    'LKP-AST-MAVEN',
    'path',
    'its path in a Maven repository',
    (wanted, name, held) =>
      wanted === [...(held.namespace ?? '').split('.'), held.package, held.version, name].join('/'),
  ],
  [
    'ruby',
    'LKP-AST-RUBY',
    'folder',
    'the folder of gems before it',
    (wanted, name) => wanted === `gems/${name}`,
  ],
  [
    'ruby',
    'LKP-AST-RUBY',
    'separators-normalised',
    'other separators',
    (wanted, name) => folded(wanted) === folded(name),
  ],
  [
    'swift',
    'LKP-AST-SWIFT',
    'registry-name',
    'the name of its source archive in the registry',
    (wanted, _, { version }) => wanted === `${version}.zip`,
  ],
  [
    'cargo',
    'LKP-AST-CARGO',
    'registry-path',
    'the end of its path in the registry',
    (wanted) => wanted.endsWith('download'),
  ],
];

/** Comparisons of package names that go beyond the normalisation of their format. */
const otherPackages: readonly (readonly [
  format: PackageFormat,
  slug: string,
  words: string,
  reading: Reading,
])[] = [
  ['pypi', 'separators-lost', 'without separators', (name) => name.replaceAll(/[-_.]/g, '')],
  ['pypi', 'extra-cut', 'without an extra in brackets', (name) => name.replace(/\[.*\]$/, '')],
  ['nuget', 'separators-normalised', 'with any separators', folded],
  ['swift', 'extension-cut', 'without .git', (name) => name.replace(/\.git$/, '')],
];

/** Lookup that follows the tools of an ecosystem instead of the documented parameters. */
export const formatLookupDefects: readonly Defect[] = [
  ...readings.map(([format, slug, words, reading]) => ({
    id: `${format}-version-${slug}`,
    breaks: `LKP-VER-${format.toUpperCase()}` as RequirementId,
    summary: `compares ${format} versions ${words}`,
    change: matching(
      'version',
      (match) => (wanted, held) =>
        match(wanted, held) || (held.format === format && reading(wanted.version) === reading(held.version)),
    ),
  })),
  ...nugetReadings.map(([slug, summary, reading]) => ({
    id: `nuget-version-${slug}`,
    breaks: 'LKP-VER-NUGET' as const,
    summary,
    change: wrap(
      'address',
      (address) => (input, account) =>
        address(
          input.format === 'nuget' && input.version !== undefined
            ? { ...input, version: reading(input.version) }
            : input,
          account,
        ),
    ),
  })),
  ...otherNames.map(([format, breaks, slug, words, is]) => ({
    id: `${format}-asset-${slug}`,
    breaks,
    summary: `finds a ${format} asset by ${words}`,
    change: matching(
      'asset',
      (match) => (wanted, held, version) =>
        match(wanted, held, version) || (version.format === format && is(wanted.asset, held.name, version)),
    ),
  })),
  ...(['npm', 'pypi', 'maven', 'ruby', 'swift', 'cargo'] as const).map((format) => ({
    id: `${format}-asset-case-insensitive`,
    breaks: 'LKP-ASSET-CASE' as const,
    needs: format,
    summary: `finds a ${format} asset in any case`,
    change: matching(
      'asset',
      (match) => (wanted, held, version) =>
        match(wanted, held, version) ||
        (version.format === format && wanted.asset.toLowerCase() === held.name.toLowerCase()),
    ),
  })),
  ...otherPackages.map(([format, slug, words, reading]) => ({
    id: `${format}-name-${slug}`,
    breaks: 'LKP-PKG' as const,
    needs: format as 'pypi' | 'nuget' | 'swift',
    summary: `compares ${format} packages ${words}`,
    change: matching(
      'package',
      (match) => (wanted, held) =>
        match(wanted, held) || (held.format === format && reading(wanted.package) === reading(held.package)),
    ),
  })),
];

function folded(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-');
}
