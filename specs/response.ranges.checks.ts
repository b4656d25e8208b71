import { createHash } from 'node:crypto';
import {
  type AssetRequest,
  type AssetUnderTest,
  type Attempt,
  type Check,
  check,
  clientError,
  either,
  notTheAsset,
  requestFor,
  served,
} from '../engine/index.js';
import { type Expectation, headerValue } from '../judge/index.js';
import { isGeneric } from './assets.js';

const ofBytes = ({ version, fixture: asset }: AssetUnderTest): boolean =>
  version.format === 'generic' && asset.size > 20;

const ranged = ({ fixtures }: Attempt): AssetUnderTest =>
  fixtures.find('generic asset of more than 20 bytes', ofBytes);

const withRange = (
  asset: AssetUnderTest,
  range: string,
  ...more: readonly (readonly [string, string])[]
): AssetRequest =>
  requestFor(asset)
    .headers(['range', range], ...more)
    .beyond();

/** 206 with exactly these bytes of an asset. */
function partial({ bytes }: Attempt, asset: AssetUnderTest, first: number, last: number): Expectation {
  const part = bytes(asset).subarray(first, last + 1);
  return {
    kind: 'partial',
    asset: asset.expected,
    first,
    last,
    sha256: createHash('sha256').update(part).digest('hex'),
  };
}

/** Units that are not bytes, among them some that a careless comparison takes for it. */
const unknownUnits = ['items', 'byte', 'bytesx', 'xbytes', 'seconds'];

/** Ranges that no part of an asset answers. RFC 9110 §14.2 and §15.5.17 let them be ignored or refused. */
const unanswerable = [
  { title: 'a range that begins behind the asset', range: (size: number) => `bytes=${size}-` },
  { title: 'a range that ends before it begins', range: () => 'bytes=5-2' },
  { title: 'a range of the last zero bytes', range: () => 'bytes=-0' },
  { title: 'a range without numbers', range: () => 'bytes=-' },
  { title: 'a range that is no number', range: () => 'bytes=0-x' },
];

/** Validators that no response of the target had. */
const foreignValidators = [
  { title: 'an entity tag', value: '"conformance-never-issued"' },
  { title: 'a weak entity tag', value: 'W/"conformance-never-issued"' },
  { title: 'a date long ago', value: 'Thu, 01 Jan 1970 00:00:01 GMT' },
  { title: 'a date to come', value: 'Fri, 01 Jan 2100 00:00:00 GMT' },
];

const notPartial: Expectation = {
  kind: 'answered',
  statuses: [
    [200, 205],
    [300, 415],
    [417, 599],
  ],
};

/** Ranges that a target which serves ranges at all has to get right, or else serve the whole. */
const answerable: readonly {
  readonly title: string;
  readonly range: (size: number) => string;
  readonly bounds: (size: number) => readonly [first: number, last: number];
}[] = [
  { title: 'the first byte', range: () => 'bytes=0-0', bounds: () => [0, 0] },
  {
    title: 'the last byte',
    range: (size) => `bytes=${size - 1}-${size - 1}`,
    bounds: (size) => [size - 1, size - 1],
  },
  {
    title: 'more bytes from the end than there are',
    range: () => 'bytes=-99999999',
    bounds: (size) => [0, size - 1],
  },
];

/** Range requests: whole or exact, only if they are requested by GET, in bytes, and of the same representation. */
export const ranges: readonly Check[] = [
  ...answerable.map(({ title, range, bounds }) =>
    check('RS-19', title, (attempt) => {
      const asset = ranged(attempt);
      const [first, last] = bounds(asset.fixture.size);
      return attempt
        .expect(withRange(asset, range(asset.fixture.size)))
        .toBe(either(served(asset), partial(attempt, asset, first, last)));
    }),
  ),
  ...unknownUnits.map((unit) =>
    check('RS-19', `a range of ${unit}`, (attempt) =>
      attempt.expect(withRange(ranged(attempt), `${unit}=0-1`)).toServe(),
    ),
  ),
  ...unanswerable.map(({ title, range }) =>
    check('RS-19', title, (attempt) => {
      const asset = ranged(attempt);
      return attempt
        .expect(withRange(asset, range(asset.fixture.size)))
        .toBe(either(served(asset), notTheAsset(asset, clientError)));
    }),
  ),
  check('RS-19', 'a range of an asset of zero bytes', ({ fixtures, expect }) => {
    const asset = fixtures.find(
      'generic asset of zero bytes',
      (each) => isGeneric(each) && each.fixture.size === 0,
    );
    return expect(withRange(asset, 'bytes=0-1')).toBe(
      either(served(asset), { kind: 'answered', statuses: [clientError] }),
    );
  }),
  ...foreignValidators.map(({ title, value }) =>
    check('RS-25', `If-Range with ${title}`, (attempt) =>
      attempt.expect(withRange(ranged(attempt), 'bytes=0-1', ['if-range', value])).toServe(),
    ),
  ),
  check('RS-25', 'If-Range with the entity tag of the asset, made weak', async (attempt) => {
    const asset = ranged(attempt);
    const { response } = await attempt.control(asset);
    const tag = (response && headerValue(response.headers, 'etag')) ?? '"conformance-never-issued"';
    // If-Range compares strongly (RFC 9110 §13.1.5): a weak tag matches nothing, itself neither.
    return attempt
      .expect(withRange(asset, 'bytes=0-1', ['if-range', tag.startsWith('W/') ? tag : `W/${tag}`]))
      .toServe();
  }),
  check('RS-19', 'If-Range with the entity tag of the asset', async (attempt) => {
    const asset = ranged(attempt);
    const { response } = await attempt.control(asset);
    const tag = (response && headerValue(response.headers, 'etag')) ?? '"conformance-never-issued"';
    return attempt
      .expect(withRange(asset, 'bytes=0-1', ['if-range', tag]))
      .toBe(either(served(asset), partial(attempt, asset, 0, 1)));
  }),
  check('RS-25', 'If-Range without Range', (attempt) =>
    attempt
      .expect(requestFor(ranged(attempt)).headers(['if-range', '"conformance-never-issued"']).beyond())
      .toServe(),
  ),
  ...(
    [
      ['the first two bytes', () => 'bytes=0-1'],
      ['bytes behind the asset', (size: number) => `bytes=${size}-`],
    ] as const
  ).map(([title, range]) =>
    check('RS-26', `HEAD with a range of ${title}`, (attempt) => {
      const asset = ranged(attempt);
      return attempt
        .expect(withRange(asset, range(asset.fixture.size)).sentAs({ method: 'HEAD' }))
        .toBe(notPartial);
    }),
  ),
];
