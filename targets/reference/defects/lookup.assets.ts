import type { Found } from '../find.js';
import type { Refusal } from '../refusal.js';
import type { Defect } from './defect.js';
import { compared } from './lookup.compare.js';
import { addressed } from './lookup.readings.js';
import { bound, matching, wrap } from './wrap.js';

/** Which asset of a version is served, and by which names it is found. */
export const assetLookupDefects: readonly Defect[] = [
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
  {
    id: 'asset-trimmed',
    breaks: 'LKP-EXACT',
    summary: 'cuts white space around an asset name',
    change: bound((input) => (input.asset === undefined ? input : { ...input, asset: input.asset.trim() })),
  },
  {
    id: 'asset-trailing-space-cut',
    breaks: 'LKP-EXACT',
    summary: 'cuts spaces at the end of an asset name, as SQL does in comparisons',
    change: compared('asset', (wanted, held) => wanted.replace(/ +$/, '') === held),
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
    id: 'asset-slashes-merged',
    breaks: 'LKP-EXACT',
    summary: 'takes several slashes in an asset name for one, as proxies that merge slashes do',
    change: compared('asset', (wanted, held) => wanted.replace(/\/+/g, '/') === held.replace(/\/+/g, '/')),
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
    id: 'asset-no-break-space-as-space',
    breaks: 'LKP-EXACT',
    summary: 'takes no-break spaces in asset names for spaces',
    change: compared('asset', (wanted, held) => wanted.replaceAll('\u00a0', ' ') === held),
  },
  {
    id: 'asset-basename-found',
    breaks: 'LKP-EXACT',
    summary: 'finds an asset by what follows the last slash of its name',
    change: compared('asset', (wanted, held) => wanted === held || wanted.split('/').at(-1) === held),
  },
];

function servingInstead(choose: (found: Found) => Found['asset'] | undefined) {
  return wrap('find', (find) => (wanted, store, match, admit): Found | Refusal => {
    const outcome = find(wanted, store, match, admit);
    return outcome.kind === 'found' ? { ...outcome, asset: choose(outcome) ?? outcome.asset } : outcome;
  });
}

function extension(name: string): string {
  return /\.[^.]*$/.exec(name)?.[0] ?? '';
}

function resolved(name: string): string {
  const segments: string[] = [];
  for (const segment of name.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
