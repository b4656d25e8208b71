import { randomUUID } from 'node:crypto';
import type { Answer } from './answer.js';

/** Gives each answer, whatever its status, a request id of its own. */
export function complete(answer: Answer): Answer {
  return { ...answer, headers: [...answer.headers, ['x-amzn-RequestId', randomUUID()]] };
}
