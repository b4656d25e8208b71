import { bodyBytes, type RecordedBody } from '../judge/index.js';
import { asText } from './body.js';
import { characters, type DifferencePart, difference } from './difference.js';
import type { ExpectedBody } from './expected-body.js';

/** A line of text, or eight bytes, of both sides; a side that has nothing there is absent. */
export interface BodyRow {
  /** Number of the line from 1, or offset of the first byte in hexadecimal. */
  readonly place: string;
  readonly expected?: readonly DifferencePart[];
  readonly actual?: readonly DifferencePart[];
}

/** Two bodies side by side, from just before they first differ. */
export interface BodyDifference {
  readonly kind: 'text' | 'hex';
  /** Offset of the first byte that differs; undefined if it lies beyond what was recorded. */
  readonly at: number | undefined;
  /** Bytes that were compared. */
  readonly compared: number;
  readonly rows: readonly BodyRow[];
  /** Rows that differ and are not shown. */
  readonly rest: number;
}

const MOST_ROWS = 10;
const BYTES_A_ROW = 8;

/** Sets a body beside the one that it should have been, as text if both are text, else as bytes. */
export function bodyDifference(
  whole: RecordedBody,
  { range }: ExpectedBody,
  actual: RecordedBody,
): BodyDifference {
  const [from, to] = range ? [range.first, range.last + 1] : [0, whole.size];
  const left = bodyBytes(whole).subarray(from, to);
  const right = bodyBytes(actual);
  const known = { left: left.length === to - from, right: right.length >= actual.size };
  // Beyond the end of what was recorded of one side, nothing is known about a difference.
  const compared = Math.min(
    known.left ? Number.POSITIVE_INFINITY : left.length,
    known.right ? Number.POSITIVE_INFINITY : right.length,
    Math.max(left.length, right.length),
  );
  const sides = [left.subarray(0, compared), right.subarray(0, compared)] as const;
  const at = firstDifference(...sides);
  if (at === undefined) return { kind: 'hex', at, compared, rows: [], rest: 0 };
  const texts = [asText(sides[0], known.left), asText(sides[1], known.right)] as const;
  const [kind, rows] =
    texts[0] !== undefined && texts[1] !== undefined
      ? (['text', lineRows(texts[0], texts[1])] as const)
      : (['hex', byteRows(...sides)] as const);
  const first = Math.max(0, rows.findIndex(differs) - 1);
  const visibleRows = rows.slice(first, first + MOST_ROWS);
  return {
    kind,
    at,
    compared,
    rows: visibleRows,
    rest: rows.slice(first + MOST_ROWS).filter(differs).length,
  };
}

function firstDifference(left: Buffer, right: Buffer): number | undefined {
  const length = Math.max(left.length, right.length);
  for (let at = 0; at < length; at++) if (left[at] !== right[at]) return at;
  return undefined;
}

const differs = ({ expected, actual }: BodyRow): boolean =>
  !expected || !actual || [...expected, ...actual].some((part) => part.differs);

/** Lines with their ends, so that a difference in how they end is seen. */
function lineRows(left: string, right: string): BodyRow[] {
  const lines = (text: string) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const [a, b] = [lines(left), lines(right)];
  return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => {
    const [expected, actual] = [a[index], b[index]];
    const place = `${index + 1}`;
    if (expected === undefined) return { place, actual: whole(actual) };
    if (actual === undefined) return { place, expected: whole(expected) };
    return { place, ...difference(expected, actual, characters) };
  });
}

const whole = (text = ''): readonly DifferencePart[] => [{ text, differs: true }];

function byteRows(left: Buffer, right: Buffer): BodyRow[] {
  const rows: BodyRow[] = [];
  for (let offset = 0; offset < Math.max(left.length, right.length); offset += BYTES_A_ROW) {
    const [expected, actual] = [left, right].map((side) => side.subarray(offset, offset + BYTES_A_ROW));
    rows.push({
      place: offset.toString(16).padStart(6, '0'),
      ...(expected?.length ? { expected: byteParts(expected, actual) } : {}),
      ...(actual?.length ? { actual: byteParts(actual, expected) } : {}),
    });
  }
  return rows;
}

function byteParts(own: Buffer, other: Buffer | undefined): DifferencePart[] {
  return [...own].map((byte, index) => ({
    text: `${byte.toString(16).padStart(2, '0')}${index + 1 < own.length ? ' ' : ''}`,
    differs: byte !== other?.[index],
  }));
}
