import { getCanonicalQuery } from '@smithy/signature-v4';
import { queryBag } from './signable-request.js';

/** An octet as `%XX` in upper case, unless it is an unreserved character (RFC 3986 §2.3), which stands as it is. */
const escaped = '%(?:[0189A-F][0-9A-F]|2[0-9A-CF]|3[A-F]|40|5[B-E]|60|7[B-DF])';
const text = `(?:[\\w.~-]|${escaped})*`;
const piece = `${text}(?:=${text})?`;
const canonical = new RegExp(`^${piece}(?:&${piece})*$`);

/**
 * The query as a signature covers it (General Reference, SigV4, canonical query string). Nearly every request is sent with
 * its names and values in their canonical spelling: those have only to be sorted. Others are left to the library.
 */
export function canonicalQuery(query: string): string {
  if (!isCanonicallySpelled(query)) return getCanonicalQuery({ ...nowhere, query: queryBag(query) });
  return (
    query
      .split('&')
      .filter((each) => each !== '')
      // Names are compared before values: what ends a name must come before every character of a name.
      .map((each) => (each.includes('=') ? each.replace('=', '\x01') : `${each}\x01`))
      .sort()
      .join('&')
      .replaceAll('\x01', '=')
  );
}

function isCanonicallySpelled(query: string): boolean {
  // The library leaves a signature in the query out.
  if (!canonical.test(query) || /x-amz-signature/i.test(query)) return false;
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}

/** What the library asks for besides, and does not look at. */
const nowhere = { method: 'GET', protocol: 'http:', hostname: '', path: '/', headers: {} };
