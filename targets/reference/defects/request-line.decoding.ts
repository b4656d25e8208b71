import { percentDecoded, type QueryPair, splitPairs } from '../query.js';
import { invalid, isRefusal } from '../refusal.js';
import { withBody } from '../response.js';
import type { Defect } from './defect.js';
import { refusal, refused, wrap } from './wrap.js';

/** Escapes of the query that are decoded in another way, or not at all. */
export const decodingDefects: readonly Defect[] = [
  {
    id: 'values-not-decoded',
    breaks: 'RL-16',
    summary: 'looks values up without percent-decoding them',
    change: decodedBy((text) => text),
  },
  {
    id: 'values-decoded-as-latin-1',
    breaks: 'RL-16',
    summary: 'decodes percent-escapes as Latin-1 instead of UTF-8',
    change: decodedBy((text) =>
      text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      ),
    ),
  },
  {
    id: 'values-decoded-in-ascii-only',
    breaks: 'RL-16',
    summary: 'replaces percent-escapes beyond ASCII with question marks',
    change: decodedBy((text) => percentDecoded(text.replace(/(?:%[89A-Fa-f][0-9A-Fa-f])+/g, '%3F'))),
  },
  {
    id: 'undecodable-octets-dropped',
    breaks: 'RL-16',
    summary: 'drops octets that are no UTF-8',
    change: decodedBy((text) => decodedLeniently(text).replaceAll('\uFFFD', '')),
  },
  {
    id: 'value-ends-at-undecodable-octet',
    breaks: 'RL-16',
    summary: 'ends a value at the first octet that is no UTF-8',
    change: decodedBy((text) => decodedLeniently(text).replace(/\uFFFD.*$/s, '')),
  },
  {
    id: 'reserved-characters-not-decoded',
    breaks: 'RL-16',
    summary: 'does not decode percent-escapes of reserved characters, as decodeURI does',
    change: decodedBy((text) => decodeURI(text)),
  },
  {
    id: 'encoded-plus-as-space',
    breaks: 'RL-16',
    summary: 'turns plus signs into spaces after decoding',
    change: decodedBy((text) => percentDecoded(text)?.replaceAll('+', ' ')),
  },
  {
    id: 'values-normalised-to-nfd',
    breaks: 'RL-16',
    summary: 'decomposes accented letters after decoding',
    change: decodedBy((text) => percentDecoded(text)?.normalize('NFD')),
  },
  {
    id: 'encoded-separators-split',
    breaks: 'RL-16',
    summary: 'decodes the query before it splits it at & and =',
    change: wrap('parse', (parse) => (rawQuery, request) => {
      const decoded = percentDecoded(rawQuery.replace(/%(?!26|3[dD])/g, '%25'));
      return parse(decoded ?? rawQuery, request);
    }),
  },
  {
    id: 'lower-case-escapes-kept',
    breaks: 'RL-17',
    summary: 'does not decode percent-escapes with lower-case digits',
    change: decodedBy((text) => percentDecoded(text.replace(/%(?=[0-9]?[a-f])/g, '%25'))),
  },
  {
    id: 'lower-case-escapes-refused',
    breaks: 'RL-17',
    summary: 'refuses percent-escapes with lower-case digits',
    change: decodedBy((text) => (/%[0-9]?[a-f]/.test(text) ? undefined : percentDecoded(text))),
  },
  {
    id: 'broken-escape-5xx',
    breaks: 'RL-19',
    summary: 'fails with 500 on a malformed escape',
    change: refusal((error) =>
      error.reason === 'CANNOT_PARSE'
        ? { kind: 'refusal', type: 'InternalServerException', status: 500, message: 'URI malformed' }
        : error,
    ),
  },
  {
    id: 'broken-escape-empty-answer',
    breaks: 'RL-19',
    summary: 'responds to a malformed escape with 200',
    change: refused((response, error) =>
      error.reason === 'CANNOT_PARSE' ? { ...withBody(response, Buffer.alloc(0)), status: 200 } : response,
    ),
  },
  {
    id: 'invalid-utf-8-5xx',
    breaks: 'RL-19',
    summary: 'fails with 500 on escapes that are not UTF-8',
    change: wrap('parse', (parse) => (rawQuery, request) => {
      const wellFormed = !/%(?![0-9A-Fa-f]{2})/.test(rawQuery);
      const query = parse(rawQuery, request);
      return isRefusal(query) && wellFormed
        ? { ...query, type: 'InternalServerException', status: 500, message: 'Malformed input.' }
        : query;
    }),
  },
];

/** Decodes values, but not names, in a way of its own; undefined is for what cannot be decoded. */
export function decodedBy(decode: (text: string) => string | undefined) {
  return wrap(
    'parse',
    () => (rawQuery) =>
      wholeQuery(
        splitPairs(rawQuery).map(
          ([name, value]) => [percentDecoded(name), decodedOrNot(decode, value)] as const,
        ),
      ),
  );
}

function decodedOrNot(decode: (text: string) => string | undefined, value: string): string | undefined {
  try {
    return decode(value);
  } catch {
    return undefined;
  }
}

/** The query with these pairs, if all of them could be decoded. */
export function wholeQuery(pairs: readonly (readonly [string | undefined, string | undefined])[]) {
  const decoded: QueryPair[] = [];
  for (const [name, value] of pairs) {
    if (name === undefined || value === undefined) return invalid('Malformed escape.', 'CANNOT_PARSE');
    decoded.push([name, value]);
  }
  return { kind: 'query', pairs: decoded } as const;
}

/** With U+FFFD for each octet that is no UTF-8, as most platforms decode. */
function decodedLeniently(text: string): string {
  const octets = text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return Buffer.from(octets, 'latin1').toString('utf8');
}
