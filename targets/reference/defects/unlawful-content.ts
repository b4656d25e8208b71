import { type ReferenceResponse, wholeBody, withBody } from '../response.js';

/** The content of a small response as Latin-1 text. */
export const content = (response: ReferenceResponse): string =>
  Buffer.from(wholeBody(response) ?? []).toString('latin1');

/** The response with its content sent after it, if it must have none. */
export const withContent = (response: ReferenceResponse, status = response.status): ReferenceResponse => ({
  ...withBody(response, Buffer.alloc(0)),
  status,
  headers: response.headers,
  wire: { excess: content(response), thenClose: true },
});
