import { withHeader, withoutHeader } from '../response.js';
import { assetHeaders } from './asset-headers.js';
import type { Defect } from './defect.js';
import { served, wrap } from './wrap.js';

/** The three headers of a served asset, and its Content-Type. */
export const headerDefects: readonly Defect[] = [
  ...(['asset', 'version', 'revision'] as const).flatMap((what) => {
    const present = { asset: 'RS-04', version: 'RS-07', revision: 'RS-10' } as const;
    const formed = { asset: 'RS-06', version: 'RS-09', revision: 'RS-11' } as const;
    const header = assetHeaders[what];
    return [
      {
        id: `header-${what}-absent`,
        breaks: present[what],
        summary: `leaves ${header} out`,
        change: served((response) => withoutHeader(response, header)),
      },
      {
        id: `header-${what}-empty`,
        breaks: formed[what],
        summary: `sends ${header} without a value`,
        change: served((response) => withHeader(response, header, '')),
      },
      {
        id: `header-${what}-misspelt`,
        breaks: present[what],
        summary: `sends ${header} with hyphens between all its words`,
        change: served((response) => {
          const value = response.headers.find(([name]) => name === header)?.[1] ?? '';
          const misspelled = header.replace(/([a-z])([A-Z])/g, '$1-$2');
          return {
            ...withoutHeader(response, header),
            headers: [...withoutHeader(response, header).headers, [misspelled, value]],
          };
        }),
      },
      {
        id: `header-${what}-too-long`,
        breaks: formed[what],
        summary: `sends ${header} longer than its limit`,
        change: served((response) =>
          withHeader(response, header, 'x'.repeat(what === 'revision' ? 51 : 256)),
        ),
      },
      {
        id: `header-${what}-doubled`,
        breaks: { asset: 'RS-05', version: 'RS-08', revision: 'RS-12' }[what] as 'RS-05' | 'RS-08' | 'RS-12',
        summary: `sends ${header} twice`,
        change: served((response) => ({
          ...response,
          headers: response.headers.flatMap((field) => (field[0] === header ? [field, field] : [field])),
        })),
      },
    ];
  }),
  headerDefect(
    'header-asset-lower-case',
    'RS-05',
    assetHeaders.asset,
    'sends X-AssetName in lower case and in brackets',
    (value) => `[${value.toLowerCase()}]`,
  ),
  headerDefect(
    'header-asset-basename',
    'RS-05',
    assetHeaders.asset,
    'sends what follows the last slash as X-AssetName',
    (value) => value.split('/').at(-1) ?? '',
  ),
  headerDefect('header-asset-escaped', 'RS-05', assetHeaders.asset, 'percent-encodes X-AssetName', (value) =>
    encodeURIComponent(value),
  ),
  headerDefect(
    'header-asset-html-escaped',
    'RS-05',
    assetHeaders.asset,
    'escapes X-AssetName as in HTML',
    (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  ),
  headerDefect(
    'header-asset-as-file-name',
    'RS-05',
    assetHeaders.asset,
    'sends X-AssetName with _ for what file names cannot have',
    (value) => value.replace(/[/\\:*?"<>|]/g, '_'),
  ),
  headerDefect(
    'header-asset-white-space-collapsed',
    'RS-05',
    assetHeaders.asset,
    'sends one space for several in X-AssetName',
    (value) => value.replace(/ +/g, ' '),
  ),
  headerDefect(
    'header-asset-quoted',
    'RS-05',
    assetHeaders.asset,
    'sends X-AssetName in quotation marks',
    (value) => `"${value}"`,
  ),
  headerDefect(
    'header-asset-truncated',
    'RS-05',
    assetHeaders.asset,
    'cuts X-AssetName at 64 characters',
    (value) => value.slice(0, 64),
  ),
  headerDefect(
    'header-asset-plus-for-space',
    'RS-05',
    assetHeaders.asset,
    'sends plus signs for spaces in X-AssetName',
    (value) => value.replaceAll(' ', '+'),
  ),
  headerDefect(
    'header-asset-with-control',
    'RS-06',
    assetHeaders.asset,
    'ends X-AssetName with a control character',
    (value) => `${value}\u0085`,
  ),
  headerDefect(
    'header-version-with-v',
    'RS-08',
    assetHeaders.version,
    'puts a v before X-PackageVersion',
    (value) => `v${value}`,
  ),
  headerDefect(
    'header-version-without-metadata',
    'RS-08',
    assetHeaders.version,
    'cuts build metadata from X-PackageVersion',
    (value) => value.replace(/\+.*$/, ''),
  ),
  headerDefect(
    'header-asset-constant',
    'RS-05',
    assetHeaders.asset,
    'sends the same X-AssetName with every asset',
    () => 'asset.bin',
  ),
  headerDefect(
    'header-version-constant',
    'RS-08',
    assetHeaders.version,
    'sends 1.0.0 as X-PackageVersion of every version',
    () => '1.0.0',
  ),
  headerDefect(
    'header-version-with-space',
    'RS-09',
    assetHeaders.version,
    'adds a remark to X-PackageVersion',
    (value) => `${value} (stable)`,
  ),
  headerDefect(
    'header-version-with-package',
    'RS-09',
    assetHeaders.version,
    'puts the package before X-PackageVersion',
    (value) => `widget/${value}`,
  ),
  headerDefect(
    'header-revision-stale',
    'RS-12',
    assetHeaders.revision,
    'sends the revision before the current one',
    (value) => [...value].reverse().join(''),
  ),
  headerDefect(
    'header-revision-unpadded',
    'RS-12',
    assetHeaders.revision,
    'sends X-PackageVersionRevision without the padding of its base64',
    (value) => value.replace(/=+$/, ''),
  ),
  headerDefect(
    'header-revision-lower-case',
    'RS-12',
    assetHeaders.revision,
    'sends X-PackageVersionRevision in lower case',
    (value) => value.toLowerCase(),
  ),
  headerDefect(
    'header-revision-escaped',
    'RS-12',
    assetHeaders.revision,
    'percent-encodes X-PackageVersionRevision',
    (value) => encodeURIComponent(value),
  ),
  headerDefect(
    'header-revision-url-safe',
    'RS-12',
    assetHeaders.revision,
    'sends the revision in the URL-safe alphabet',
    (value) => value.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
  ),
  headerDefect(
    'header-revision-with-space',
    'RS-11',
    assetHeaders.revision,
    'adds a remark to X-PackageVersionRevision',
    (value) => `${value} current`,
  ),
  {
    id: 'headers-version-and-revision-swapped',
    breaks: 'RS-08',
    summary: 'swaps X-PackageVersion and X-PackageVersionRevision',
    change: wrap('serve', (serve) => (found, request) => {
      const { version, revision } = found.version;
      return serve(
        { ...found, version: { ...found.version, version: revision, revision: version } },
        request,
      );
    }),
  },
  {
    id: 'headers-asset-and-version-swapped',
    breaks: 'RS-05',
    summary: 'swaps X-AssetName and X-PackageVersion',
    change: served((response, { asset, version }) =>
      withHeader(
        withHeader(response, assetHeaders.asset, version.version),
        assetHeaders.version,
        encodeURIComponent(asset.name),
      ),
    ),
  },
  {
    id: 'content-type-json',
    breaks: 'RS-14',
    summary: 'sends assets as application/json',
    change: served((response) => withHeader(response, 'Content-Type', 'application/json')),
  },
  {
    id: 'content-type-guessed',
    breaks: 'RS-14',
    summary: 'guesses the Content-Type by the name',
    change: served((response, { asset }) =>
      /\.(txt|json|html)$/i.test(asset.name) ? withHeader(response, 'Content-Type', 'text/plain') : response,
    ),
  },
  {
    id: 'content-type-absent',
    breaks: 'RS-14',
    summary: 'sends assets without Content-Type',
    change: served((response) => withoutHeader(response, 'Content-Type')),
  },
];

function headerDefect(
  id: string,
  breaks: 'RS-05' | 'RS-06' | 'RS-08' | 'RS-09' | 'RS-11' | 'RS-12',
  header: string,
  summary: string,
  edit: (value: string) => string,
): Defect {
  return {
    id,
    breaks,
    summary,
    change: served((response) => {
      const value = response.headers.find(([name]) => name === header)?.[1] ?? '';
      return withHeader(response, header, edit(value));
    }),
  };
}
