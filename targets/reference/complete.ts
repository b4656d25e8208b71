import { randomUUID } from 'node:crypto';
import type { ReferenceResponse } from './response.js';

/** Gives each response, whatever its status, a request id of its own. */
export function complete(response: ReferenceResponse): ReferenceResponse {
  return { ...response, headers: [...response.headers, ['x-amzn-RequestId', randomUUID()]] };
}
