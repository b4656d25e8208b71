import { expect, test } from '@playwright/test';
import { clip, textParts, visible } from '../judge/index.js';
import { difference } from '../reports/difference.js';
import { responseRows } from '../reports/response-rows.js';
import { bySameResponse } from '../reports/same-response.js';
import { duration, instant, line, listed } from '../reports/text.js';
import { conformant, faulty } from './report-samples.js';

test('shows what cannot be seen', () => {
  expect(visible('a\u0000b\u001b[2J\u202ec\u200d\u2028d\ud800')).toBe(
    'a\\u{0000}b\\u{001b}[2J\\u{202e}c\\u{200d}\\u{2028}d\\u{d800}',
  );
  expect(visible('a\r\n\tb')).toBe('a\\r\\n\\tb');
  expect(visible('a\r\n\tb', '\n\t')).toBe('a\\r\n\tb');
  expect(visible('häß 日本 🦀 + / =')).toBe('häß 日本 🦀 + / =');
  expect(textParts('a\u0000\u0001b')).toEqual([
    { text: 'a', escaped: false },
    { text: '\\u{0000}\\u{0001}', escaped: true },
    { text: 'b', escaped: false },
  ]);
});

test('clips without tearing a character', () => {
  expect(clip('ab🦀cd', 3)).toEqual({ text: 'ab', rest: 4 });
  expect(clip('ab', 2)).toEqual({ text: 'ab', rest: 0 });
  expect(line('  a\nb  ')).toBe('a\\nb');
  expect(line('abcdef', 3)).toBe('abc…');
});

test('says durations, instants and lists as people do', () => {
  expect([0.44, 12.3, 999, 3210, 125_000, 180_000].map(duration)).toEqual([
    '0.4 ms',
    '12 ms',
    '999 ms',
    '3.2 s',
    '2 min 5 s',
    '3 min',
  ]);
  expect(instant('2026-05-04T09:30:01.250Z')).toBe('2026-05-04 09:30 UTC');
  expect(instant('then')).toBe('then');
  expect(listed(['a'])).toBe('a');
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
});

test('marks what differs, and nothing else', () => {
  const { expected, actual } = difference('400 ValidationException', '404 ValidationException');
  expect(expected).toEqual([
    { text: '400', differs: true },
    { text: ' ValidationException', differs: false },
  ]);
  expect(actual[0]).toEqual({ text: '404', differs: true });
  const same = difference('a b c', 'a b c');
  expect(same.expected.concat(same.actual).some(({ differs }) => differs)).toBe(false);
  for (const [left, right] of [
    ['a b c d', 'b x d'],
    ['', 'a'],
    ['one two', 'three'],
  ] as const) {
    const parts = difference(left, right);
    expect(parts.expected.map(({ text }) => text).join('')).toBe(left);
    expect(parts.actual.map(({ text }) => text).join('')).toBe(right);
  }
});

test('marks long texts that differ throughout as a whole', () => {
  const [left, right] = ['a '.repeat(100_000), 'b '.repeat(100_000)];
  expect(difference(left, right)).toEqual({
    expected: [{ text: left, differs: true }],
    actual: [{ text: right, differs: true }],
  });
});

test('sets a response beside its expectation, member by member', () => {
  const refused = faulty().recorded.find(
    ({ requirement, role }) => requirement === 'RL-17' && role === 'subject',
  );
  if (!refused) throw new Error('the sample lost RL-17');
  expect(responseRows(refused.expects, refused)).toEqual([
    { member: 'status', expected: '400', actual: '200', agrees: false },
    { member: 'error type', expected: 'ValidationException', actual: 'none', agrees: false },
  ]);
  const served = conformant().recorded.find(({ role }) => role === 'control');
  if (!served) throw new Error('the sample lost its controls');
  const rows = responseRows(served.expects, served);
  expect(rows.map(({ member }) => member)).toEqual([
    'status',
    'bytes',
    'SHA-256',
    'X-AssetName',
    'X-PackageVersion',
    'X-PackageVersionRevision',
  ]);
  expect(rows.every(({ agrees }) => agrees)).toBe(true);
});

test('requirements broken by one response are one thing to fix', () => {
  const { results } = faulty();
  const [one, two, three] = results.requirements.filter(({ verdict }) => verdict === 'fail');
  if (!one || !two || !three) throw new Error('the sample broke too little');
  const otherwise = {
    ...two,
    checks: two.checks.map((check) => ({ ...check, actual: '500 InternalServerException' })),
  };
  const groups = bySameResponse([one, otherwise, three]);
  expect(groups.map(({ first, others }) => [first.id, others.map(({ id }) => id)])).toEqual([
    [one.id, [three.id]],
    [two.id, []],
  ]);
  // If nothing is known of the response, nothing is the same.
  const untold = (requirement: typeof one) => ({ ...requirement, checks: [] });
  expect(bySameResponse([untold(one), untold(three)])).toHaveLength(2);
});
