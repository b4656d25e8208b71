import type { ExpectedAsset } from '../../checks/index.js';
import type {
  AssetFixture,
  FixtureSet,
  PackageFormat,
  PackageVersionFixture,
  PackageVersionStatus,
  ParameterValues,
} from '../../schemas/index.js';

/** One asset that the target is said to hold, ready to be asked for. */
export interface HeldAsset {
  readonly version: PackageVersionFixture;
  readonly asset: AssetFixture;
  /** The parameters that address it: all that are known but the revision. */
  readonly values: ParameterValues;
  readonly expected: ExpectedAsset;
}

/** The target is not said to hold what a check needs: the check is then `not-testable`. */
export class MissingFixture extends Error {
  constructor(readonly needed: string) {
    super(`The fixtures hold no ${needed}`);
  }
}

/** Statuses whose assets can be downloaded (user guide, package version status). */
const downloadable: ReadonlySet<PackageVersionStatus> = new Set(['Published', 'Unlisted']);
/** Large enough to be told from an error, small enough to be sent thousands of times. */
const usualSize = { least: 1, most: 64 * 1024 };

function held(version: PackageVersionFixture, asset: AssetFixture): HeldAsset {
  return {
    version,
    asset,
    values: {
      domain: version.domain,
      'domain-owner': version.domainOwner,
      repository: version.repository,
      format: version.format,
      ...(version.namespace === undefined ? {} : { namespace: version.namespace }),
      package: version.package,
      version: version.version,
      asset: asset.name,
    },
    expected: {
      size: asset.size,
      sha256: asset.sha256,
      assetName: asset.name,
      packageVersion: version.version,
      ...(version.revision === undefined ? {} : { revision: version.revision }),
    },
  };
}

/** What the target is said to hold, and the questions that checks ask about it. */
export class FixtureView {
  readonly all: readonly HeldAsset[];
  /** Assets of package versions that can be downloaded. */
  readonly downloadable: readonly HeldAsset[];
  readonly #coordinates: ReadonlySet<string>;

  constructor(readonly set: FixtureSet) {
    this.all = set.packageVersions.flatMap((version) => version.assets.map((asset) => held(version, asset)));
    this.downloadable = this.all.filter(({ version }) => downloadable.has(version.status ?? 'Published'));
    this.#coordinates = new Set(this.all.map(({ values }) => coordinates(values)));
  }

  /** The everyday asset of a format: the first of ordinary size. */
  usual(format: PackageFormat = 'generic'): HeldAsset {
    return this.find(
      `${format} asset of ordinary size`,
      ({ version, asset }) =>
        version.format === format && asset.size >= usualSize.least && asset.size <= usualSize.most,
    );
  }

  /** The first downloadable asset for which the predicate holds; throws MissingFixture, in these words, without one. */
  find(needed: string, predicate: (asset: HeldAsset) => boolean): HeldAsset {
    const found = this.downloadable.find(predicate);
    if (!found) throw new MissingFixture(needed);
    return found;
  }

  /** All downloadable assets for which the predicate holds; throws MissingFixture without any. */
  where(needed: string, predicate: (asset: HeldAsset) => boolean): readonly HeldAsset[] {
    const found = this.downloadable.filter(predicate);
    if (found.length === 0) throw new MissingFixture(needed);
    return found;
  }

  /** The first asset of a package version with this status, also where it cannot be downloaded. */
  withStatus(status: PackageVersionStatus): HeldAsset {
    const found = this.all.find(({ version }) => (version.status ?? 'Published') === status);
    if (!found) throw new MissingFixture(`package version with the status ${status}`);
    return found;
  }

  /** Whether some asset has exactly these coordinates, in whatever status. */
  holds(values: ParameterValues): boolean {
    return this.#coordinates.has(coordinates(values));
  }

  /**
   * Pairs of assets that agree in everything but one parameter and differ in their bytes, so that whoever ignores the
   * parameter is found out.
   */
  twins(
    differing: 'domain' | 'repository' | 'namespace' | 'package' | 'version' | 'asset' | 'format',
    format?: PackageFormat,
  ): readonly (readonly [HeldAsset, HeldAsset])[] {
    const groups = new Map<string, HeldAsset[]>();
    for (const each of this.downloadable) {
      const key = coordinates({ ...each.values, [differing]: '' });
      groups.set(key, [...(groups.get(key) ?? []), each]);
    }
    const pairs: [HeldAsset, HeldAsset][] = [];
    for (const group of groups.values()) {
      const [first] = group;
      const other = group.find((each) => first !== undefined && each.asset.sha256 !== first.asset.sha256);
      if (
        first &&
        other &&
        (format === undefined || first.version.format === format || other.version.format === format)
      )
        pairs.push([first, other]);
    }
    if (pairs.length === 0)
      throw new MissingFixture(`two assets that differ in ${differing} only, with different bytes`);
    return pairs;
  }
}

const coordinateNames = [
  'domain',
  'domain-owner',
  'repository',
  'format',
  'namespace',
  'package',
  'version',
  'asset',
] as const;

function coordinates(values: ParameterValues): string {
  return JSON.stringify(coordinateNames.map((name) => values[name] ?? null));
}
