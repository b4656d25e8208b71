import { bodyLength, withHeader, withoutHeader } from '../response.js';
import type { Defect } from './defect.js';
import { refused, served } from './wrap.js';

/** Where a response ends: its length, its chunks, its connection. */
export const framingDefects: readonly Defect[] = [
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
];
