import type { HeldDomain, HeldRepository, HeldVersion, Store } from '../store.js';

/** A store that management operations change. What is held is replaced, never altered. */
export class MutableStore implements Store {
  readonly domains: HeldDomain[];
  readonly repositories: HeldRepository[];
  readonly versions: HeldVersion[];

  /** Begins with what another store holds; with nothing unless given. */
  constructor(from: Store = emptyStore) {
    this.domains = [...from.domains];
    this.repositories = [...from.repositories];
    this.versions = [...from.versions];
  }

  /** Puts a version in the place of another, or removes that. */
  replaceVersion(before: HeldVersion, after?: HeldVersion): void {
    replace(this.versions, before, after);
  }

  removeDomain(domain: HeldDomain): void {
    replace(this.domains, domain);
  }

  /** Removes a repository with all that it holds. */
  removeRepository(repository: HeldRepository): void {
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
