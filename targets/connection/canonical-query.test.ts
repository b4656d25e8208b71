import { expect, test } from '@playwright/test';
import { getCanonicalQuery } from '@smithy/signature-v4';
import * as fc from 'fast-check';
import { percentEncode } from '../../schemas/index.js';
import { canonicalQuery } from './canonical-query.js';
import { queryBag } from './signable-request.js';

const byLibrary = (query: string): string =>
  getCanonicalQuery({
    method: 'GET',
    protocol: 'http:',
    hostname: '',
    path: '/',
    headers: {},
    query: queryBag(query),
  });

for (const [title, query] of [
  ['nothing', ''],
  ['names in another order', 'version=1&asset=a&domain=d'],
  ['a name that is the beginning of another', 'a=2&a-b=1&a%20=3&ab=0'],
  ['a name that occurs again', 'asset=b&asset=a&asset=a%2Fb'],
  ['names without values', 'asset&domain='],
  ['empty pieces', '&asset=a&&domain=d&'],
  ['a value without a name', '=a&b=c'],
  ['an equals sign in a value', 'asset=a=b'],
  ['lower case', 'asset=%c3%a9'],
  ['escaped where nothing has to be', 'asset=%61%2D%5F%7E%30'],
  ['what is no UTF-8', 'asset=%FF'],
  ['a surrogate', 'asset=%ED%A0%80'],
  ['a sequence that a separator cuts', 'a%C3&%A9=b'],
  ['no escape', 'asset=100%&domain=%2'],
  ['a plus sign', 'asset=a+b'],
  ['a signature', 'asset=a&X-Amz-Signature=0'],
] as const)
  test(`the canonical query of ${title} is the library’s`, () => {
    expect(canonicalQuery(query)).toBe(byLibrary(query));
  });

test('the canonical query of generated names and values is the library’s', () => {
  const canonical = fc.string({ unit: 'binary', maxLength: 4 }).map(percentEncode);
  const any = fc.oneof(canonical, fc.string({ unit: fc.constantFrom(...'%2dD3aé=+~') }));
  const pair = fc.oneof(
    fc.tuple(canonical, canonical).map((both) => both.join('=')),
    canonical,
    fc.tuple(any, any).map((both) => both.join('=')),
  );
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 6 }), (pairs) => {
      const query = pairs.join('&');
      expect(canonicalQuery(query)).toBe(byLibrary(query));
    }),
    { numRuns: 500 },
  );
});
