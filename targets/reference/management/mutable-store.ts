import type { Store, StoredDomain, StoredRepository, StoredVersion } from '../store.js';

/** A store that management operations change. What is held is replaced, never altered. */
export class MutableStore implements Store {
  readonly domains: StoredDomain[];
  readonly repositories: StoredRepository[];
  readonly versions: StoredVersion[];

  /** Begins with what another store holds; with nothing unless given. */
  constructor(from: Store = emptyStore) {
    this.domains = [...from.domains];
    this.repositories = [...from.repositories];
    this.versions = [...from.versions];
  }

  /** Puts a version in the place of another, or removes that. */
  replaceVersion(before: StoredVersion, after?: StoredVersion): void {
    replace(this.versions, before, after);
  }

  removeDomain(domain: StoredDomain): void {
    replace(this.domains, domain);
  }

  /** Removes a repository with all that it holds. */
  removeRepository(repository: StoredRepository): void {
    replace(this.repositories, repository);
    const held = this.versions.filter(
      (version) =>
        version.domain === repository.domain &&
        version.domainOwner === repository.domainOwner &&
        version.repository === repository.repository,
    );
    for (const version of held) replace(this.versions, version);
  }
}

/** A store that holds nothing. */
export const emptyStore: Store = { domains: [], repositories: [], versions: [] };

function replace<T>(list: T[], before: T, after?: T): void {
  const at = list.indexOf(before);
  if (at === -1) return;
  if (after === undefined) list.splice(at, 1);
  else list[at] = after;
}
