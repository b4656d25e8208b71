import { excerpt } from './visible.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON object, or why the bytes are none. */
export type JsonObjectReading = { readonly object: JsonObject } | { readonly problem: string };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const byteOrderMark = '\uFEFF';
const whiteSpace: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const openingBrace = 0x7b;

/** Whether bytes begin as a JSON object does: with a brace, after white space only. */
export const beginsObject = (bytes: Uint8Array): boolean =>
  bytes.find((byte) => !whiteSpace.has(byte)) === openingBrace;

/**
 * Reads a JSON object as strictly as RFC 8259 and the strictest official client do: UTF-8 without a byte order mark
 * (§8.1), one document and nothing after it (§2), no member name twice in an object (§4), no half of a surrogate pair
 * in a string (§8.2: what clients make of it is unpredictable; the AWS SDK for Rust rejects it).
 */
export function readJsonObject(bytes: Uint8Array): JsonObjectReading {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { problem: 'not UTF-8 (RFC 8259 §8.1)' };
  }
  if (text.startsWith(byteOrderMark)) return { problem: 'a byte order mark before JSON (RFC 8259 §8.1)' };
  if (!beginsObject(bytes)) return { problem: 'no JSON object' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `not JSON (RFC 8259): ${syntaxProblem((error as SyntaxError).message)}` };
  }
  const problem = isAsWritten(text, value) ? undefined : problemInStrings(text);
  return problem === undefined ? { object: value as JsonObject } : { problem };
}

/** What a parser says about the first mistake, by what it means. */
const syntaxProblems: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [/end of JSON|unterminated/i, 'it breaks off'],
  [/control character/i, 'a control character in a string'],
  [/after JSON/i, 'something follows the document'],
  [/property name/i, 'a member name without double quotes, or a trailing comma'],
];

const syntaxProblem = (message: string): string =>
  syntaxProblems.find(([pattern]) => pattern.test(message))?.[1] ??
  'a word or character that JSON does not have';

/**
 * Whether a value would be written as this very text, as it is for most targets: then no member was lost, and without
 * escaped code units, no half of a surrogate pair is in it.
 */
function isAsWritten(text: string, value: unknown): boolean {
  if (text.includes('\\u')) return false;
  try {
    return JSON.stringify(value) === text;
  } catch {
    // Nested more deeply than a writer goes, though a parser does.
    return false;
  }
}

/** Strings with the colon that makes one a member name, and braces; in text that is known to be JSON. */
const tokens = /"(?:[^"\\]|\\.)*"([ \t\n\r]*:)?|[{}]/g;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** What only the text shows, and the parsed value does not: a name that appears twice, and half a surrogate pair. */
function problemInStrings(text: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, colon] of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else {
      const literal = colon === undefined ? token : token.slice(0, -colon.length);
      const string = literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1);
      if (loneSurrogate.test(string)) return 'half of a surrogate pair in a string (RFC 8259 §8.2)';
      if (colon === undefined) continue;
      const names = open.at(-1);
      if (names?.has(string)) return `the member “${excerpt(string, 60)}” twice (RFC 8259 §4)`;
      names?.add(string);
    }
  }
  return undefined;
}
