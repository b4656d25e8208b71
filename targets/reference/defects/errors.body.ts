import { gzipSync } from 'node:zlib';
import type { Refusal } from '../refusal.js';
import { wholeBody, withBody, withHeader, withoutHeader } from '../response.js';
import type { Defect } from './defect.js';
import { errorBody, refused } from './wrap.js';

/** The body of an error and its Content-Type. */
export const errorBodyDefects: readonly Defect[] = [
  {
    id: 'message-absent',
    breaks: 'ER-03',
    summary: 'sends errors without a message',
    change: errorBody(({ message: _, ...body }) => body),
  },
  {
    id: 'message-not-a-string',
    breaks: 'ER-03',
    summary: 'gives the message as an object',
    change: errorBody(({ message, ...body }) => ({ message: { text: message }, ...body })),
  },
  {
    id: 'message-null',
    breaks: 'ER-03',
    summary: 'sends null as the message of errors',
    change: errorBody((body) => ({ ...body, message: null })),
  },
  {
    id: 'message-in-error-member',
    breaks: 'ER-03',
    summary: 'sends the message of errors in the member error',
    change: errorBody(({ message, ...body }) => ({ error: message, ...body })),
  },
  {
    id: 'body-nested',
    breaks: 'ER-03',
    summary: 'nests the error in a member of the JSON body',
    change: errorBody((body) => ({ error: body })),
  },
  {
    id: 'body-array',
    breaks: 'ER-03',
    summary: 'sends the error as a JSON array',
    change: errorBody((body) => [body]),
  },
  {
    id: 'body-json-string',
    breaks: 'ER-03',
    summary: 'sends the error as a JSON string',
    change: errorBody((body) => JSON.stringify(body)),
  },
  written(
    'body-html',
    'sends the error as a page',
    ({ message }) => `<!DOCTYPE html><title>Error</title><p>${message}</p>`,
  ),
  written('body-plain-text', 'sends the error as plain text', ({ message }) => message),
  written('body-of-error-empty', 'sends errors without a body', () => ''),
  written(
    'body-truncated',
    'breaks off in the middle of the JSON document',
    ({ message }) => `{"message":"${message}`,
  ),
  written(
    'body-xml',
    'sends the error as XML',
    ({ message }) => `<Error><Message>${message}</Message></Error>`,
  ),
  {
    id: 'gzip-of-errors-unlabelled',
    breaks: 'ER-03',
    summary: 'compresses errors on demand, and does not say so',
    change: refused((response, _error, { headers }) => {
      const content = wholeBody(response);
      return content && headers['accept-encoding']?.includes('gzip')
        ? withBody(response, gzipSync(content))
        : response;
    }),
  },
  {
    id: 'error-content-type-text',
    breaks: 'ER-04',
    summary: 'labels errors as text',
    change: refused((response) => withHeader(response, 'Content-Type', 'text/plain')),
  },
  {
    id: 'error-content-type-of-other-protocol',
    breaks: 'ER-04',
    summary: 'labels errors as application/x-amz-json-1.1, as other protocols of AWS do',
    change: refused((response) => withHeader(response, 'Content-Type', 'application/x-amz-json-1.1')),
  },
  {
    id: 'error-content-type-absent',
    breaks: 'ER-04',
    summary: 'sends errors without Content-Type',
    change: refused((response) => withoutHeader(response, 'Content-Type')),
  },
  {
    id: 'error-content-type-octet-stream',
    breaks: 'ER-04',
    summary: 'labels errors as application/octet-stream',
    change: refused((response) => withHeader(response, 'Content-Type', 'application/octet-stream')),
  },
  {
    id: 'error-with-success-headers',
    breaks: 'ER-05',
    summary: 'sends the three headers of an asset with an error',
    change: refused((response) =>
      withHeader(withHeader(response, 'X-PackageVersion', '1.0.0'), 'X-PackageVersionRevision', 'none'),
    ),
  },
  {
    id: 'error-with-asset-name',
    breaks: 'ER-05',
    summary: 'repeats the name that was requested in X-AssetName of an error',
    change: refused((response) => withHeader(response, 'X-AssetName', 'widget.txt')),
  },
];

function written(id: string, summary: string, write: (error: Refusal) => string): Defect {
  return {
    id,
    breaks: 'ER-03',
    summary,
    change: refused((response, error) => withBody(response, Buffer.from(write(error)))),
  };
}
