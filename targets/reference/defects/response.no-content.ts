import { withoutHeader } from '../response.js';
import type { Defect } from './defect.js';
import { content, withContent } from './unlawful-content.js';
import { served, wrap } from './wrap.js';

/** Responses that have no content by their method or status, with content (RFC 9112 §6.3). */
export const noContentDefects: readonly Defect[] = [
  {
    id: 'head-with-the-asset-chunked',
    breaks: 'RS-15',
    summary: 'sends the asset in a chunk in response to HEAD',
    change: served((response, _found, { method }) => {
      if (method !== 'HEAD') return response;
      const chunk = content(response);
      return {
        ...withoutHeader(response, 'Content-Length'),
        body: Buffer.alloc(0),
        headers: [...withoutHeader(response, 'Content-Length').headers, ['Transfer-Encoding', 'chunked']],
        wire: { excess: `${chunk.length.toString(16)}\r\n${chunk}\r\n0\r\n\r\n`, thenClose: true },
      };
    }),
  },
  {
    id: 'head-error-with-body',
    breaks: 'RS-15',
    summary: 'sends the body of an error in response to HEAD',
    change: wrap('refuse', (refuse) => (refusal, request) => {
      const response = refuse(refusal, request);
      return request.method === 'HEAD' ? withContent(response) : response;
    }),
  },
  {
    id: 'not-modified-with-body',
    breaks: 'RS-15',
    summary: 'sends the asset with 304 if the client has any version of it',
    change: served((response, _found, { headers }) =>
      headers['if-none-match'] === '*' ? withContent(response, 304) : response,
    ),
  },
  {
    id: 'no-content-with-body',
    breaks: 'RS-15',
    summary: 'responds to OPTIONS with 204 and a body',
    change: wrap('refuse', (refuse) => (refusal, request) => {
      const response = refuse(refusal, request);
      return request.method === 'OPTIONS' ? withContent(response, 204) : response;
    }),
  },
  {
    id: 'interim-with-body',
    breaks: 'RS-15',
    summary: 'sends a body with 103 Early Hints',
    change: served((response) => ({
      ...response,
      wire: { ahead: 'HTTP/1.1 103 Early Hints\r\nContent-Length: 5\r\n\r\nhints', thenClose: true },
    })),
  },
];
