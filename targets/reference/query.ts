import { type ParameterName, type ParameterValues, parameterNames } from '../../schemas/index.js';
import { invalid, type Refusal } from './refusal.js';

/** The query as decoded names and values, in the order in which they came. */
export interface Query {
  readonly kind: 'query';
  readonly pairs: readonly QueryPair[];
}

export type QueryPair = readonly [name: string, value: string];

/**
 * Splits at `&` and the first `=`, and decodes once as UTF-8; `+` is a plus sign, for SDKs escape a space as `%20`.
 * A bare key has the empty value (restJson1, httpQuery).
 */
export function parseQuery(rawQuery: string): Query | Refusal {
  const pairs: QueryPair[] = [];
  for (const piece of splitPairs(rawQuery)) {
    const [name, value] = piece.map(percentDecoded);
    if (name === undefined || value === undefined) {
      return invalid('The query string holds a malformed escape or is not UTF-8.', 'CANNOT_PARSE');
    }
    pairs.push([name, value]);
  }
  return { kind: 'query', pairs };
}

/** The pairs of a raw query, still encoded. */
export function splitPairs(rawQuery: string): QueryPair[] {
  const pairs: QueryPair[] = [];
  for (const piece of rawQuery.split('&')) {
    if (piece === '') continue;
    const mark = piece.indexOf('=');
    pairs.push(mark === -1 ? [piece, ''] : [piece.slice(0, mark), piece.slice(mark + 1)]);
  }
  return pairs;
}

/** Decodes percent-escapes strictly as UTF-8; undefined if an escape is malformed or the bytes are not UTF-8. */
export function percentDecoded(text: string): string | undefined {
  if (!needsDecoding.test(text)) return text;
  try {
    return decodeURIComponent(text.replace(rawBytes, escapedBytes));
  } catch {
    return undefined;
  }
}

const needsDecoding = /[%\u0080-\u{10ffff}]/u;
const rawBytes = /[\u0080-\u{10ffff}]+/gu;

/** A request line is read as Latin-1: raw bytes above ASCII are put back to what a client escapes. */
function escapedBytes(text: string): string {
  return Buffer.from(text, 'latin1').reduce(
    (escapes, byte) => `${escapes}%${byte.toString(16).padStart(2, '0')}`,
    '',
  );
}

const known = new Set<string>(parameterNames);

/** Takes the first value of each parameter and disregards unknown names (restJson1, httpQuery). */
export function bindParameters({ pairs }: Query): ParameterValues {
  const input: ParameterValues = {};
  for (const [name, value] of pairs) {
    if (isParameterName(name) && input[name] === undefined) input[name] = value;
  }
  return input;
}

export function isParameterName(name: string): name is ParameterName {
  return known.has(name);
}
