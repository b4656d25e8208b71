import { gunzipSync, gzipSync } from 'node:zlib';
import { mebibyte } from '../../fixtures/index.js';
import { parseQuery, percentDecoded } from '../query.js';
import { invalid, isRefusal } from '../refusal.js';
import type { ReferenceRequest } from '../request.js';
import {
  bodyLength,
  type ReferenceResponse,
  wholeBody,
  withBody,
  withHeader,
  withoutHeader,
} from '../response.js';
import type { Defect } from './defect.js';
import { generalDefects } from './general.js';
import { noContentDefects } from './response.no-content.js';
import { rangeDefects } from './response.ranges.js';
import { repeatedHeaderDefects } from './response.repeated-headers.js';
import { all, bound, bytes, intercepting, refused, served, wrap } from './wrap.js';

const names = {
  asset: 'X-AssetName',
  version: 'X-PackageVersion',
  revision: 'X-PackageVersionRevision',
} as const;

/** Assets above this size are streamed. */
const large = 32 * mebibyte;

/** The response that carries an asset: status, headers, bytes, framing. */
export const responseDefects: readonly Defect[] = [
  ...generalDefects('response'),
  ...[201, 202, 203, 206].map((status) => ({
    id: `status-${status}`,
    breaks: 'RS-01' as const,
    summary: `responds to an asset with ${status}`,
    change: served((response) => ({ ...response, status })),
  })),
  {
    id: 'status-redirect',
    breaks: 'RS-01',
    summary: 'sends the client elsewhere with 302',
    change: served((response) => ({
      ...withBody(withHeader(response, 'Location', 'https://assets.invalid/'), Buffer.alloc(0)),
      status: 302,
    })),
  },
  {
    id: 'body-base64',
    breaks: 'RS-02',
    summary: 'sends the asset in base64',
    change: bytes((content) => Buffer.from(content.toString('base64'))),
  },
  {
    id: 'body-hexadecimal',
    breaks: 'RS-02',
    summary: 'sends the asset in hexadecimal',
    change: bytes((content) => Buffer.from(content.toString('hex'))),
  },
  {
    id: 'body-json-envelope',
    breaks: 'RS-02',
    summary: 'wraps the asset in a JSON document',
    change: bytes((content, { asset }) =>
      Buffer.from(JSON.stringify({ assetName: asset.name, asset: content.toString('base64') })),
    ),
  },
  {
    id: 'body-base64-decoded',
    breaks: 'RS-02',
    summary: 'decodes text that looks like base64',
    change: bytes((content) =>
      /^[A-Za-z0-9+/]{8,}={0,2}$/.test(content.toString('latin1'))
        ? Buffer.from(content.toString(), 'base64')
        : content,
    ),
  },
  {
    id: 'body-json-envelope-on-demand',
    breaks: 'RS-02',
    summary: 'wraps the asset in a JSON document if Accept asks for JSON',
    change: served((response, _found, { headers }) =>
      headers.accept === 'application/json'
        ? withBody(
            response,
            Buffer.from(JSON.stringify({ asset: Buffer.from(wholeBody(response) ?? []).toString('base64') })),
          )
        : response,
    ),
  },
  {
    id: 'body-json-reformatted',
    breaks: 'RS-02',
    summary: 'parses JSON documents and writes them again',
    change: bytes((content) => {
      try {
        return Buffer.from(JSON.stringify(JSON.parse(content.toString())));
      } catch {
        return content;
      }
    }),
  },
  {
    id: 'body-line-feeds-expanded',
    breaks: 'RS-03',
    summary: 'turns LF into CR LF',
    change: bytes((content) => Buffer.from(content.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1')),
  },
  {
    id: 'body-carriage-returns-lost',
    breaks: 'RS-03',
    summary: 'turns CR LF into LF',
    change: bytes((content) => Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')),
  },
  {
    id: 'body-recoded-as-utf-8',
    breaks: 'RS-03',
    summary: 'reads the asset as UTF-8 text and writes it again',
    change: bytes((content) => Buffer.from(content.toString('utf8'))),
  },
  {
    id: 'body-latin-1-as-utf-8',
    breaks: 'RS-03',
    summary: 'reads the asset as Latin-1 and writes it as UTF-8',
    change: bytes((content) => Buffer.from(content.toString('latin1'))),
  },
  {
    id: 'body-high-bits-lost',
    breaks: 'RS-03',
    summary: 'sends seven bits of each byte',
    change: bytes((content) => Buffer.from(content.map((byte) => byte & 0x7f))),
  },
  {
    id: 'body-byte-order-mark-lost',
    breaks: 'RS-03',
    summary: 'cuts a byte order mark',
    change: bytes((content) =>
      content.subarray(0, 3).equals(Buffer.from('\uFEFF')) ? content.subarray(3) : content,
    ),
  },
  {
    id: 'body-ends-at-nul',
    breaks: 'RS-03',
    summary: 'ends the asset at its first NUL',
    change: bytes((content) => (content.includes(0) ? content.subarray(0, content.indexOf(0)) : content)),
  },
  {
    id: 'body-trailing-nuls-lost',
    breaks: 'RS-03',
    summary: 'cuts NULs at the end',
    change: bytes((content) => {
      const last = content.findLastIndex((byte) => byte !== 0);
      return content.subarray(0, last + 1);
    }),
  },
  {
    id: 'body-trailing-white-space-lost',
    breaks: 'RS-03',
    summary: 'cuts white space at the end',
    change: bytes((content) => Buffer.from(content.toString('latin1').trimEnd(), 'latin1')),
  },
  ...(['asset', 'version', 'revision'] as const).flatMap((what) => {
    const present = { asset: 'RS-04', version: 'RS-07', revision: 'RS-10' } as const;
    const formed = { asset: 'RS-06', version: 'RS-09', revision: 'RS-11' } as const;
    const header = names[what];
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
    names.asset,
    'sends X-AssetName in lower case and in brackets',
    (value) => `[${value.toLowerCase()}]`,
  ),
  headerDefect(
    'header-asset-basename',
    'RS-05',
    names.asset,
    'sends what follows the last slash as X-AssetName',
    (value) => value.split('/').at(-1) ?? '',
  ),
  headerDefect('header-asset-escaped', 'RS-05', names.asset, 'percent-encodes X-AssetName', (value) =>
    encodeURIComponent(value),
  ),
  headerDefect(
    'header-asset-quoted',
    'RS-05',
    names.asset,
    'sends X-AssetName in quotation marks',
    (value) => `"${value}"`,
  ),
  headerDefect('header-asset-truncated', 'RS-05', names.asset, 'cuts X-AssetName at 64 characters', (value) =>
    value.slice(0, 64),
  ),
  headerDefect(
    'header-asset-plus-for-space',
    'RS-05',
    names.asset,
    'sends plus signs for spaces in X-AssetName',
    (value) => value.replaceAll(' ', '+'),
  ),
  headerDefect(
    'header-asset-with-control',
    'RS-06',
    names.asset,
    'ends X-AssetName with a control character',
    (value) => `${value}\u0085`,
  ),
  headerDefect(
    'header-version-with-v',
    'RS-08',
    names.version,
    'puts a v before X-PackageVersion',
    (value) => `v${value}`,
  ),
  headerDefect(
    'header-version-without-metadata',
    'RS-08',
    names.version,
    'cuts build metadata from X-PackageVersion',
    (value) => value.replace(/\+.*$/, ''),
  ),
  headerDefect(
    'header-asset-constant',
    'RS-05',
    names.asset,
    'sends the same X-AssetName with every asset',
    () => 'asset.bin',
  ),
  headerDefect(
    'header-version-constant',
    'RS-08',
    names.version,
    'sends 1.0.0 as X-PackageVersion of every version',
    () => '1.0.0',
  ),
  headerDefect(
    'header-version-with-space',
    'RS-09',
    names.version,
    'adds a remark to X-PackageVersion',
    (value) => `${value} (stable)`,
  ),
  headerDefect(
    'header-version-with-package',
    'RS-09',
    names.version,
    'puts the package before X-PackageVersion',
    (value) => `widget/${value}`,
  ),
  headerDefect(
    'header-revision-stale',
    'RS-12',
    names.revision,
    'sends the revision before the current one',
    (value) => [...value].reverse().join(''),
  ),
  headerDefect(
    'header-revision-escaped',
    'RS-12',
    names.revision,
    'percent-encodes X-PackageVersionRevision',
    (value) => encodeURIComponent(value),
  ),
  headerDefect(
    'header-revision-url-safe',
    'RS-12',
    names.revision,
    'sends the revision in the URL-safe alphabet',
    (value) => value.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
  ),
  headerDefect(
    'header-revision-with-space',
    'RS-11',
    names.revision,
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
        withHeader(response, names.asset, version.version),
        names.version,
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
  {
    id: 'content-length-too-large',
    breaks: 'RS-15',
    summary: 'promises one byte more than it sends, and closes',
    change: served((response) => ({
      ...withHeader(response, 'Content-Length', String(bodyLength(response.body) + 1)),
      wire: { cutAfter: bodyLength(response.body) },
    })),
  },
  {
    id: 'content-length-too-small',
    breaks: 'RS-15',
    summary: 'promises one byte less than it sends',
    change: served((response) =>
      bodyLength(response.body) < 2
        ? response
        : {
            ...withHeader(response, 'Content-Length', String(bodyLength(response.body) - 1)),
            wire: { thenClose: true },
          },
    ),
  },
  {
    id: 'content-length-of-characters',
    breaks: 'RS-15',
    summary: 'counts characters instead of bytes in the Content-Length of text',
    change: served((response) => {
      const content = response.body instanceof Uint8Array ? response.body : response.body.whole();
      const length = content === undefined ? undefined : Buffer.from(content).toString('utf8').length;
      return length === undefined || length === content?.length
        ? response
        : { ...withHeader(response, 'Content-Length', String(length)), wire: { thenClose: true } };
    }),
  },
  {
    id: 'content-length-wrong-on-errors',
    breaks: 'RS-15',
    summary: 'promises one byte more than it sends with an error, and closes',
    change: refused((response) => ({
      ...withHeader(response, 'Content-Length', String(bodyLength(response.body) + 1)),
      wire: { cutAfter: bodyLength(response.body) },
    })),
  },
  {
    id: 'chunked-unfinished',
    breaks: 'RS-15',
    summary: 'closes before the last chunk of a chunked body',
    change: served((response) => ({
      ...withoutHeader(response, 'Content-Length'),
      wire: { cutAfter: bodyLength(response.body) },
    })),
  },
  {
    id: 'closed-in-the-middle',
    breaks: 'RS-15',
    summary: 'closes after half of the body',
    change: served((response) => ({
      ...response,
      wire: { cutAfter: Math.floor(bodyLength(response.body) / 2) },
    })),
  },
  {
    id: 'reset-in-the-middle',
    breaks: 'RS-15',
    summary: 'resets the connection after half of the body of each asset',
    change: served((response) => ({
      ...response,
      wire: { cutAfter: Math.floor(bodyLength(response.body) / 2), thenReset: 5 },
    })),
  },
  {
    id: 'length-ten-too-large',
    breaks: 'RS-15',
    summary: 'promises ten bytes more than it sends of each asset, and resets the connection',
    change: served((response) => ({
      ...withHeader(response, 'Content-Length', String(bodyLength(response.body) + 10)),
      wire: { cutAfter: bodyLength(response.body), thenReset: 5 },
    })),
  },
  {
    id: 'bytes-after-the-end',
    breaks: 'RS-15',
    summary: 'sends a line feed after the body, outside of its framing',
    change: served((response) => ({ ...response, wire: { excess: '\n' } })),
  },
  {
    id: 'gzip-unasked',
    breaks: 'RS-16',
    summary: 'compresses every asset, asked or not',
    change: served((response) => gzipped(response)),
  },
  {
    id: 'gzip-unasked-of-text',
    breaks: 'RS-16',
    summary: 'compresses text, asked or not',
    change: served((response, { asset }) =>
      /\.(txt|json|html)$/.test(asset.name) ? gzipped(response) : response,
    ),
  },
  {
    id: 'gzip-label-only',
    breaks: 'RS-16',
    summary: 'names a content coding that it has not applied',
    change: served((response) => withHeader(response, 'Content-Encoding', 'gzip')),
  },
  {
    id: 'gzip-label-on-archives',
    breaks: 'RS-16',
    summary: 'labels compressed files as gzip-coded',
    change: served((response, { asset }) =>
      /\.(t?gz|crate)$/.test(asset.name) ? withHeader(response, 'Content-Encoding', 'gzip') : response,
    ),
  },
  {
    id: 'gzip-archives-unpacked',
    breaks: 'RS-03',
    summary: 'decompresses compressed files',
    change: bytes((content) => (content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content) : content)),
  },
  {
    id: 'gzip-despite-identity',
    breaks: 'RS-16',
    summary: 'compresses if Accept-Encoding asks for identity',
    change: served((response, _found, { headers }) =>
      headers['accept-encoding'] === 'identity' ? gzipped(response) : response,
    ),
  },
  {
    id: 'gzip-despite-quality-zero',
    breaks: 'RS-16',
    summary: 'compresses if Accept-Encoding names gzip, also with the quality zero',
    change: served((response, _found, { headers }) => (acceptsGzip(headers) ? gzipped(response) : response)),
  },
  {
    id: 'gzip-unlabelled-beyond-a-kilobyte',
    breaks: 'RS-16',
    summary: 'compresses text of more than a kilobyte on demand, and does not say so',
    change: served((response, { asset }, { headers }) =>
      acceptsGzip(headers) && asset.source.size > 1024 && asset.name.endsWith('.txt')
        ? withoutHeader(gzipped(response), 'Content-Encoding')
        : response,
    ),
  },
  {
    id: 'gzip-label-on-archives-on-demand',
    breaks: 'RS-16',
    summary: 'labels compressed files as gzip-coded if the client takes that coding',
    change: served((response, { asset }, { headers }) =>
      acceptsGzip(headers) && /\.t?gz$/.test(asset.name)
        ? withHeader(response, 'Content-Encoding', 'gzip')
        : response,
    ),
  },
  {
    id: 'empty-asset-204',
    breaks: 'RS-17',
    summary: 'responds to an empty asset with 204',
    change: served((response, { asset }) =>
      asset.source.size === 0 ? { ...withoutHeader(response, 'Content-Length'), status: 204 } : response,
    ),
  },
  {
    id: 'empty-asset-not-found',
    breaks: 'RS-17',
    summary: 'does not find an empty asset',
    change: wrap('match', (match) => ({
      ...match,
      asset: (wanted, held, version) => held.source.size > 0 && match.asset(wanted, held, version),
    })),
  },
  {
    id: 'empty-asset-without-headers',
    breaks: 'RS-17',
    summary: 'leaves the three headers of an empty asset out',
    change: served((response, { asset }) =>
      asset.source.size === 0 ? Object.values(names).reduce(withoutHeader, response) : response,
    ),
  },
  {
    id: 'empty-asset-filled',
    breaks: 'RS-17',
    summary: 'serves a space for an empty asset',
    change: bytes((content) => (content.length === 0 ? Buffer.from(' ') : content)),
  },
  {
    id: 'request-id-absent',
    breaks: 'RS-21',
    summary: 'sends no x-amzn-RequestId',
    change: wrap(
      'complete',
      (complete) => async (response, request) =>
        withoutHeader(await complete(response, request), 'x-amzn-RequestId'),
    ),
  },
  {
    id: 'request-id-absent-on-errors',
    breaks: 'RS-21',
    summary: 'sends no x-amzn-RequestId with an error',
    change: wrap('complete', (complete) => async (response, request) => {
      const completed = await complete(response, request);
      return response.status < 400 ? completed : withoutHeader(completed, 'x-amzn-RequestId');
    }),
  },
  {
    id: 'request-id-constant',
    breaks: 'RS-21',
    summary: 'sends the same x-amzn-RequestId every time',
    change: wrap(
      'complete',
      (complete) => async (response, request) =>
        withHeader(
          await complete(response, request),
          'x-amzn-RequestId',
          '00000000-0000-0000-0000-000000000000',
        ),
    ),
  },
  {
    id: 'header-names-case-sensitive',
    breaks: 'RS-13',
    summary: 'refuses header names in capitals',
    change: intercepting(({ headerNames }) =>
      headerNames.some((name) => /[A-Z]{3}/.test(name)) ? invalid('Unreadable header.', 'OTHER') : undefined,
    ),
  },
  {
    id: 'header-lines-injected',
    breaks: 'RS-24',
    summary: 'repeats an invalid value in a header, line breaks and all',
    change: refused((response, _error, { rawQuery }) => {
      const query = parseQuery(rawQuery);
      const lines = isRefusal(query)
        ? []
        : query.pairs.flatMap(([, value]) => value.split(/[\r\n]+/).slice(1));
      return lines.reduce((changed, line) => {
        const [name = '', value = ''] = line.split(/:\s*/, 2);
        return /^[A-Za-z0-9-]+$/.test(name) ? withHeader(changed, name, value) : changed;
      }, response);
    }),
  },
  {
    id: 'header-lines-injected-by-line-feed',
    breaks: 'RS-24',
    summary: 'cuts an asset name at a line feed and sends the rest as headers with the asset',
    change: all(
      bound((input) =>
        input.asset === undefined ? input : { ...input, asset: input.asset.split('\n', 1)[0] ?? '' },
      ),
      wrap('serve', (serve) => (found, request) => {
        const response = serve(found, request);
        const [, line = ''] = (percentDecoded(request.rawQuery) ?? '').split('\n');
        const [name = '', value = ''] = line.split('&', 1)[0]?.split(/:\s*/, 2) ?? [];
        return /^[A-Za-z0-9-]+$/.test(name) ? withHeader(response, name, value) : response;
      }),
    ),
  },
  {
    id: 'large-not-streamed',
    breaks: 'RS-18',
    summary: 'makes a large asset ready as a whole before it sends the first byte',
    change: served((response, { asset }) =>
      asset.source.size > large && asset.source.size <= 16 * large
        ? { ...response, wire: { withheld: true, delay: 2000 } }
        : response,
    ),
  },
  ...rangeDefects,
  ...repeatedHeaderDefects,
  ...noContentDefects,
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

function acceptsGzip(headers: ReferenceRequest['headers']): boolean {
  return headers['accept-encoding']?.includes('gzip') === true;
}

function gzipped(response: ReferenceResponse): ReferenceResponse {
  const content = response.body instanceof Uint8Array ? response.body : response.body.whole();
  return content === undefined
    ? response
    : withHeader(withBody(response, gzipSync(content)), 'Content-Encoding', 'gzip');
}
