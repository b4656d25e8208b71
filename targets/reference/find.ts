import type { PackageFormat } from '../../schemas/index.js';
import { notFound, type Refusal } from './refusal.js';
import type { Store, StoredAsset, StoredDomain, StoredRepository, StoredVersion } from './store.js';

/** What a valid request names, normalised as its format demands. */
export interface RequestedAsset {
  readonly domain: string;
  readonly domainOwner: string;
  readonly repository: string;
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
  readonly version: string;
  readonly revision?: string;
  readonly asset: string;
}

/** The asset that a request names, and the version that holds it. */
export interface Found {
  readonly kind: 'found';
  readonly version: StoredVersion;
  readonly asset: StoredAsset;
}

/** One comparison for each part of the coordinates. */
export interface Matchers {
  domain(wanted: RequestedAsset, held: StoredDomain): boolean;
  owner(wanted: RequestedAsset, held: StoredDomain): boolean;
  repository(wanted: RequestedAsset, held: StoredRepository | StoredVersion): boolean;
  format(wanted: RequestedAsset, held: StoredVersion): boolean;
  namespace(wanted: RequestedAsset, held: StoredVersion): boolean;
  package(wanted: RequestedAsset, held: StoredVersion): boolean;
  version(wanted: RequestedAsset, held: StoredVersion): boolean;
  revision(wanted: RequestedAsset, held: StoredVersion): boolean;
  asset(wanted: RequestedAsset, held: StoredAsset, version: StoredVersion): boolean;
}

/** Whole strings, compared exactly. A request without `revision` means the current one. */
export const exactly: Matchers = {
  domain: (wanted, held) => wanted.domain === held.domain,
  owner: (wanted, held) => wanted.domainOwner === held.domainOwner,
  repository: (wanted, held) => wanted.repository === held.repository,
  format: (wanted, held) => wanted.format === held.format,
  namespace: (wanted, held) => wanted.namespace === held.namespace,
  package: (wanted, held) => wanted.package === held.package,
  version: (wanted, held) => wanted.version === held.version,
  revision: (wanted, held) => wanted.revision === undefined || wanted.revision === held.revision,
  asset: (wanted, held) => wanted.asset === held.name,
};

/** Whether a version may be downloaded from, by its status; else the refusal. */
export type Admit = (version: StoredVersion) => Refusal | undefined;

/**
 * Published and Unlisted versions can be downloaded from, Archived and Disposed ones cannot (user guide, package
 * version status). Unfinished ones cannot either: the one sentence that speaks of their assets, for Maven, says so.
 */
export const admit: Admit = (version) =>
  version.status === 'Published' || version.status === 'Unlisted'
    ? undefined
    : notFound(
        'package-version',
        version.version,
        `Assets of version '${version.version}' of package '${version.package}' cannot be downloaded: its status is ${version.status}.`,
      );

/**
 * Looks an asset up level by level, in the named repository only: upstreams are not consulted (user guide, upstream
 * repositories). What is missing decides `resourceType`.
 */
export function find(wanted: RequestedAsset, store: Store, match: Matchers, admits: Admit): Found | Refusal {
  const inDomain = (held: StoredDomain) => match.domain(wanted, held) && match.owner(wanted, held);
  if (!store.domains.some(inDomain)) {
    const { domain, domainOwner } = wanted;
    return notFound(
      'domain',
      domain,
      `Domain not found. Domain '${domain}' owned by account '${domainOwner}' does not exist.`,
    );
  }
  const inRepository = (held: StoredRepository | StoredVersion) =>
    inDomain(held) && match.repository(wanted, held);
  if (!store.repositories.some(inRepository)) {
    const { repository, domain, domainOwner } = wanted;
    return notFound(
      'repository',
      repository,
      `Repository not found. Repository '${repository}' in domain '${domain}' owned by account '${domainOwner}' does not exist.`,
    );
  }
  let packageSeen = false;
  let refusal: Refusal | undefined;
  for (const version of store.versions) {
    // The package name tells most versions apart, so it is compared first.
    if (
      !match.package(wanted, version) ||
      !match.format(wanted, version) ||
      !match.namespace(wanted, version) ||
      !inRepository(version)
    ) {
      continue;
    }
    packageSeen = true;
    if (!match.version(wanted, version)) continue;
    const outcome = assetOf(version, wanted, match, admits);
    if (outcome.kind === 'found') return outcome;
    refusal ??= outcome;
  }
  if (refusal !== undefined) return refusal;
  const { format, repository } = wanted;
  const name = wanted.namespace === undefined ? wanted.package : `${wanted.namespace}/${wanted.package}`;
  return packageSeen
    ? notFound(
        'package-version',
        wanted.version,
        `Version '${wanted.version}' of the ${format} package '${name}' does not exist in repository '${repository}'.`,
      )
    : notFound(
        'package',
        name,
        `The ${format} package '${name}' does not exist in repository '${repository}'.`,
      );
}

function assetOf(
  version: StoredVersion,
  wanted: RequestedAsset,
  match: Matchers,
  admits: Admit,
): Found | Refusal {
  const refused = admits(version);
  if (refused !== undefined) return refused;
  if (!match.revision(wanted, version)) {
    return notFound(
      'package-version',
      wanted.version,
      `Version '${wanted.version}' of package '${wanted.package}' has no revision '${wanted.revision}'.`,
    );
  }
  const asset = version.assets.find((held) => match.asset(wanted, held, version));
  if (asset === undefined) {
    return notFound(
      'asset',
      wanted.asset,
      `Asset '${wanted.asset}' does not exist in version '${wanted.version}' of package '${wanted.package}'.`,
    );
  }
  return { kind: 'found', version, asset };
}
