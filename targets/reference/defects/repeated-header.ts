import { type Answer, headerOf } from '../answer.js';

/** Sends a header once more: with the same value, or with another one. */
export const again = (answer: Answer, name: string, value = headerOf(answer, name)): Answer =>
  value === undefined ? answer : { ...answer, headers: [...answer.headers, [name, value]] };
