import { defined } from '../../../schemas/index.js';
import type { Found } from '../find.js';
import type { GeneralDefect } from './defect.js';
import { unvalidated } from './general.validation.js';
import { all, bound, matching, wrap } from './wrap.js';

const caseless = (a = '', b = ''): boolean => a.toLowerCase() === b.toLowerCase();

/** Names that are compared otherwise than exactly, or not at all. */
export function ofLookup(): GeneralDefect[] {
  return [
    {
      id: 'mock-of-one-asset',
      breaks: 'LKP-AST',
      summary: 'responds to every valid request with the same asset, as a mock server does',
      general:
        'Look up what the request names, and respond with 404 and ResourceNotFoundException if it is not there.',
      change: wrap('find', () => (_, store): Found => {
        const version = store.versions.find(
          ({ format, assets }) => format === 'generic' && assets.length > 0,
        );
        const asset = version?.assets[0];
        if (!version || !asset) throw new Error('The store holds no generic asset');
        return { kind: 'found', version, asset };
      }),
    },
    {
      id: 'anything-found',
      breaks: 'LKP-AST',
      summary:
        'serves some other asset of the package or the store when the one that was requested does not exist',
      general: 'Respond with 404 and ResourceNotFoundException if any part of the coordinates names nothing.',
      change: wrap('find', (find) => (wanted, store, match, admits) => {
        const found = find(wanted, store, match, admits);
        if (found.kind === 'found') return found;
        const version =
          store.versions.find((held) => held.package === wanted.package && held.assets.length > 0) ??
          store.versions.find(({ assets }) => assets.length > 0);
        const asset = version?.assets[0];
        return version && asset ? { kind: 'found', version, asset } : found;
      }),
    },
    {
      id: 'nothing-found',
      breaks: 'OP-01',
      summary: 'finds nothing, whatever is requested',
      general:
        'Implement the lookup: serve the asset that domain, repository, format, namespace, package, version and asset name.',
      change: wrap('match', (match) => ({ ...match, package: () => false })),
    },
    {
      id: 'only-asset-name-compared',
      breaks: 'LKP-PKG',
      summary: 'looks up the asset name alone, and none of the other coordinates',
      general:
        'Compare all coordinates: domain, owner, repository, format, namespace, package, version and asset.',
      change: wrap('match', (match) => ({
        ...match,
        domain: () => true,
        owner: () => true,
        repository: () => true,
        format: () => true,
        namespace: () => true,
        package: () => true,
        version: () => true,
      })),
    },
    {
      id: 'place-ignored',
      breaks: 'LKP-REP',
      summary: 'keeps one store for all: domain, owner and repository are not compared',
      general: 'Look up in the repository that the request names, of the domain and the owner that it names.',
      change: all(
        matching('domain', () => () => true),
        matching('owner', () => () => true),
        matching('repository', () => () => true),
      ),
    },
    {
      id: 'format-and-namespace-ignored',
      breaks: 'LKP-NSP',
      summary: 'leaves format and namespace out of the lookup',
      general: 'A package is identified by format, namespace and name: compare all three.',
      change: all(
        matching('format', () => () => true),
        matching('namespace', () => () => true),
      ),
    },
    {
      id: 'namespace-unread',
      breaks: 'LKP-NSP',
      summary: 'ignores the parameter namespace altogether, valid or not',
      general:
        'Read namespace: require it for the formats that have one, check its length and pattern, and compare it when a package is looked up.',
      change: all(
        bound(({ namespace: _, ...others }) => others),
        unvalidated(({ parameter }) => parameter === 'namespace'),
        matching('namespace', () => () => true),
      ),
    },
    {
      id: 'names-case-insensitive',
      breaks: 'LKP-ASSET-CASE',
      summary: 'compares the names of packages, namespaces, versions and assets without regard to case',
      general: 'Compare names exactly, unless the format of the package normalizes them.',
      change: all(
        matching('namespace', () => (wanted, held) => caseless(wanted.namespace, held.namespace)),
        matching('package', () => (wanted, held) => caseless(wanted.package, held.package)),
        matching('version', () => (wanted, held) => caseless(wanted.version, held.version)),
        matching('asset', () => (wanted, held) => caseless(wanted.asset, held.name)),
      ),
    },
    {
      id: 'names-never-normalised',
      breaks: 'NRM-NUGET-NAME',
      summary:
        'normalizes no names of any format: NuGet and Swift packages are found in their stored form only',
      general: 'Normalize names and versions as the format of the package does before they are compared.',
      change: wrap('address', (address) => (input, account) => ({
        ...address(input, account),
        ...defined({ namespace: input.namespace }),
        package: input.package ?? '',
        version: input.version ?? '',
      })),
    },
    {
      id: 'status-of-versions-ignored',
      breaks: 'ST-ARCHIVED',
      summary: 'serves the assets of versions of any status',
      general: 'Serve assets of Published and Unlisted versions only.',
      change: wrap('admit', () => () => undefined),
    },
  ];
}
