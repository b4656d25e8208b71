import { createHash } from 'node:crypto';
import { percentEncode } from '../../schemas/index.js';
import { splitPairs } from './query.js';
import type { ReferenceRequest } from './request.js';

/** How the values of a header, one for each of its lines, become the canonical one. */
export type HeaderForm = (values: readonly string[]) => string;

/** Trimmed, inner spaces collapsed, lines joined by a comma alone. */
export const canonicalValue: HeaderForm = (values) =>
  values.map((value) => value.trim().replace(/[ \t]+/g, ' ')).join(',');

const valuesOf = ({ fields }: ReferenceRequest, name: string): string[] =>
  fields.filter(([field]) => field === name).map(([, value]) => value);

/** How a raw query becomes the canonical one. */
export type QueryForm = (rawQuery: string) => string;

/**
 * The canonical request of Signature Version 4 for a request as it arrived. Built from the raw query, for a decoded
 * one no longer shows repeated keys, bare keys and broken escapes as the client signed them.
 */
export function canonicalRequest(
  request: ReferenceRequest,
  signedHeaders: readonly string[],
  queryForm: QueryForm,
  headerForm: HeaderForm = canonicalValue,
): string {
  const fields = signedHeaders.map((name) => `${name}:${headerForm(valuesOf(request, name))}\n`);
  return `${request.method}\n${canonicalPath(request.path)}\n${queryForm(request.rawQuery)}\n${fields.join('')}\n${signedHeaders.join(';')}\n${payloadHash(request)}`;
}

/**
 * The forms in which clients sign a query. The first is the standard: each name and value escaped as RFC 3986 has it,
 * then sorted. The others are tried after it, for a query that is not in that form on the wire: clients disagree about
 * an unescaped `+` and about a text with a broken escape, and some sign what they send as it stands.
 */
export const queryForms: readonly QueryForm[] = [
  (query) => canonicalQuery(query, reescaped),
  (query) => canonicalQuery(query, (text) => reescaped(text.replaceAll('+', '%20'))),
  (query) => canonicalQuery(query, decodedWholeOrNotAtAll),
  (query) => canonicalQuery(query, (text) => text),
];

/** The pairs of a query in this form, sorted by name and then by value. */
export function canonicalQuery(rawQuery: string, form: (text: string) => string): string {
  return splitPairs(rawQuery)
    .map(([name, value]): readonly [string, string] => [form(name), form(value)])
    .sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Each escape in upper case, unreserved characters bare, all other bytes escaped: also those of a broken escape. */
export function reescaped(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(/%[0-9A-Fa-f]{2}|./gs, (part) => {
    const byte = part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0);
    const character = String.fromCharCode(byte);
    return unreserved.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

/** A text with a broken escape is signed as if none of its percent signs began one. */
function decodedWholeOrNotAtAll(text: string): string {
  try {
    decodeURIComponent(text);
    return reescaped(text);
  } catch {
    return reescaped(text.replaceAll('%', '%25'));
  }
}

const unreserved = /^[A-Za-z0-9\-._~]$/;
const plain = /^[A-Za-z0-9\-._~]*$/;

/** The path without empty and dot segments, escaped a second time (all services but S3). */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const end = path.endsWith('/') && segments.length > 0 ? '/' : '';
  return `/${segments.map(percentEncode).join('/')}${end}`;
}

/** What the client declares, which its signature covers, else the hash of the body. */
function payloadHash({ headers, body }: ReferenceRequest): string {
  const declared = headers['x-amz-content-sha256'];
  if (declared !== undefined) return declared;
  return hashOf(body);
}

/** The SHA-256 of a request body, in lower-case hexadecimal digits. */
export function hashOf(body: Uint8Array): string {
  return body.length === 0 ? hashOfNothing : createHash('sha256').update(body).digest('hex');
}

const hashOfNothing = createHash('sha256').digest('hex');
