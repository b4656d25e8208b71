import type { PackageFormat } from '../../../schemas/index.js';
import type { Defect } from './defect.js';
import { compared } from './lookup.compare.js';
import { addressed } from './lookup.readings.js';
import { matching, wrap } from './wrap.js';

/** Which version of a package is served, and by which names it is found. */
export const versionLookupDefects: readonly Defect[] = [
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
  resolving('npm', 'latest'),
  resolving('pypi', '==1.0.0'),
  resolving('maven', 'LATEST'),
  resolving('nuget', '[1.0.0]'),
  resolving('ruby', '>=1.0.0'),
  resolving('swift', '^1.0.0'),
  resolving('cargo', '^1.0.0'),
  {
    id: 'version-range',
    breaks: 'LKP-EXACT',
    summary: 'treats a version with a caret or a tilde as a range',
    change: matching('version', (match) => (wanted, held) => {
      const range = /^[\^~](\d+)\./.exec(wanted.version);
      return range === null ? match(wanted, held) : held.version.startsWith(`${range[1]}.`);
    }),
  },
];

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
