import { type Check, check } from '../engine/index.js';
import type { RequirementId } from '../schemas/index.js';
import { assetSpellings, type NativeFormat, versionSpellings } from './lookup.spellings.js';
import { refusesOtherSpellings } from './respelt.js';

const rows: readonly {
  readonly format: NativeFormat;
  readonly version: RequirementId;
  /** Absent if the chapter on formats has one. */
  readonly asset?: RequirementId;
}[] = [
  { format: 'npm', version: 'LKP-VER-NPM', asset: 'LKP-AST-NPM' },
  { format: 'pypi', version: 'LKP-VER-PYPI', asset: 'LKP-AST-PYPI' },
  { format: 'maven', version: 'LKP-VER-MAVEN', asset: 'LKP-AST-MAVEN' },
  { format: 'nuget', version: 'LKP-VER-NUGET' },
  { format: 'ruby', version: 'LKP-VER-RUBY', asset: 'LKP-AST-RUBY' },
  { format: 'swift', version: 'LKP-VER-SWIFT', asset: 'LKP-AST-SWIFT' },
  { format: 'cargo', version: 'LKP-VER-CARGO', asset: 'LKP-AST-CARGO' },
];

/** Names of packages that no normalisation of their format takes for the same. */
const beyondNormalisation: readonly {
  readonly format: NativeFormat;
  readonly names: readonly ((name: string) => string)[];
}[] = [
  // PEP 503 lowers the case and joins runs of separators, and no more.
  {
    format: 'pypi',
    names: [
      (name) => name.replaceAll(/[-_.]/g, ''),
      (name) => name.replace('-', '~'),
      (name) => `${name}[extra]`,
      (name) => `-${name}`,
    ],
  },
  // The user guide lowers the case of both, and no more.
  { format: 'nuget', names: ['-', '_', ''].map((other) => (name) => name.replaceAll(/[-_.]/g, other)) },
  { format: 'swift', names: [(name) => `${name}-`, (name) => `_${name}`, (name) => `${name}.git`] },
];

/** Lookup in the formats of ecosystems, whose own tools take several spellings for one name or version. */
export const lookupInFormats: readonly Check[] = [
  ...rows.flatMap(({ format, version, asset }) => [
    check(version, `${format} versions in other spellings`, (attempt) =>
      refusesOtherSpellings(
        attempt,
        format,
        'version',
        versionSpellings[format].map((of) => (each) => of(each.version.version)),
      ),
    ),
    ...(asset === undefined
      ? []
      : [
          check(asset, `other names of ${format} assets`, (attempt) =>
            refusesOtherSpellings(attempt, format, 'asset', assetSpellings[format]),
          ),
          check(
            'LKP-ASSET-CASE',
            `a ${format} asset in another case`,
            (attempt) =>
              refusesOtherSpellings(attempt, format, 'asset', [
                (each) => each.fixture.name.toUpperCase(),
                (each) => each.fixture.name.toLowerCase(),
              ]),
            { needs: format },
          ),
        ]),
  ]),
  ...beyondNormalisation.map(({ format, names }) =>
    check(
      'LKP-PKG',
      `names that are not that of a ${format} package`,
      (attempt) =>
        refusesOtherSpellings(
          attempt,
          format,
          'package',
          names.map((of) => (each) => of(each.version.package)),
        ),
      { needs: format },
    ),
  ),
];
