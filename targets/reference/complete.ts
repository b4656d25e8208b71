import { randomUUID } from 'node:crypto';
import type { ReferenceResponse } from './answer.js';

/** Gives each answer, whatever its status, a request id of its own. */
export function complete(answer: ReferenceResponse): ReferenceResponse {
  return { ...answer, headers: [...answer.headers, ['x-amzn-RequestId', randomUUID()]] };
}
