import type { PackageFormat } from '../schemas/index.js';

/** What native clients of a format ask its registry for, and what this operation does not resolve. */
export interface NativeNames {
  /** Tags and ranges instead of a version. */
  versions(version: string): readonly string[];
  /** What a repository makes up beside an asset. */
  readonly suffixes: readonly string[];
}

/** By format; generic packages have no native client. */
export const nativeNames: Readonly<Record<Exclude<PackageFormat, 'generic'>, NativeNames>> = {
  npm: { versions: (version) => ['latest', '*', `^${version}`, `v${version}`], suffixes: [] },
  pypi: {
    versions: (version) => ['latest', `==${version}`, `>=${version}`],
    suffixes: ['.sha1', '.sha256', '.asc', '.metadata'],
  },
  maven: {
    versions: (version) => ['LATEST', 'RELEASE', `[${version},)`],
    suffixes: ['.md5', '.sha1', '.sha256', '.sha512', '.asc'],
  },
  nuget: { versions: (version) => ['latest', '*', `[${version}]`], suffixes: ['.sha512'] },
  ruby: { versions: (version) => ['latest', `>=${version}`, `~>${version}`], suffixes: [] },
  swift: { versions: (version) => ['latest', `^${version}`], suffixes: [] },
  cargo: { versions: (version) => ['*', `=${version}`, `^${version}`], suffixes: [] },
};

/** The formats that have native clients. */
export const nativeFormats = Object.keys(nativeNames) as (keyof typeof nativeNames)[];
