import { percentEncode, percentEncodeCharacter } from '../schemas/index.js';

/** A query parameter with its decoded name and value; without a value it is a bare key, `key` and not `key=`. */
export type QueryPair = readonly [name: string, value?: string];

/**
 * Ways to write the same query that must all mean the same (RFC 3986 §2.1 and §6.2.2.2).
 * - `canonical`: unreserved characters as they are, every other octet as `%XX` in upper case; what AWS clients send
 * - `lower-case-hex`: the same with `%xx`
 * - `over-encoded`: every octet of a value as `%XX`, unreserved or not
 */
export const spellings = ['canonical', 'lower-case-hex', 'over-encoded'] as const;
export type Spelling = (typeof spellings)[number];

/**
 * The raw query, without `?`: the pairs in the order given, repeated keys repeated. Names are always canonical.
 * @throws URIError for a lone surrogate, which UTF-8 cannot carry
 */
export function encodeQuery(pairs: readonly QueryPair[], spelling: Spelling = 'canonical'): string {
  return pairs
    .map(([name, value]) =>
      value === undefined ? encodeText(name) : `${encodeText(name)}=${encodeText(value, spelling)}`,
    )
    .join('&');
}

/**
 * One name or value, percent-encoded as UTF-8.
 * @throws URIError for a lone surrogate
 */
export function encodeText(text: string, spelling: Spelling = 'canonical'): string {
  const canonical = percentEncode(text);
  if (spelling === 'canonical') return canonical;
  if (spelling === 'lower-case-hex') return canonical.replace(/%../g, (octet) => octet.toLowerCase());
  return canonical.replace(/%..|./g, (part) => (part.length === 1 ? percentEncodeCharacter(part) : part));
}
