import { validateHeaderName, validateHeaderValue } from 'node:http';
import { type HeaderField, headerValue, type RecordedResponse } from '../../judge/index.js';
import { BodyDigest, headLimitOf, withoutSecrets } from '../../targets/connection/index.js';
import type { ReferenceResponse } from '../../targets/reference/index.js';
import type { IdealExchange } from './ideal-target.js';

/** Statuses without a body, and those that are no final response: their framing is of another kind. */
const isFramedByItsBody = (status: number): boolean => status >= 200 && status !== 204 && status !== 304;
/** Far below what any HTTP client takes. */
const maxHeaderBytes = 8 * 1024;

/**
 * What a connection would record of a response that the server wrote: the header section and the body as they are, and
 * the fields that Node.js adds to it. For a response that is framed as that of the ideal target (`isSameForConnection`).
 *
 * @returns undefined if it would take a server and a client to know
 */
export function writtenResponse(
  { request, response: ideal, sent }: IdealExchange,
  response: ReferenceResponse,
): RecordedResponse | undefined {
  const { status, headers } = response;
  const recorded = sent.response;
  if (!recorded || ![status, ideal.status].every(isFramedByItsBody) || !isOrdinary(headers)) return undefined;
  // Else Node.js adds one. A change may have a clock of its own.
  if (headerValue(headers, 'date') !== undefined) return undefined;
  const body = bodyOf(response, request.method);
  if (!body) return undefined;
  const added = recorded.headers
    .slice(ideal.headers.length)
    .map(([name, value]): HeaderField => [name, name === 'Date' ? new Date().toUTCString() : value]);
  return withoutSecrets({ status, headers: [...headers, ...added], body }, request.fields);
}

/** Whether Node.js writes these fields, and a client reads them, character for character. */
function isOrdinary(headers: readonly HeaderField[]): boolean {
  const bytes = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  return bytes <= maxHeaderBytes && headers.every(([name, value]) => isWritten(name, value));
}

function isWritten(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return value === value.trim();
  } catch {
    return false;
  }
}

function bodyOf({ status, body }: ReferenceResponse, method: string): RecordedResponse['body'] | undefined {
  const digest = new BodyDigest(headLimitOf(status));
  if (method === 'HEAD') return digest.finish();
  const bytes = body instanceof Uint8Array ? body : body.whole();
  if (bytes && bytes.length > 0) digest.update(bytes);
  return bytes && digest.finish();
}
