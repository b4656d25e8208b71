import { type ReferenceResponse, wholeBody, withBody } from '../answer.js';

/** The content of a small response as Latin-1 text. */
export const content = (answer: ReferenceResponse): string =>
  Buffer.from(wholeBody(answer) ?? []).toString('latin1');

/** The response with its content sent after it, where it must have none. */
export const withContent = (answer: ReferenceResponse, status = answer.status): ReferenceResponse => ({
  ...withBody(answer, Buffer.alloc(0)),
  status,
  headers: answer.headers,
  wire: { excess: content(answer), thenClose: true },
});
