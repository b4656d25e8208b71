import { type Answer, wholeBody, withBody } from '../answer.js';

/** The content of a small response as Latin-1 text. */
export const content = (answer: Answer): string => Buffer.from(wholeBody(answer) ?? []).toString('latin1');

/** The response with its content sent after it, where it must have none. */
export const withContent = (answer: Answer, status = answer.status): Answer => ({
  ...withBody(answer, Buffer.alloc(0)),
  status,
  headers: answer.headers,
  wire: { excess: content(answer), thenClose: true },
});
