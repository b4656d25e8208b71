import { createHash } from 'node:crypto';
import type { FixtureSet, PackageFormat, PackageVersionStatus } from '../../schemas/index.js';
import { type AssetSource, fileAsset, memoryAsset, standardAsset } from '../fixtures/index.js';
import type { LoadedFixtures } from '../fixtures/loaded-fixtures.js';

export interface StoredDomain {
  readonly domain: string;
  readonly domainOwner: string;
}

export interface StoredRepository extends StoredDomain {
  readonly repository: string;
  readonly upstreams: readonly string[];
}

export interface StoredAsset {
  readonly name: string;
  readonly source: AssetSource;
}

export interface StoredVersion extends StoredDomain {
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly version: string;
  readonly revision: string;
  readonly status: PackageVersionStatus;
  readonly assets: readonly StoredAsset[];
}

/** What the reference target holds. Read again at each request, so that it may change in between. */
export interface Store {
  readonly domains: readonly StoredDomain[];
  readonly repositories: readonly StoredRepository[];
  readonly versions: readonly StoredVersion[];
}

/**
 * The content of a fixture set. An asset of which only the hash is known is left out, unless the hash is that of a
 * standard generated asset.
 */
export function storeOf(fixtures: LoadedFixtures): Store {
  const versions = fixtures.set.packageVersions.map((version): StoredVersion => {
    const { assets, status, revision, ...coordinates } = version;
    return {
      ...coordinates,
      status: status ?? 'Published',
      revision: revision ?? firstRevision(JSON.stringify(coordinates)),
      assets: assets.flatMap((asset) => {
        const source = sourceOf(asset, fixtures);
        return source === undefined ? [] : [{ name: asset.name, source }];
      }),
    };
  });
  const repositories = repositoriesOf(fixtures.set);
  return {
    versions,
    repositories,
    domains: distinct(repositories, ({ domain, domainOwner }) => `${domainOwner}/${domain}`),
  };
}

function sourceOf(
  asset: FixtureSet['packageVersions'][number]['assets'][number],
  fixtures: LoadedFixtures,
): AssetSource | undefined {
  const path = fixtures.path(asset);
  if (path !== undefined) return fileAsset(path, asset.size, asset.sha256);
  const bytes = fixtures.bytes(asset);
  return bytes === undefined ? standardAsset(asset.sha256) : memoryAsset(bytes, asset.sha256);
}

function repositoriesOf(set: FixtureSet): StoredRepository[] {
  const declared = set.repositories ?? [];
  const upstreams = (domain: string, repository: string) =>
    declared.find((entry) => entry.domain === domain && entry.repository === repository)?.upstreams ?? [];
  const owners = new Map(set.packageVersions.map(({ domain, domainOwner }) => [domain, domainOwner]));
  const names = [
    ...set.packageVersions,
    ...declared.flatMap(({ domain, repository }) => {
      const domainOwner = owners.get(domain);
      return domainOwner === undefined ? [] : [{ domain, repository, domainOwner }];
    }),
  ];
  return distinct(
    names,
    ({ domain, domainOwner, repository }) => `${domainOwner}/${domain}/${repository}`,
  ).map(({ domain, domainOwner, repository }) => ({
    domain,
    domainOwner,
    repository,
    upstreams: upstreams(domain, repository),
  }));
}

function distinct<T>(items: readonly T[], key: (item: T) => string): T[] {
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(key(item))) first.set(key(item), item);
  return [...first.values()];
}

/** A revision of the kind that CodeArtifact gives: base64 of 32 bytes. */
export function firstRevision(identity: string): string {
  return createHash('sha256').update(`first revision of ${identity}`).digest('base64');
}
