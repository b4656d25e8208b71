import type { Matchers, RequestedAsset } from '../find.js';
import type { Defect } from './defect.js';
import { generalDefects } from './general.js';
import { assetLookupDefects } from './lookup.assets.js';
import { compared, escaped, matches } from './lookup.compare.js';
import { formatLookupDefects } from './lookup.formats.js';
import { looseDefects } from './lookup.loose.js';
import { readingDefects } from './lookup.readings.js';
import { versionLookupDefects } from './lookup.versions.js';
import { matching, wrap } from './wrap.js';

/** Which coordinates take part in the lookup, and how they are compared. */
export const lookupDefects: readonly Defect[] = [
  ...generalDefects('lookup'),
  {
    id: 'domain-ignored',
    breaks: 'LKP-DOM',
    summary: 'looks the repository up in every domain of the account',
    change: matching('domain', () => () => true),
  },
  {
    id: 'domain-ignored-where-it-exists',
    breaks: 'LKP-DOM',
    summary: 'checks that the domain exists, and then looks in all of them',
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const real = store.domains.some((held) => match.domain(wanted, held));
      return find(wanted, store, real ? { ...match, domain: () => true } : match, admit);
    }),
  },
  {
    id: 'owner-ignored',
    breaks: 'LKP-OWN',
    summary: 'leaves domain-owner out of the lookup',
    change: matching('owner', () => () => true),
  },
  {
    id: 'owner-by-its-first-digits',
    breaks: 'LKP-OWN',
    summary: 'compares the first eleven digits of domain-owner',
    change: matching(
      'owner',
      () => (wanted, held) => wanted.domainOwner.slice(0, 11) === held.domainOwner.slice(0, 11),
    ),
  },
  {
    id: 'owner-default-wrong',
    breaks: 'LKP-OWN-DEFAULT',
    summary: 'looks in account 000000000000 if no owner is named',
    change: wrap('address', (address) => (input) => address(input, '000000000000')),
  },
  {
    id: 'repository-ignored',
    breaks: 'LKP-REP',
    summary: 'leaves the repository out of the lookup',
    change: matching('repository', () => () => true),
  },
  {
    id: 'repository-ignored-where-it-exists',
    breaks: 'LKP-REP',
    summary: 'checks that the repository exists, and then looks in all of the domain',
    change: acrossRepositories(),
  },
  {
    id: 'repository-falls-back',
    breaks: 'LKP-REP',
    summary: 'looks in the other repositories of the domain if the requested one does not hold the package',
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const outcome = find(wanted, store, match, admit);
      if (outcome.kind === 'found' || outcome.resourceType !== 'package') return outcome;
      const elsewhere = find(wanted, store, { ...match, repository: () => true }, admit);
      return elsewhere.kind === 'found' ? elsewhere : outcome;
    }),
  },
  {
    id: 'upstreams-consulted',
    breaks: 'LKP-UPSTREAM',
    summary: 'looks in the upstream repositories too, as native clients do',
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const outcome = find(wanted, store, match, admit);
      if (outcome.kind === 'found') return outcome;
      const upstreams = store.repositories
        .filter((held) => match.domain(wanted, held) && match.repository(wanted, held))
        .flatMap((held) => held.upstreams);
      for (const repository of upstreams) {
        const upstream = find({ ...wanted, repository }, store, match, admit);
        if (upstream.kind === 'found') return upstream;
      }
      return outcome;
    }),
  },
  {
    id: 'namespace-ignored',
    breaks: 'LKP-NSP',
    summary: 'leaves the namespace out of the lookup',
    change: matching('namespace', () => () => true),
  },
  {
    id: 'package-trailing-dot',
    breaks: 'LKP-EXACT',
    summary: 'drops dots at the end of a package name, as file systems do',
    change: matching(
      'package',
      (match) => (wanted, held) => match({ ...wanted, package: wanted.package.replace(/\.+$/, '') }, held),
    ),
  },
  {
    id: 'repository-trailing-dot',
    breaks: 'LKP-EXACT',
    summary: 'drops dots at the end of a repository name, as file systems do',
    change: matching(
      'repository',
      (match) => (wanted, held) =>
        match({ ...wanted, repository: wanted.repository.replace(/\.+$/, '') }, held),
    ),
  },
  {
    id: 'domain-by-its-beginning',
    breaks: 'LKP-EXACT',
    summary: 'finds a domain by the beginning of its name',
    change: matching(
      'domain',
      (match) => (wanted, held) => match(wanted, held) || held.domain.startsWith(wanted.domain),
    ),
  },
  {
    id: 'namespace-dot-any-character',
    breaks: 'LKP-EXACT',
    summary: 'treats a dot in the namespace of a package as any character',
    change: matching('namespace', (match) => (wanted, held) => {
      const pattern = `^${escaped(held.namespace ?? '').replaceAll('\\.', '.')}$`;
      return match(wanted, held) || (wanted.namespace !== undefined && matches(pattern, wanted.namespace));
    }),
  },
  {
    id: 'package-ignored',
    breaks: 'LKP-PKG',
    summary: 'leaves the package out of the lookup',
    change: matching('package', () => () => true),
  },
  ...versionLookupDefects,
  ...assetLookupDefects,
  ...looseDefects,
  ...readingDefects,
  ...(['.', '-', ':', '@', ''] as const).map((separator) => ({
    id: `names-joined-by-${{ '.': 'dots', '-': 'hyphens', ':': 'colons', '@': 'at-signs', '': 'nothing' }[separator]}`,
    breaks: 'LKP-EXACT' as const,
    summary: `keeps packages under their namespace, name and version with ${separator === '' ? 'nothing' : `“${separator}”`} in between`,
    change: joinedBy(separator),
  })),
  {
    id: 'namespace-trailing-dot-cut',
    breaks: 'LKP-EXACT',
    summary: 'cuts dots at the end of a namespace',
    change: compared('namespace', (wanted, held) => wanted.replace(/\.+$/, '') === held),
  },
  {
    id: 'sql-injected',
    breaks: 'LKP-EXACT',
    summary: 'puts names into an SQL statement as they are',
    change: wrap('match', (match): Matchers => {
      const injected = (text: string | undefined) => /'\s*or\s*'1'\s*=\s*'1/i.test(text ?? '');
      return {
        ...match,
        asset: (wanted, held, version) => injected(wanted.asset) || match.asset(wanted, held, version),
        package: (wanted, held) => injected(wanted.package) || match.package(wanted, held),
        version: (wanted, held) => injected(wanted.version) || match.version(wanted, held),
        namespace: (wanted, held) => injected(wanted.namespace) || match.namespace(wanted, held),
      };
    }),
  },
  {
    id: 'namespace-at-sign-cut',
    breaks: 'LKP-EXACT',
    summary: 'cuts an @ at the start of any namespace, as of an npm scope',
    change: compared('namespace', (wanted, held) => wanted.replace(/^@/, '') === held),
  },
  ...formatLookupDefects,
];

/** Compares namespace, package and version as one text. */
function joinedBy(separator: string) {
  const joined = (names: Pick<RequestedAsset, 'namespace' | 'package' | 'version'>) =>
    [names.namespace ?? '', names.package, names.version].join(separator);
  return wrap(
    'match',
    (match): Matchers => ({
      ...match,
      namespace: (wanted, held) => joined(wanted) === joined(held) || match.namespace(wanted, held),
      package: (wanted, held) => joined(wanted) === joined(held) || match.package(wanted, held),
      version: (wanted, held) => joined(wanted) === joined(held) || match.version(wanted, held),
    }),
  );
}

function acrossRepositories() {
  return wrap('find', (find) => (wanted, store, match, admit) => {
    const real = store.repositories.some(
      (held) => match.domain(wanted, held) && match.repository(wanted, held),
    );
    return find(wanted, store, real ? { ...match, repository: () => true } : match, admit);
  });
}
