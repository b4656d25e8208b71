import { expect, test } from '@playwright/test';
import { encodeQuery, encodeText, pairsOf } from '../generators/index.js';

/** What six official clients were seen to send for these values, without exception. */
const sentByClients: readonly (readonly [value: string, wire: string])[] = [
  ['my file.txt', 'my%20file.txt'],
  ['a+b.txt', 'a%2Bb.txt'],
  ['dir/sub.txt', 'dir%2Fsub.txt'],
  ['100%.txt', '100%25.txt'],
  ['100%25.txt', '100%2525.txt'],
  ['ünïcode-日本.txt', '%C3%BCn%C3%AFcode-%E6%97%A5%E6%9C%AC.txt'],
  ['emoji😀.txt', 'emoji%F0%9F%98%80.txt'],
  ['a&b=c.txt', 'a%26b%3Dc.txt'],
  ["~tilde._-!*'().txt", '~tilde._-%21%2A%27%28%29.txt'],
  ['#?;:@,$.txt', '%23%3F%3B%3A%40%2C%24.txt'],
  ['@scope', '%40scope'],
  ['1.0.0+build', '1.0.0%2Bbuild'],
  ['abc+/=', 'abc%2B%2F%3D'],
  ['\0\n', '%00%0A'],
];

test.describe('query encoding', () => {
  for (const [value, wire] of sentByClients) {
    test(`${JSON.stringify(value)} → ${wire}`, () => {
      expect(encodeText(value)).toBe(wire);
    });
  }

  test('the other spellings', () => {
    expect(encodeText('a~/é', 'lower-case-hex')).toBe('a~%2f%c3%a9');
    expect(encodeText('a~/é', 'over-encoded')).toBe('%61%7E%2F%C3%A9');
  });

  test('pairs, empty values, bare keys and repeated keys, in the order given', () => {
    expect(encodeQuery([['b', '1'], ['a', ''], ['c'], ['b', '2 3']])).toBe('b=1&a=&c&b=2%203');
    expect(encodeQuery([])).toBe('');
    expect(encodeQuery([['a b', 'x']], 'over-encoded')).toBe('a%20b=%78');
  });

  test('a lone surrogate is refused', () => {
    expect(() => encodeText('a\ud800')).toThrow(URIError);
  });

  test('values in an order of choice, absent ones left out', () => {
    expect(pairsOf({ asset: 'a', version: '1' }, ['version', 'revision', 'asset'])).toEqual([
      ['version', '1'],
      ['asset', 'a'],
    ]);
    expect(pairsOf({ version: '1', asset: 'a' })).toEqual([
      ['asset', 'a'],
      ['version', '1'],
    ]);
  });
});
