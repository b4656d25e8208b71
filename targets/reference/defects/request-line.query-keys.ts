import type { ParameterName } from '../../../schemas/index.js';
import type { QueryPair } from '../query.js';
import { invalid, isRefusal, type Refusal } from '../refusal.js';
import type { Defect } from './defect.js';
import { wrap } from './wrap.js';

/** Keys of the query that are taken for a parameter, and are none. */
export const queryKeyDefects: readonly Defect[] = [
  {
    id: 'brackets-in-names-cut',
    breaks: 'RL-04',
    summary: 'accepts asset[] and asset[0] as asset, as parsers that make lists do',
    change: renamed((name) => name.replace(/\[\d*\]$/, '')),
  },
  {
    id: 'members-in-names-cut',
    breaks: 'RL-04',
    summary: 'accepts asset.value as asset, as data binders that know members do',
    change: renamed((name) => name.replace(/\..*$/, '')),
  },
  {
    id: 'operators-in-names-taken',
    breaks: 'RL-04',
    summary: 'hands asset[$ne] to its database as a condition, which some asset meets',
    change: renamed((name) => (name === 'asset[$ne]' ? 'asset' : name)),
  },
  {
    id: 'names-trimmed',
    breaks: 'RL-04',
    summary: 'trims parameter names',
    change: renamed((name) => name.trim()),
  },
  {
    id: 'names-cut-at-nul',
    breaks: 'RL-04',
    summary: 'cuts parameter names at a NUL',
    change: renamed((name) => name.replace(/\0.*$/s, '')),
  },
  {
    id: 'names-with-invisible-characters-taken',
    breaks: 'RL-04',
    summary: 'accepts parameter names with characters that are not seen',
    change: renamed((name) => name.replace(/\p{Cf}/gu, '')),
  },
  {
    id: 'names-of-wide-letters-taken',
    breaks: 'RL-04',
    summary: 'normalises parameter names to NFKC',
    change: renamed((name) => name.normalize('NFKC')),
  },
  {
    id: 'names-with-x-amz-taken',
    breaks: 'RL-04',
    summary: 'accepts x-amz-asset as asset',
    change: renamed((name) => name.replace(/^x-amz-/, '')),
  },
  {
    id: 'names-after-escaped-ampersand-taken',
    breaks: 'RL-04',
    summary: 'accepts amp;asset as asset, for the sake of links in pages',
    change: renamed((name) => name.replace(/^amp;/, '')),
  },
  {
    id: 'names-stripped-of-punctuation',
    breaks: 'RL-04',
    summary: 'takes punctuation off both ends of parameter names',
    change: renamed((name) => name.replace(/^[^\w[\]]+|[^\w[\]]+$/g, '').replace(/^_/, '')),
  },
  {
    id: 'names-with-underscores-taken',
    breaks: 'RL-04',
    summary: 'accepts domain_owner as domain-owner',
    change: renamed((name) => name.replaceAll('_', '-')),
  },
  {
    id: 'output-member-names-taken',
    breaks: 'RL-04',
    summary: 'accepts assetName as asset',
    change: renamed((name) => (name === 'assetName' ? 'asset' : name)),
  },
  {
    id: 'wire-name-of-revision-wrong',
    breaks: 'RL-04',
    summary: 'refuses the parameter revision as unknown',
    change: wrap('parse', (parse) => (rawQuery, request) => {
      const query = parse(rawQuery, request);
      if (isRefusal(query)) return query;
      return query.pairs.some(([name]) => name === 'revision')
        ? invalid('Unknown parameter revision.')
        : query;
    }),
  },
  {
    id: 'wire-name-of-version-wrong',
    breaks: 'RL-04',
    summary: 'knows the parameter version by its member name only',
    change: renamed((name) => (name === 'version' ? 'x' : name === 'packageVersion' ? 'version' : name)),
  },
  alias('RL-05', 'packageVersion', 'version'),
  alias('RL-06', 'domainOwner', 'domain-owner'),
  alias('RL-07', 'packageVersionRevision', 'revision'),
];

/** Edits the pairs of the query, as they stand in it. */
export function onPairs(edit: (pairs: readonly QueryPair[]) => readonly QueryPair[] | Refusal) {
  return wrap('parse', (parse) => (rawQuery, request) => {
    const query = parse(rawQuery, request);
    if (isRefusal(query)) return query;
    const pairs = edit(query.pairs);
    return 'kind' in pairs ? pairs : { ...query, pairs };
  });
}

/** Reads each key as another one. */
export function renamed(rename: (name: string) => string) {
  return onPairs((pairs) => pairs.map(([name, value]) => [rename(name), value] as const));
}

function alias(breaks: 'RL-05' | 'RL-06' | 'RL-07', member: string, name: ParameterName): Defect {
  return {
    id: `member-name-${member.toLowerCase()}-taken`,
    breaks,
    summary: `accepts ${member} as ${name}`,
    change: renamed((given) => (given === member ? name : given)),
  };
}
