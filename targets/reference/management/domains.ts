import type { StoredDomain, StoredRepository } from '../store.js';
import {
  type Action,
  type Call,
  domainOf,
  rejectConflict,
  rejectInvalid,
  repositoryOf,
  required,
} from './call.js';
import { page } from './page.js';

/** Seconds since the epoch. When a thing was made is not kept: it was made at the beginning of all. */
const createdTime = 1_767_225_600;

/** CreateDomain: in the account of the caller. */
export const createDomain: Action = (call) => {
  const domain = required(call, 'domain');
  const { account, store } = call;
  if (store.domains.some((held) => held.domain === domain && held.domainOwner === account)) {
    rejectConflict('domain', domain, `Domain '${domain}' already exists.`);
  }
  const made = { domain, domainOwner: account };
  store.domains.push(made);
  return { domain: describedDomain(call, made) };
};

export const describeDomain: Action = (call) => ({ domain: describedDomain(call, domainOf(call)) });

export const listDomains: Action = (call) =>
  page(
    call,
    'domains',
    call.store.domains
      .filter(({ domainOwner }) => domainOwner === call.account)
      .map((held) => summary(call, held)),
  );

export const deleteDomain: Action = (call) => {
  const held = domainOf(call);
  if (repositoriesIn(call, held).length > 0) {
    rejectConflict('domain', held.domain, 'Domain must contain 0 repositories before deletion');
  }
  call.store.removeDomain(held);
  return { domain: describedDomain(call, held) };
};

export const createRepository: Action = (call) => {
  const { domain, domainOwner } = domainOf(call);
  const repository = required(call, 'repository');
  const siblings = repositoriesIn(call, { domain, domainOwner });
  if (siblings.some((held) => held.repository === repository)) {
    rejectConflict(
      'repository',
      repository,
      `Repository '${repository}' already exists in domain '${domain}'.`,
    );
  }
  const upstreams = namesOf(call.body.upstreams);
  const missing = upstreams.find((name) => !siblings.some((held) => held.repository === name));
  if (missing !== undefined) rejectInvalid(`Upstream repository '${missing}' does not exist.`);
  const made = { domain, domainOwner, repository, upstreams };
  call.store.repositories.push(made);
  return { repository: describedRepository(call, made) };
};

export const describeRepository: Action = (call) => ({
  repository: describedRepository(call, repositoryOf(call)),
});

export const deleteRepository: Action = (call) => {
  const held = repositoryOf(call);
  call.store.removeRepository(held);
  return { repository: describedRepository(call, held) };
};

export const listRepositories: Action = (call) => repositoryPage(call, call.store.repositories);

export const listRepositoriesInDomain: Action = (call) =>
  repositoryPage(call, repositoriesIn(call, domainOf(call)));

function repositoryPage(call: Call, held: readonly StoredRepository[]) {
  const prefix = call.query.get('repository-prefix') ?? '';
  const listed = held.filter(({ repository }) => repository.startsWith(prefix));
  return page(
    call,
    'repositories',
    listed.map((each) => {
      const { upstreams: _, externalConnections: _none, ...rest } = describedRepository(call, each);
      return rest;
    }),
  );
}

function repositoriesIn({ store }: Call, { domain, domainOwner }: StoredDomain): StoredRepository[] {
  return store.repositories.filter((held) => held.domain === domain && held.domainOwner === domainOwner);
}

function namesOf(upstreams: unknown): string[] {
  if (upstreams === undefined || upstreams === null) return [];
  const names = Array.isArray(upstreams)
    ? upstreams.map((upstream: unknown) => (upstream as { repositoryName?: unknown } | null)?.repositoryName)
    : [undefined];
  return names.map((name) => (typeof name === 'string' ? name : rejectInvalid('upstreams is not valid.')));
}

function summary({ region }: Call, { domain, domainOwner }: StoredDomain) {
  return {
    name: domain,
    owner: domainOwner,
    arn: `arn:aws:codeartifact:${region}:${domainOwner}:domain/${domain}`,
    status: 'Active',
    createdTime,
  };
}

function describedDomain(call: Call, held: StoredDomain) {
  return {
    ...summary(call, held),
    repositoryCount: repositoriesIn(call, held).length,
    assetSizeBytes: call.store.versions
      .filter(({ domain, domainOwner }) => domain === held.domain && domainOwner === held.domainOwner)
      .flatMap(({ assets }) => assets)
      .reduce((total, { source }) => total + source.size, 0),
  };
}

function describedRepository({ region }: Call, held: StoredRepository) {
  const { domain, domainOwner, repository, upstreams } = held;
  return {
    name: repository,
    administratorAccount: domainOwner,
    domainName: domain,
    domainOwner,
    arn: `arn:aws:codeartifact:${region}:${domainOwner}:repository/${domain}/${repository}`,
    upstreams: upstreams.map((repositoryName) => ({ repositoryName })),
    externalConnections: [],
    createdTime,
  };
}
