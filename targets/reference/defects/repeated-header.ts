import { headerOf, type ReferenceResponse } from '../response.js';

/** Sends a header once more: with the same value, or with another one. */
export const again = (
  response: ReferenceResponse,
  name: string,
  value = headerOf(response, name),
): ReferenceResponse =>
  value === undefined ? response : { ...response, headers: [...response.headers, [name, value]] };
