import type { ExpectedAsset, UnlistedAsset } from '../judge/index.js';
import {
  type AssetFixture,
  defined,
  type FixtureSet,
  type PackageFormat,
  type PackageVersionFixture,
  type PackageVersionStatus,
  type ParameterValues,
} from '../schemas/index.js';

/** One asset that the target is said to hold, ready to be requested. */
export interface AssetUnderTest {
  readonly version: PackageVersionFixture;
  readonly fixture: AssetFixture;
  /** The parameters that address it: all that are known but the revision. */
  readonly values: ParameterValues;
  readonly expected: ExpectedAsset;
}

/** Something that a check needs is not given: the check is then `not-testable`, with this message as the reason. */
export class NotTestable extends Error {}

/** The target is not said to hold what a check needs. */
export class MissingFixture extends NotTestable {
  constructor(readonly needed: string) {
    super(`The fixtures hold no ${needed}`);
  }
}

/** Statuses whose assets can be downloaded (user guide, package version status). */
const downloadable: ReadonlySet<PackageVersionStatus> = new Set(['Published', 'Unlisted']);
/** Large enough to be distinguished from an error, small enough to be sent thousands of times. */
const usualSize = { least: 1, most: 64 * 1024 };

function held(version: PackageVersionFixture, asset: AssetFixture): AssetUnderTest {
  return {
    version,
    fixture: asset,
    values: {
      domain: version.domain,
      'domain-owner': version.domainOwner,
      repository: version.repository,
      format: version.format,
      ...defined({ namespace: version.namespace }),
      package: version.package,
      version: version.version,
      asset: asset.name,
    },
    expected: {
      size: asset.size,
      sha256: asset.sha256,
      assetName: asset.name,
      packageVersion: version.version,
      ...defined({ revision: version.revision }),
    },
  };
}

/** What the target is said to hold, and the questions that checks ask about it. */
export class FixtureView {
  readonly all: readonly AssetUnderTest[];
  /** Assets of package versions that can be downloaded. */
  readonly downloadable: readonly AssetUnderTest[];
  readonly #byCoordinates = new Map<string, AssetUnderTest>();

  constructor(readonly set: FixtureSet) {
    this.all = set.packageVersions.flatMap((version) => version.assets.map((asset) => held(version, asset)));
    this.downloadable = this.all.filter(({ version }) => downloadable.has(version.status ?? 'Published'));
    for (const each of this.all) {
      const key = coordinates(each.values);
      if (!this.#byCoordinates.has(key)) this.#byCoordinates.set(key, each);
    }
  }

  /** The everyday asset of a format: the first of ordinary size. */
  usual(format: PackageFormat = 'generic'): AssetUnderTest {
    return this.find(
      `${format} asset of ordinary size`,
      ({ version, fixture: asset }) =>
        version.format === format && asset.size >= usualSize.least && asset.size <= usualSize.most,
    );
  }

  /** The first downloadable asset for which the predicate holds; throws MissingFixture, in these words, without one. */
  find(needed: string, predicate: (asset: AssetUnderTest) => boolean): AssetUnderTest {
    const found = this.downloadable.find(predicate);
    if (!found) throw new MissingFixture(needed);
    return found;
  }

  /** All downloadable assets for which the predicate holds; throws MissingFixture without any. */
  where(needed: string, predicate: (asset: AssetUnderTest) => boolean): readonly AssetUnderTest[] {
    const found = this.downloadable.filter(predicate);
    if (found.length === 0) throw new MissingFixture(needed);
    return found;
  }

  /** The first asset of a package version with this status, even if it cannot be downloaded. */
  withStatus(status: PackageVersionStatus): AssetUnderTest {
    const found = this.all.find(({ version }) => (version.status ?? 'Published') === status);
    if (!found) throw new MissingFixture(`package version with the status ${status}`);
    return found;
  }

  /** Whether some asset has exactly these coordinates, in whatever status. */
  holds(values: ParameterValues): boolean {
    return this.#byCoordinates.has(coordinates(values));
  }

  /**
   * An asset of names that no fixture lists, as the target may hold it all the same. Its bytes must not be those of a
   * listed asset that it could be mistaken for: one of the packages of `near`, or one whose coordinates differ in one
   * name. Undefined if those are too many to be recorded with each request, or if the names are not ASCII without spaces,
   * which come back in headers as they are.
   *
   * @param values what is requested
   * @param near assets that it is made from
   */
  unlisted(values: ParameterValues, ...near: readonly AssetUnderTest[]): UnlistedAsset | undefined {
    const { asset: assetName = '', version: packageVersion = '' } = values;
    const forbidden = new Set(
      this.all
        .filter(
          (each) => near.some((one) => ofOnePackage(each, one)) || differences(each.values, values) <= 1,
        )
        .map(({ fixture }) => fixture.sha256),
    );
    return forbidden.size > mostForbidden || !/^[\x21-\x7e]+$/.test(`${assetName}${packageVersion}`)
      ? undefined
      : {
          assetName,
          // NuGet versions are stored in another form than the requested one (user guide, NuGet).
          ...(values.format === 'nuget' ? {} : { packageVersion }),
          forbidden: [...forbidden],
        };
  }

  /** The asset with exactly these coordinates, if there is one that can be downloaded. */
  at(values: ParameterValues): AssetUnderTest | undefined {
    const found = this.#byCoordinates.get(coordinates(values));
    return found && this.downloadable.includes(found) ? found : undefined;
  }

  /**
   * Groups of assets that agree in everything but one parameter, each with bytes of its own, so that anyone who ignores
   * the parameter, or takes two values of it for one, is found out.
   */
  twins(
    differing: TwinParameter,
    format: PackageFormat,
  ): readonly (readonly [AssetUnderTest, AssetUnderTest, ...AssetUnderTest[]])[] {
    const groups = new Map<string, Map<string, AssetUnderTest>>();
    for (const each of this.downloadable.filter(({ version }) => version.format === format)) {
      const key = coordinates({ ...each.values, [differing]: '' });
      const group = groups.get(key) ?? new Map<string, AssetUnderTest>();
      if (!group.has(each.fixture.sha256)) group.set(each.fixture.sha256, each);
      groups.set(key, group);
    }
    const twins = [...groups.values()].flatMap(
      (group): [AssetUnderTest, AssetUnderTest, ...AssetUnderTest[]][] => {
        const [first, second, ...more] = group.values();
        return first && second ? [[first, second, ...more]] : [];
      },
    );
    if (twins.length === 0)
      throw new MissingFixture(`two assets that differ in ${differing} only, with different bytes`);
    return twins;
  }
}

/** Parameters that two assets can differ in alone. */
export type TwinParameter = 'domain' | 'repository' | 'namespace' | 'package' | 'version' | 'asset';

/** Hashes that are recorded with one request, at most. */
const mostForbidden = 200;

const packageCoordinates = [
  'domain',
  'domain-owner',
  'repository',
  'format',
  'namespace',
  'package',
] as const;
const coordinateNames = [...packageCoordinates, 'version', 'asset'] as const;

/** Whether two assets are of one package, of the same version or not. */
export const ofOnePackage = (one: AssetUnderTest, other: AssetUnderTest): boolean =>
  packageCoordinates.every((name) => one.values[name] === other.values[name]);

const differences = (one: ParameterValues, other: ParameterValues): number =>
  coordinateNames.filter((name) => one[name] !== other[name]).length;

function coordinates(values: ParameterValues): string {
  return JSON.stringify(coordinateNames.map((name) => values[name] ?? null));
}
