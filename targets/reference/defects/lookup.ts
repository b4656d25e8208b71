import type { PackageFormat } from '../../../schemas/index.js';
import type { Found, Matchers, RequestedAsset } from '../find.js';
import type { Refusal } from '../refusal.js';
import type { Defect } from './defect.js';
import { generalDefects } from './general.js';
import { formatLookupDefects } from './lookup.formats.js';
import { addressed, readingDefects } from './lookup.readings.js';
import { bound, matching, wrap } from './wrap.js';

/** The parts of the coordinates that loose comparisons are tried on. */
type Part = 'asset' | 'package' | 'version' | 'namespace' | 'repository';

/** Ways to compare that find what was not requested. */
const loosely = {
  prefix: {
    words: 'by the beginning of its name',
    same: (wanted: string, held: string) => held.startsWith(wanted),
  },
  suffix: { words: 'by the end of its name', same: (wanted: string, held: string) => held.endsWith(wanted) },
  extended: {
    words: 'by a name that begins with its own',
    same: (wanted: string, held: string) => wanted.startsWith(held),
  },
  substring: {
    words: 'by a part of its name',
    same: (wanted: string, held: string) => held.includes(wanted),
  },
} as const;

/** Which part each loose comparison is tried on: one defect each, so that each part is covered. */
const looseRows: readonly (readonly [way: keyof typeof loosely, part: Part])[] = [
  ['prefix', 'asset'],
  ['prefix', 'package'],
  ['prefix', 'version'],
  ['prefix', 'namespace'],
  ['prefix', 'repository'],
  ['suffix', 'asset'],
  ['suffix', 'package'],
  ['extended', 'asset'],
  ['extended', 'version'],
  ['extended', 'repository'],
  ['substring', 'asset'],
  ['substring', 'package'],
  ['substring', 'namespace'],
];

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
  {
    id: 'version-ignored',
    breaks: 'LKP-VER',
    summary: 'leaves the version out of the lookup',
    change: matching('version', () => () => true),
  },
  {
    id: 'version-compared-as-number',
    breaks: 'LKP-VER',
    summary: 'compares versions as numbers, so that 1.10 is 1.1',
    change: matching('version', (match) => (wanted, held) => {
      const numbers = /^\d+\.\d+$/.test(wanted.version) && /^\d+\.\d+$/.test(held.version);
      return numbers ? Number(wanted.version) === Number(held.version) : match(wanted, held);
    }),
  },
  {
    id: 'version-metadata-ignored',
    breaks: 'LKP-VER',
    summary: 'leaves build metadata out of the comparison of versions',
    change: matching(
      'version',
      () => (wanted, held) => wanted.version.split('+')[0] === held.version.split('+')[0],
    ),
  },
  {
    id: 'version-case-insensitive',
    breaks: 'LKP-VER',
    summary: 'compares versions without regard to case',
    change: matching(
      'version',
      () => (wanted, held) => wanted.version.toLowerCase() === held.version.toLowerCase(),
    ),
  },
  {
    id: 'version-always-newest',
    breaks: 'LKP-VER',
    summary: 'serves the newest version of the package whatever is requested, if that is held at all',
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const outcome = find(wanted, store, match, admit);
      if (outcome.kind !== 'found') return outcome;
      const newest = store.versions
        .filter(
          (held) =>
            match.package(wanted, held) && match.namespace(wanted, held) && match.repository(wanted, held),
        )
        .map((held) => held.version)
        .sort()
        .at(-1);
      const served = find({ ...wanted, version: newest ?? wanted.version }, store, match, admit);
      return served.kind === 'found' ? served : outcome;
    }),
  },
  {
    id: 'version-leading-v-cut',
    breaks: 'LKP-EXACT',
    summary: 'cuts a leading v of a version',
    change: addressed((wanted) => ({ ...wanted, version: wanted.version.replace(/^v(?=\d)/, '') })),
  },
  {
    id: 'version-trailing-zero-cut',
    breaks: 'LKP-EXACT',
    summary: 'cuts a fourth number of zero of any version',
    change: addressed((wanted) => ({
      ...wanted,
      version: wanted.version.replace(/^(\d+\.\d+\.\d+)\.0$/, '$1'),
    })),
  },
  ...readingDefects,
  {
    id: 'version-latest',
    breaks: 'LKP-EXACT',
    summary: 'resolves the version latest to the newest one',
    change: matching(
      'version',
      (match) => (wanted, held) => wanted.version === 'latest' || match(wanted, held),
    ),
  },
  {
    id: 'version-short-form-found',
    breaks: 'LKP-EXACT',
    summary: 'adds the zero that a version of two numbers lacks',
    change: compared('version', (wanted, held) => `${wanted}.0` === held),
  },
  {
    id: 'version-placeholder-found',
    breaks: 'LKP-EXACT',
    summary: 'treats an x at the end of a version as any number',
    change: compared(
      'version',
      (wanted, held) => /\.x$/.test(wanted) && held.startsWith(wanted.slice(0, -1)),
    ),
  },
  ...(['.', '-', ':', '@', ''] as const).map((separator) => ({
    id: `names-joined-by-${{ '.': 'dots', '-': 'hyphens', ':': 'colons', '@': 'at-signs', '': 'nothing' }[separator]}`,
    breaks: 'LKP-EXACT' as const,
    summary: `keeps packages under their namespace, name and version with ${separator === '' ? 'nothing' : `“${separator}”`} in between`,
    change: joinedBy(separator),
  })),
  resolving('npm', 'latest'),
  resolving('pypi', '==1.0.0'),
  resolving('maven', 'LATEST'),
  resolving('nuget', '[1.0.0]'),
  resolving('ruby', '>=1.0.0'),
  resolving('swift', '^1.0.0'),
  resolving('cargo', '^1.0.0'),
  ...(['package', 'version', 'namespace'] as const).map((part) => ({
    id: `${part}-cut-at-nul`,
    breaks: 'LKP-EXACT' as const,
    summary: `ends the ${part} at a NUL`,
    change: compared(part, (wanted, held) => wanted.split('\0', 1)[0] === held),
  })),
  {
    id: 'version-range',
    breaks: 'LKP-EXACT',
    summary: 'treats a version with a caret or a tilde as a range',
    change: matching('version', (match) => (wanted, held) => {
      const range = /^[\^~](\d+)\./.exec(wanted.version);
      return range === null ? match(wanted, held) : held.version.startsWith(`${range[1]}.`);
    }),
  },
  {
    id: 'asset-ignored',
    breaks: 'LKP-AST',
    summary: 'serves the first asset of the version whatever is requested',
    change: matching('asset', () => () => true),
  },
  {
    id: 'asset-first-served',
    breaks: 'LKP-AST',
    summary: 'checks that the asset exists, and then serves the first of its version',
    change: servingInstead(({ version }) => version.assets[0]),
  },
  {
    id: 'asset-twin-of-same-extension',
    breaks: 'LKP-AST',
    summary: 'serves the first asset of the version that has the same extension',
    change: servingInstead(({ version, asset }) =>
      version.assets.find((other) => extension(other.name) === extension(asset.name)),
    ),
  },
  {
    id: 'asset-case-insensitive',
    breaks: 'LKP-ASSET-CASE',
    summary: 'finds an asset in any case',
    change: matching('asset', () => (wanted, held) => wanted.asset.toLowerCase() === held.name.toLowerCase()),
  },
  ...looseRows.map(([way, part]) => ({
    id: `${part}-${way}-found`,
    breaks: 'LKP-EXACT' as const,
    summary: `finds ${part === 'asset' ? 'an asset' : `a ${part}`} ${loosely[way].words}`,
    change: compared(part, loosely[way].same),
  })),
  ...(['asset', 'package', 'version', 'namespace'] as const).flatMap((part) => [
    {
      id: `${part}-glob-found`,
      breaks: 'LKP-EXACT' as const,
      summary: `treats * and ? in ${part} as wildcards`,
      change: compared(part, (wanted, held) =>
        matches(`^${escaped(wanted).replace(/\\\*/g, '.*').replace(/\\\?/g, '.')}$`, held),
      ),
    },
    {
      id: `${part}-sql-wildcard-found`,
      breaks: 'LKP-EXACT' as const,
      summary: `treats % and _ in ${part} as wildcards`,
      change: compared(part, (wanted, held) =>
        matches(`^${escaped(wanted).replaceAll('%', '.*').replaceAll('_', '.')}$`, held),
      ),
    },
    {
      id: `${part}-regular-expression-found`,
      breaks: 'LKP-EXACT' as const,
      summary: `treats ${part} as a regular expression`,
      change: compared(part, (wanted, held) => wanted === held || matches(`^(?:${wanted})$`, held)),
    },
  ]),
  {
    id: 'asset-trimmed',
    breaks: 'LKP-EXACT',
    summary: 'cuts white space around an asset name',
    change: bound((input) => (input.asset === undefined ? input : { ...input, asset: input.asset.trim() })),
  },
  {
    id: 'asset-quotes-cut',
    breaks: 'LKP-EXACT',
    summary: 'cuts quotation marks around an asset name',
    change: addressed((wanted) => ({ ...wanted, asset: wanted.asset.replace(/^"(.*)"$/s, '$1') })),
  },
  {
    id: 'asset-path-normalised',
    breaks: 'LKP-EXACT',
    summary: 'treats an asset name as a path and resolves its dots and slashes',
    change: addressed((wanted) => ({ ...wanted, asset: resolved(wanted.asset) })),
  },
  {
    id: 'asset-path-leaves-version',
    breaks: 'LKP-EXACT',
    summary: 'keeps each version in a folder, and lets an asset name lead out of it into another one',
    change: addressed((wanted) => {
      const [, version, asset] = /^\.\.\/([^/]+)\/([^/]+)$/.exec(wanted.asset) ?? [];
      return version === undefined || asset === undefined ? wanted : { ...wanted, version, asset };
    }),
  },
  {
    id: 'asset-windows-path-normalised',
    breaks: 'LKP-EXACT',
    summary: 'treats an asset name as a Windows path and removes what means the current folder',
    change: compared('asset', (wanted, held) => wanted.replace(/^\.\\/, '') === held),
  },
  {
    id: 'namespace-trailing-dot-cut',
    breaks: 'LKP-EXACT',
    summary: 'cuts dots at the end of a namespace',
    change: compared('namespace', (wanted, held) => wanted.replace(/\.+$/, '') === held),
  },
  {
    id: 'asset-plus-as-space',
    breaks: 'LKP-EXACT',
    summary:
      'finds an asset by a name with plus signs for its spaces, as keys of object stores are often read',
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const outcome = find(wanted, store, match, admit);
      if (outcome.kind === 'found') return outcome;
      return find({ ...wanted, asset: wanted.asset.replaceAll('+', ' ') }, store, match, admit);
    }),
  },
  {
    id: 'asset-either-slash',
    breaks: 'LKP-EXACT',
    summary: 'takes slashes and backslashes in asset names for the same',
    change: compared('asset', (wanted, held) => wanted.replaceAll('\\', '/') === held.replaceAll('\\', '/')),
  },
  {
    id: 'asset-compressed-twin-found',
    breaks: 'LKP-EXACT',
    summary: 'serves NAME.gz if NAME is requested, as web servers with compressed files beside others do',
    change: compared('asset', (wanted, held) => wanted === held || `${wanted}.gz` === held),
  },
  {
    id: 'asset-trailing-dot-cut',
    breaks: 'LKP-EXACT',
    summary: 'cuts dots at the end of an asset name, as Windows does',
    change: addressed((wanted) => ({ ...wanted, asset: wanted.asset.replace(/(?<=.)[. ]+$/, '') })),
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
    id: 'asset-extension-found',
    breaks: 'LKP-EXACT',
    summary: 'finds an asset by its extension',
    change: compared('asset', (wanted, held) => wanted === held || held.endsWith(`.${wanted}`)),
  },
  {
    id: 'asset-stem-found',
    breaks: 'LKP-EXACT',
    summary: 'finds an asset by its name without the extension',
    change: compared('asset', (wanted, held) => wanted === held || wanted === held.replace(/\.[^.]*$/, '')),
  },
  {
    id: 'namespace-at-sign-cut',
    breaks: 'LKP-EXACT',
    summary: 'cuts an @ at the start of any namespace, as of an npm scope',
    change: compared('namespace', (wanted, held) => wanted.replace(/^@/, '') === held),
  },
  {
    id: 'asset-basename-found',
    breaks: 'LKP-EXACT',
    summary: 'finds an asset by what follows the last slash of its name',
    change: compared('asset', (wanted, held) => wanted === held || wanted.split('/').at(-1) === held),
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

/** Takes one way to name a version that the tools of a format resolve for the newest one. */
function resolving(format: Exclude<PackageFormat, 'generic'>, tag: string): Defect {
  return {
    id: `version-${format}-tag-resolved`,
    breaks: 'LKP-EXACT',
    needs: format,
    summary: `resolves ${tag} to a ${format} version, as native clients do`,
    change: matching(
      'version',
      (match) => (wanted, held) => (held.format === format && wanted.version === tag) || match(wanted, held),
    ),
  };
}

function compared(part: Part, same: (wanted: string, held: string) => boolean) {
  return wrap('match', (match): Matchers => {
    if (part === 'asset') return { ...match, asset: (wanted, held) => same(wanted.asset, held.name) };
    return {
      ...match,
      [part]: (wanted: RequestedAsset, held: { readonly [key in typeof part]?: string }) =>
        wanted[part] === held[part] || (wanted[part] !== undefined && same(wanted[part], held[part] ?? '')),
    };
  });
}

function acrossRepositories() {
  return wrap('find', (find) => (wanted, store, match, admit) => {
    const real = store.repositories.some(
      (held) => match.domain(wanted, held) && match.repository(wanted, held),
    );
    return find(wanted, store, real ? { ...match, repository: () => true } : match, admit);
  });
}

function servingInstead(choose: (found: Found) => Found['asset'] | undefined) {
  return wrap('find', (find) => (wanted, store, match, admit): Found | Refusal => {
    const outcome = find(wanted, store, match, admit);
    return outcome.kind === 'found' ? { ...outcome, asset: choose(outcome) ?? outcome.asset } : outcome;
  });
}

function extension(name: string): string {
  return /\.[^.]*$/.exec(name)?.[0] ?? '';
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 's').test(text);
  } catch {
    return false;
  }
}

function resolved(name: string): string {
  const segments: string[] = [];
  for (const segment of name.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
