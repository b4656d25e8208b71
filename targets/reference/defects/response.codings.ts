import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import type { ReferenceRequest } from '../request.js';
import { type ReferenceResponse, wholeBody, withBody, withHeader, withoutHeader } from '../response.js';
import type { Defect } from './defect.js';
import { bytes, refused, served } from './wrap.js';

/** Content codings: applied or named without being negotiated. */
export const codingDefects: readonly Defect[] = [
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
    id: 'gzip-label-on-errors',
    breaks: 'RS-16',
    summary: 'names a content coding on errors that it has not applied',
    change: refused((response) => withHeader(response, 'Content-Encoding', 'gzip')),
  },
  {
    id: 'gzip-of-errors-unasked',
    breaks: 'RS-16',
    summary: 'compresses errors, asked or not',
    change: refused((response) => gzipped(response)),
  },
  {
    id: 'deflate-without-zlib',
    breaks: 'RS-16',
    summary: 'sends deflate without the header of zlib',
    change: served((response, _found, { headers }) => {
      const content = wholeBody(response);
      return content === undefined || !headers['accept-encoding']?.includes('deflate')
        ? response
        : withHeader(withBody(response, deflateRawSync(content)), 'Content-Encoding', 'deflate');
    }),
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
];

function acceptsGzip(headers: ReferenceRequest['headers']): boolean {
  return headers['accept-encoding']?.includes('gzip') === true;
}

function gzipped(response: ReferenceResponse): ReferenceResponse {
  const content = response.body instanceof Uint8Array ? response.body : response.body.whole();
  return content === undefined
    ? response
    : withHeader(withBody(response, gzipSync(content)), 'Content-Encoding', 'gzip');
}
