import { createHash } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import type { AssetSource } from '../../fixtures/index.js';
import { served, wrap } from '../defects/wrap.js';
import type { ReferenceRequest } from '../request.js';
import {
  headerOf,
  type ReferenceResponse,
  wholeBody,
  withBody,
  withHeader,
  withoutHeader,
} from '../response.js';
import type { Variant } from './variant.js';

const assetHeaders = ['X-AssetName', 'X-PackageVersion', 'X-PackageVersionRevision'] as const;

/** Ways to write a response: framing, header fields, content types, ranges, validators. */
export const responseVariants: readonly Variant[] = [
  {
    id: 'chunked',
    summary: 'sends every body in chunks',
    change: completed((response) => withoutHeader(response, 'Content-Length')),
  },
  {
    id: 'chunked-in-small-pieces',
    summary: 'sends every body in chunks of seven bytes',
    change: completed((response) => ({
      ...withoutHeader(response, 'Content-Length'),
      ...(isSmall(response) ? { wire: { pieces: 7 } } : {}),
    })),
  },
  {
    id: 'length-in-small-pieces',
    summary: 'sends every body with its length, in writes of a kilobyte',
    change: completed((response) => ({ ...response, wire: { pieces: isSmall(response) ? 1024 : 65_536 } })),
  },
  {
    id: 'connection-closed',
    summary: 'closes the connection after each response',
    change: completed((response) => withHeader(response, 'Connection', 'close')),
  },
  {
    id: 'reset-after-response',
    // Of a large body, part may still be on its way when the last byte has been written: a reset would take it away.
    summary: 'resets the connection 20 ms after each complete small response',
    change: completed((response) =>
      isSmall(response) ? { ...response, wire: { ...response.wire, thenReset: 20 } } : response,
    ),
  },
  {
    id: 'reset-after-chunked-response',
    summary: 'resets the connection 20 ms after each complete small chunked response',
    change: completed((response) => ({
      ...withoutHeader(response, 'Content-Length'),
      ...(isSmall(response) ? { wire: { ...response.wire, thenReset: 20 } } : {}),
    })),
  },
  {
    id: 'body-until-close',
    summary: 'lets the end of the connection end the body, as in HTTP/1.0',
    change: completed((response) => ({
      ...withHeader(withoutHeader(response, 'Content-Length'), 'Connection', 'close'),
      wire: { untilClose: true },
    })),
  },
  {
    id: 'header-names-lower-case',
    summary: 'sends header names in lower case',
    change: renamed((name) => name.toLowerCase()),
  },
  {
    id: 'header-names-upper-case',
    summary: 'sends header names in capitals',
    change: renamed((name) => name.toUpperCase()),
  },
  {
    id: 'headers-reversed',
    summary: 'sends headers in another order',
    change: completed((response) => ({ ...response, headers: response.headers.toReversed() })),
  },
  {
    id: 'headers-further',
    summary: 'sends headers that nobody documents, some of them twice',
    change: completed((response) => ({
      ...response,
      headers: [
        ['Server', 'example/1.0'],
        ['Via', '1.1 first'],
        ['Via', '1.1 second'],
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['X-Content-Type-Options', 'nosniff'],
        ['Strict-Transport-Security', 'max-age=31536000'],
        ...response.headers,
      ],
    })),
  },
  {
    id: 'header-values-padded',
    summary: 'puts white space around header values',
    change: served((response) => ({
      ...response,
      headers: response.headers.map(([name, value]) => [
        name,
        name === 'Content-Length' ? value : ` ${value}  `,
      ]),
    })),
  },
  {
    id: 'request-id-absent',
    summary: 'sends no x-amzn-RequestId',
    departsFrom: ['RS-21'],
    change: completed((response) => withoutHeader(response, 'x-amzn-RequestId')),
  },
  {
    id: 'request-id-other-form',
    summary: 'sends request ids that are no UUIDs',
    change: wrap('complete', (complete) => {
      let count = 0;
      return async (response, request) => {
        count += 1;
        return withHeader(await complete(response, request), 'x-amzn-RequestId', `req/${count}=`);
      };
    }),
  },
  {
    id: 'asset-name-raw-utf-8',
    summary: 'sends a name outside ASCII as raw UTF-8',
    change: namedOutsideAscii((response, name) =>
      withHeader(response, 'X-AssetName', Buffer.from(name).toString('latin1')),
    ),
  },
  {
    id: 'asset-name-extended-value',
    summary: 'sends a name outside ASCII as an extended value (RFC 8187)',
    change: namedOutsideAscii((response, name) =>
      withHeader(response, 'X-AssetName', `UTF-8''${encodeURIComponent(name)}`),
    ),
  },
  {
    id: 'asset-name-encoded-word',
    summary: 'sends a name outside ASCII as an encoded word (RFC 2047)',
    change: namedOutsideAscii((response, name) =>
      withHeader(response, 'X-AssetName', `=?UTF-8?B?${Buffer.from(name).toString('base64')}?=`),
    ),
  },
  {
    id: 'asset-name-left-out-outside-ascii',
    summary: 'leaves X-AssetName out if the name is not ASCII',
    change: namedOutsideAscii((response) => withoutHeader(response, 'X-AssetName')),
  },
  {
    id: 'content-type-parameters',
    summary: 'adds a parameter to the Content-Type of assets, in another case',
    change: served((response) =>
      withHeader(response, 'Content-Type', 'Application/Octet-Stream; charset=binary'),
    ),
  },
  {
    id: 'content-type-by-name',
    summary: 'guesses the Content-Type by the name',
    departsFrom: ['RS-14'],
    change: served((response, { asset }) =>
      withHeader(
        response,
        'Content-Type',
        /\.(?:txt|json)$/.test(asset.name) ? 'text/plain' : 'application/gzip',
      ),
    ),
  },
  {
    id: 'content-type-absent',
    summary: 'sends assets without Content-Type',
    departsFrom: ['RS-14'],
    change: served((response) => withoutHeader(response, 'Content-Type')),
  },
  {
    id: 'content-disposition',
    summary: 'sends Content-Disposition, Accept-Ranges and Cache-Control',
    change: served((response) =>
      withHeader(
        withHeader(withHeader(response, 'Content-Disposition', 'attachment'), 'Accept-Ranges', 'none'),
        'Cache-Control',
        'no-store',
      ),
    ),
  },
  {
    id: 'content-encoding-identity',
    summary: 'names the content coding identity',
    change: served((response) => withHeader(response, 'Content-Encoding', 'identity')),
  },
  {
    id: 'gzip-on-demand',
    summary: 'compresses if Accept-Encoding asks for gzip',
    change: served((response, _found, request) => compressed(response, request, 'gzip', gzipSync)),
  },
  {
    id: 'gzip-of-everything-on-demand',
    summary: 'compresses assets and errors if Accept-Encoding asks for gzip, and calls it x-gzip',
    change: completed((response, request) => compressed(response, request, 'gzip', gzipSync, 'x-gzip')),
  },
  {
    id: 'deflate-on-demand',
    summary: 'compresses assets and errors if Accept-Encoding asks for deflate',
    change: completed((response, request) => compressed(response, request, 'deflate', deflateSync)),
  },
  {
    id: 'ranges',
    summary: 'responds to a range with 206, and with 416 one beyond the end',
    change: served((response, { asset }, request) =>
      ranged(withHeader(response, 'Accept-Ranges', 'bytes'), asset.source, request),
    ),
  },
  {
    id: 'ranges-in-any-case',
    summary:
      'responds to a range with 206 in whatever case its unit is written, and ignores one beyond the end',
    change: served((response, { asset }, request) => {
      const range = request.headers.range?.toLowerCase() ?? '';
      const partial = ranged(response, asset.source, { ...request, headers: { ...request.headers, range } });
      return partial.status === 206 ? partial : response;
    }),
  },
  {
    id: 'ranges-without-size',
    summary: 'responds to a range with 206, and leaves the size of the asset open in Content-Range',
    change: served((response, { asset }, request) => {
      const partial = ranged(response, asset.source, request);
      const range = headerOf(partial, 'Content-Range')?.replace(/\d+$/, '*');
      return partial.status === 206 && range !== undefined
        ? withHeader(partial, 'Content-Range', range)
        : response;
    }),
  },
  {
    id: 'ranges-on-head',
    summary: 'responds to a range with 206, and to HEAD as to GET, as nginx and others do',
    departsFrom: ['RS-26'],
    change: served((response, { asset }, request) =>
      ranged(response, asset.source, request.method === 'HEAD' ? { ...request, method: 'GET' } : request),
    ),
  },
  {
    id: 'ranges-with-validators',
    summary: 'sends an ETag, and responds to a range with 206 if If-Range has it or is absent',
    change: served((response, { asset }, request) =>
      ranged(withHeader(response, 'ETag', `"${asset.source.sha256.slice(0, 16)}"`), asset.source, request),
    ),
  },
  {
    id: 'validators',
    summary: 'sends ETag and Last-Modified, and 304 if the client has that ETag',
    change: served((response, { asset }, { headers }) => {
      const tag = `"${asset.source.sha256.slice(0, 16)}"`;
      const tagged = withHeader(
        withHeader(response, 'ETag', tag),
        'Last-Modified',
        'Thu, 01 Jan 2026 00:00:00 GMT',
      );
      return headers['if-none-match'] === tag
        ? {
            ...withoutHeader(withoutHeader(tagged, 'Content-Length'), 'Content-Type'),
            status: 304,
            body: Buffer.alloc(0),
          }
        : tagged;
    }),
  },
  {
    id: 'digest-headers',
    summary: 'sends digests of the asset in headers',
    change: served((response) => {
      const content = wholeBody(response);
      return content === undefined
        ? response
        : withHeader(response, 'Content-MD5', createHash('md5').update(content).digest('base64'));
    }),
  },
  {
    id: 'early-hints',
    summary: 'sends 103 Early Hints before each asset',
    change: served((response) => ({ ...response, wire: { earlyHints: ['</v1>; rel=preconnect'] } })),
  },
  {
    id: 'slow-first-byte',
    summary: 'takes 30 milliseconds for each response',
    change: completed((response) => ({ ...response, wire: { ...response.wire, delay: 30 } })),
  },
  {
    id: 'withheld-until-whole',
    summary: 'makes every body ready before it sends the first byte',
    departsFrom: ['RS-18'],
    change: completed((response) =>
      isHuge(response) ? response : { ...response, wire: { withheld: true } },
    ),
  },
  {
    id: 'reason-phrase-of-its-own',
    summary: 'words the reason phrase of the status line itself',
    change: completed((response) => ({ ...response, wire: { reasonPhrase: 'As You Wish' } })),
  },
  {
    id: 'three-headers-only',
    summary: 'sends only what is documented: no request id, no Content-Type',
    departsFrom: ['RS-14', 'RS-21', 'ER-04'],
    change: completed((response) => ({
      ...response,
      headers: response.headers.filter(
        ([name]) =>
          assetHeaders.some((documented) => documented === name) ||
          ['Content-Length', 'x-amzn-errortype', 'Retry-After'].includes(name),
      ),
    })),
  },
];

function completed(edit: (response: ReferenceResponse, request: ReferenceRequest) => ReferenceResponse) {
  return wrap(
    'complete',
    (complete) => async (response, request) => edit(await complete(response, request), request),
  );
}

function renamed(rename: (name: string) => string) {
  return completed((response) => ({
    ...response,
    headers: response.headers.map(([name, value]) => [rename(name), value]),
  }));
}

function namedOutsideAscii(edit: (response: ReferenceResponse, name: string) => ReferenceResponse) {
  return served((response, { asset }) =>
    /^[\x20-\x7e]*$/.test(asset.name) ? response : edit(response, asset.name),
  );
}

const kibibyte = 1024;

function isSmall({ body }: ReferenceResponse): boolean {
  return (body instanceof Uint8Array ? body.length : body.size) <= 8 * kibibyte;
}

function isHuge({ body }: ReferenceResponse): boolean {
  return !(body instanceof Uint8Array) && body.size > 512 * kibibyte * kibibyte;
}

/** The response in a content coding, if Accept-Encoding names it with a quality above zero. */
function compressed(
  response: ReferenceResponse,
  { headers }: ReferenceRequest,
  coding: string,
  compress: (content: Uint8Array) => Buffer,
  label = coding,
): ReferenceResponse {
  const content = wholeBody(response);
  const isAccepted = new RegExp(`(?:^|[\\s,])${coding}(?!\\s*;\\s*q=0(?:\\.0*)?(?:\\D|$))`);
  if (content === undefined || !isAccepted.test(headers['accept-encoding'] ?? '')) return response;
  const coded = withHeader(withBody(response, compress(content)), 'Content-Encoding', label);
  return withHeader(coded, 'Vary', 'Accept-Encoding');
}

function ranged(
  response: ReferenceResponse,
  source: AssetSource,
  { method, headers }: ReferenceRequest,
): ReferenceResponse {
  const range = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '');
  if (method !== 'GET' || range === null || (range[1] === '' && range[2] === '')) return response;
  // An If-Range that does not match leaves the whole; a weak tag never matches.
  const validator = headers['if-range'];
  if (validator !== undefined && validator !== headerOf(response, 'ETag')) return response;
  const { size } = source;
  const fromEnd = range[1] === '';
  const first = fromEnd ? Math.max(size - Number(range[2]), 0) : Number(range[1]);
  const last = fromEnd || range[2] === '' ? size - 1 : Math.min(Number(range[2]), size - 1);
  if (first > last) {
    return {
      ...withHeader(withBody(response, Buffer.alloc(0)), 'Content-Range', `bytes */${size}`),
      status: 416,
    };
  }
  const part: AssetSource = {
    ...source,
    size: last - first + 1,
    whole: () => source.whole()?.subarray(first, last + 1),
    open: () => source.open(first, last),
  };
  return {
    ...withHeader(withBody(response, part), 'Content-Range', `bytes ${first}-${last}/${size}`),
    status: 206,
  };
}
