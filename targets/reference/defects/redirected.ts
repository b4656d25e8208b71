import { type ReferenceResponse, withBody, withHeader } from '../response.js';

/** A response that sends the client elsewhere for an asset, as stores of objects do. */
export function redirected(response: ReferenceResponse, status: 302 | 307): ReferenceResponse {
  return {
    ...withBody(withHeader(response, 'Location', 'https://assets.invalid/'), Buffer.alloc(0)),
    status,
  };
}
