/** The package formats of CodeArtifact, in the order of the reference page (request parameter `format`). */
export const packageFormats = ['npm', 'pypi', 'maven', 'nuget', 'generic', 'ruby', 'swift', 'cargo'] as const;
export type PackageFormat = (typeof packageFormats)[number];

/** The statuses of a package version that a fixture can have (user guide, package version status). */
export const packageVersionStatuses = [
  'Published',
  'Unlisted',
  'Archived',
  'Disposed',
  'Unfinished',
] as const;
export type PackageVersionStatus = (typeof packageVersionStatuses)[number];

/** One file of a package version, known by its hash and, if the bytes are available, by the file that holds them. */
export interface AssetFixture {
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Path of the bytes, relative to the folder of `fixtures.json`. Absent if only the hash is known. */
  readonly file?: string;
}

/** One package version that the target is said to hold. */
export interface PackageVersionFixture {
  readonly domain: string;
  /** The 12-digit account that owns the domain. */
  readonly domainOwner: string;
  readonly repository: string;
  readonly format: PackageFormat;
  /** Absent if the package has none. */
  readonly namespace?: string;
  readonly package: string;
  readonly version: string;
  /** Absent if it is not known: it is then learnt from the target. */
  readonly revision?: string;
  /** Absent means `Published`. */
  readonly status?: PackageVersionStatus;
  readonly assets: readonly AssetFixture[];
}

/** A repository whose upstreams matter: package versions held only upstream must not be found in it. */
export interface RepositoryFixture {
  readonly domain: string;
  readonly repository: string;
  readonly upstreams: readonly string[];
}

/** The content of `fixtures.json` (`schemas/fixtures.schema.json`). */
export interface FixtureSet {
  readonly packageVersions: readonly PackageVersionFixture[];
  readonly repositories?: readonly RepositoryFixture[];
}
