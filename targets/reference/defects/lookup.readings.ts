import type { RequestedAsset } from '../find.js';
import type { Defect } from './defect.js';
import { wrap } from './wrap.js';

/** Ways to read the names of a request as something other than they are. */
const carelessReadings: readonly {
  readonly id: string;
  readonly summary: string;
  readonly read: (wanted: RequestedAsset) => RequestedAsset;
}[] = [
  {
    id: 'windows-stream-cut',
    summary: 'opens the stream of a Windows file by its name',
    read: (wanted) => ({ ...wanted, asset: wanted.asset.replace(/::\$DATA$/i, '') }),
  },
  {
    id: 'first-of-list-taken',
    summary: 'takes the first of several package names with commas',
    read: (wanted) => ({ ...wanted, package: wanted.package.split(',')[0] ?? '' }),
  },
  {
    id: 'last-of-list-taken',
    summary: 'takes the last of several versions with commas',
    read: (wanted) => ({ ...wanted, version: wanted.version.split(',').at(-1) ?? '' }),
  },
  {
    id: 'alternatives-taken',
    summary: 'takes a bar in the name of an asset for an alternative of a regular expression',
    read: (wanted) => ({ ...wanted, asset: wanted.asset.split('|').at(-1) ?? '' }),
  },
  {
    id: 'single-quotes-cut',
    summary: 'cuts single quotes around a version, as a shell does',
    read: (wanted) => ({ ...wanted, version: wanted.version.replace(/^'(.*)'$/, '$1') }),
  },
  {
    id: 'json-escapes-decoded',
    summary: 'decodes escapes of JSON in the name of a package',
    read: (wanted) => ({
      ...wanted,
      package: wanted.package.replaceAll(/\\u([0-9a-f]{4})/gi, (_, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      ),
    }),
  },
  {
    id: 'html-entities-decoded',
    summary: 'decodes HTML entities in the name of an asset',
    read: (wanted) => ({
      ...wanted,
      asset: wanted.asset.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
    }),
  },
  {
    id: 'version-in-package-cut',
    summary: 'cuts a version that is written behind the name of a package',
    read: (wanted) => ({ ...wanted, package: wanted.package.replace(/@\d.*$/, '') }),
  },
  {
    id: 'ignorable-characters-cut',
    summary: 'leaves out characters of a package name that are not shown',
    read: (wanted) => ({ ...wanted, package: wanted.package.replaceAll(/\p{Cf}/gu, '') }),
  },
  {
    id: 'compatible-characters-folded',
    summary: 'takes compatible characters in the name of an asset for the same (NFKC)',
    read: (wanted) => ({ ...wanted, asset: wanted.asset.normalize('NFKC') }),
  },
];

/** Names that are found because a server reads them as others. */
export const readingDefects: readonly Defect[] = carelessReadings.map(
  ({ id, summary, read }): Defect => ({ id, breaks: 'LKP-EXACT', summary, change: addressed(read) }),
);

/** Looks up what `edit` makes of what was requested. */
export function addressed(edit: (wanted: RequestedAsset) => RequestedAsset) {
  return wrap('address', (address) => (input, account) => edit(address(input, account)));
}
