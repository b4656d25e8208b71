/**
 * A name or value of a query as every official client writes it: the unreserved characters of RFC 3986 §2.3 as they are,
 * every other octet of the UTF-8 as `%XX` in upper case.
 *
 * @throws URIError for a lone surrogate, which UTF-8 cannot carry
 */
export const percentEncode = (text: string): string =>
  unreserved.test(text) ? text : encodeURIComponent(text).replace(leftBare, percentEncodeCharacter);

const unreserved = /^[\w.~-]*$/;

/** One ASCII character as `%XX`, reserved or not. */
export const percentEncodeCharacter = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** What `encodeURIComponent` leaves as it is although RFC 3986 §2.2 reserves it. */
const leftBare = /[!'()*]/g;
