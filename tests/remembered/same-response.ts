import { isDeepStrictEqual } from 'node:util';
import type { ReferenceResponse } from '../../targets/reference/index.js';

/** The form of a request id of the reference target; each response has one of its own. */
const requestId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Header fields that say how long a response is, or what becomes of the connection. */
const ofTheConnection = ['content-length', 'transfer-encoding', 'connection', 'keep-alive'];

/** Whether two responses are the same on the wire, byte for byte and in the way they are written, but for the request id. */
export function isSameResponse(one: ReferenceResponse, other: ReferenceResponse): boolean {
  return (
    one.status === other.status &&
    isDeepStrictEqual(one.wire, other.wire) &&
    isSameBody(one.body, other.body) &&
    one.headers.length === other.headers.length &&
    one.headers.every(([name, value], at) => {
      const [otherName, otherValue] = other.headers[at] ?? [];
      if (name !== otherName) return false;
      return value === otherValue || (requestId.test(value) && requestId.test(otherValue ?? ''));
    })
  );
}

/**
 * Whether a response does with the connection what another does: it is framed in the same way and leaves the connection
 * as it was. If not, what it does may show in any later response.
 */
export function isSameForConnection(one: ReferenceResponse, other: ReferenceResponse): boolean {
  return isDeepStrictEqual(one.wire, other.wire) && isDeepStrictEqual(framing(one), framing(other));
}

/** The fields about the connection; of a length, whether it is right. */
function framing({ headers, body }: ReferenceResponse): unknown {
  const size = String('size' in body ? body.size : body.length);
  return headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => ofTheConnection.includes(name))
    .map(([name, value]) => [name, name === 'content-length' && value === size ? 'right' : value]);
}

function isSameBody(one: ReferenceResponse['body'], other: ReferenceResponse['body']): boolean {
  if (one === other) return true;
  const [bytes, others] = [one, other].map((body) => (body instanceof Uint8Array ? body : body.whole()));
  // What must be streamed is the same only if it is the same source.
  return bytes !== undefined && others !== undefined && Buffer.compare(bytes, others) === 0;
}
