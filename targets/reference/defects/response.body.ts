import { bodyLength, wholeBody, withBody } from '../response.js';
import type { Defect } from './defect.js';
import { redirected } from './redirected.js';
import { bytes, served } from './wrap.js';

/** The status and the bytes of a served asset. */
export const bodyDefects: readonly Defect[] = [
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
    change: served((response) => redirected(response, 302)),
  },
  {
    id: 'larger-assets-redirected',
    breaks: 'RS-01',
    summary: 'sends the client elsewhere with 307 for assets of more than four thousand bytes',
    change: served((response) => (bodyLength(response.body) > 4000 ? redirected(response, 307) : response)),
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
];
