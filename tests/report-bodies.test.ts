import { expect, test } from '@playwright/test';
import { hexDump, viewBody } from '../reports/body.js';
import { bodyDifference } from '../reports/body-difference.js';
import { characters, type DifferencePart, difference } from '../reports/difference.js';
import { recordBody } from './report-samples.js';

const compare = (expected: Buffer | string, actual: Buffer | string, limit?: number) =>
  bodyDifference(
    recordBody(Buffer.from(expected as string), limit),
    { sha256: '' },
    recordBody(Buffer.from(actual as string), limit),
  );

/** A side with its marks in brackets. */
const textOf = (parts: readonly DifferencePart[] | undefined): string | undefined =>
  parts?.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');

test('a body is text if it is text, else bytes', () => {
  expect(viewBody(recordBody(Buffer.alloc(0)))).toEqual({ kind: 'empty' });
  expect(viewBody(recordBody(Buffer.from('{"message":"häß"}')))).toMatchObject({
    kind: 'text',
    text: '{"message":"häß"}',
  });
  expect(viewBody(recordBody(Buffer.from([0xff, 0xfe, 0x41])))).toMatchObject({
    kind: 'hex',
    shown: 3,
    size: 3,
  });
  expect(viewBody(recordBody(Buffer.from('\u0000\u0001\u0002a')))).toMatchObject({ kind: 'hex' });
  // White space alone would look like nothing.
  expect(viewBody(recordBody(Buffer.from('\r\n')))).toMatchObject({ kind: 'hex' });
  // A recording that ends within a character is still text.
  expect(viewBody(recordBody(Buffer.from('aaaé'), 4))).toMatchObject({ kind: 'text', text: 'aaa', size: 5 });
  expect(viewBody(recordBody(Buffer.from('a'.repeat(5000))))).toMatchObject({ shown: 1500, size: 5000 });
});

test('a hex dump has sixteen bytes a line, with offset and ASCII', () => {
  expect(hexDump(Buffer.from('0123456789abcdefgh\u0000'))).toBe(
    [
      '000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef',
      '000010  67 68 00                                          gh.',
    ].join('\n'),
  );
});

test('content is compared character by character, white space too', () => {
  const { expected, actual } = difference('one  two\n', 'one two\r\n', characters);
  expect([textOf(expected), textOf(actual)]).toEqual(['one [ ]two\n', 'one two[\r]\n']);
});

test('two texts are compared line by line, from just before they differ', () => {
  const lines = (count: number, odd?: string) =>
    Array.from({ length: count }, (_, index) => `${index + 1 === 7 && odd ? odd : `line ${index + 1}`}\n`);
  const found = compare(lines(9).join(''), lines(9, 'line seven').join(''));
  expect(found).toMatchObject({ kind: 'text', at: 47, rest: 0 });
  expect(found.rows.map(({ place }) => place)).toEqual(['6', '7', '8', '9']);
  expect(textOf(found.rows[1]?.expected)).toBe('line [7]\n');
  expect(textOf(found.rows[1]?.actual)).toBe('line [seven]\n');
  const short = compare('a\nb\nc\n', 'a\n');
  expect(short.rows.map(({ expected, actual }) => [textOf(expected), textOf(actual)])).toEqual([
    ['a\n', 'a\n'],
    ['[b\n]', undefined],
    ['[c\n]', undefined],
  ]);
});

test('bytes that are no text are compared eight to a row', () => {
  const bytes = Buffer.from(Array.from({ length: 40 }, (_, index) => 255 - index));
  const other = Buffer.from(bytes);
  other[18] = 0;
  const found = compare(bytes, other);
  expect(found).toMatchObject({ kind: 'hex', at: 18, rest: 0 });
  expect(found.rows.map(({ place }) => place)).toEqual(['000008', '000010', '000018', '000020']);
  expect(textOf(found.rows[1]?.expected)).toBe('ef ee [ed ]ec eb ea e9 e8');
  expect(textOf(found.rows[1]?.actual)).toBe('ef ee [00 ]ec eb ea e9 e8');
  expect(compare(bytes, Buffer.from(bytes.map((byte) => byte ^ 1)).subarray(0, 16)).rows).toHaveLength(5);
});

test('nothing is said beyond what was recorded', () => {
  const [one, other] = ['a'.repeat(100), `${'a'.repeat(90)}${'b'.repeat(10)}`];
  expect(compare(one, other, 50)).toMatchObject({ at: undefined, compared: 50, rows: [] });
  expect(compare(one, other, 95)).toMatchObject({ at: 90, compared: 95 });
  // If a short response was recorded whole, its end is known.
  expect(compare(one, 'a'.repeat(20), 50)).toMatchObject({ at: 20 });
});

test('a part of an asset is compared with that part', () => {
  const whole = recordBody(Buffer.from('0123456789'));
  const part = { sha256: '', range: { first: 2, last: 4 } };
  expect(bodyDifference(whole, part, recordBody(Buffer.from('234'))).at).toBeUndefined();
  const found = bodyDifference(whole, part, recordBody(Buffer.from('2345')));
  expect(found.at).toBe(3);
  expect(textOf(found.rows[0]?.actual)).toBe('234[5]');
});

test('only a few rows are shown, however much differs', () => {
  const found = compare('a\n'.repeat(100), 'b\n'.repeat(100));
  expect(found.rows).toHaveLength(10);
  expect(found.rest).toBe(90);
});
