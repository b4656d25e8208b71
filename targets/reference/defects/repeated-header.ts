import { headerOf, type ReferenceResponse } from '../answer.js';

/** Sends a header once more: with the same value, or with another one. */
export const again = (
  answer: ReferenceResponse,
  name: string,
  value = headerOf(answer, name),
): ReferenceResponse =>
  value === undefined ? answer : { ...answer, headers: [...answer.headers, [name, value]] };
