import { type Call, rejectInvalid } from './call.js';

const greatest = 1000;
const usual = 100;

/**
 * One page of a list, with the token for the next if there is more.
 *
 * @throws Rejected if `max-results` or `next-token` (in the query, or for ListDomains in the body) is not valid.
 */
export function page(
  { query, body }: Call,
  member: string,
  all: readonly unknown[],
): { readonly [member: string]: unknown } {
  const size = Number(query.get('max-results') ?? body.maxResults ?? usual);
  const start = Number(query.get('next-token') ?? body.nextToken ?? 0);
  if (!Number.isInteger(size) || size < 1 || size > greatest) rejectInvalid('max-results must be 1 to 1000.');
  if (!Number.isInteger(start) || start < 0) rejectInvalid('next-token is not valid.');
  const end = start + size;
  return { [member]: all.slice(start, end), ...(end < all.length ? { nextToken: String(end) } : {}) };
}
