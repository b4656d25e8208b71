import { createHash } from 'node:crypto';
import {
  type AssetUnderTest,
  anyResponse,
  type Check,
  check,
  either,
  NotApplicable,
  notTheAsset,
  requestFor,
  served,
} from '../engine/index.js';
import { type Expectation, type HeaderField, headerValue, injectedHeader, visible } from '../judge/index.js';
import type { RequirementId } from '../schemas/index.js';
import { isGeneric } from './assets.js';
import { servesEach } from './serves-each.js';
import { large } from './sizes.js';

const ofBytes = (each: AssetUnderTest): boolean => isGeneric(each) && each.fixture.size > 20;

/** An asset is served whatever these request headers say: none of them may keep or change its bytes. */
const servedDespite = (
  requirement: RequirementId,
  title: string,
  ...headers: readonly HeaderField[]
): Check =>
  check(requirement, title, ({ fixtures, expect }) =>
    expect(
      requestFor(fixtures.usual())
        .headers(...headers)
        .beyond(),
    ).toServe(),
  );

/** A range request: the whole asset, or exactly the range. */
function range(
  title: string,
  header: string,
  bounds: (size: number) => readonly [first: number, last: number],
): Check {
  return check('RS-19', title, async ({ fixtures, bytes, expect }) => {
    const asset = fixtures.find('generic asset of more than 20 bytes', ofBytes);
    const [first, last] = bounds(asset.fixture.size);
    const sha256 = createHash('sha256')
      .update(bytes(asset).subarray(first, last + 1))
      .digest('hex');
    await expect(requestFor(asset).headers(['range', header]).beyond()).toBe(
      either(served(asset), { kind: 'partial', asset: asset.expected, first, last, sha256 }),
    );
  });
}

/** What a server with a threshold or a list of types treats in another way than a small file: text, and archives. */
const negotiable: readonly ((each: AssetUnderTest) => boolean)[] = [
  (each) => isGeneric(each) && each.fixture.size > 4096 && /\.(txt|json|html)$/.test(each.fixture.name),
  (each) => isGeneric(each) && /\.t?gz$/.test(each.fixture.name),
];

/** An asset name that nothing is held under. */
const unknownAsset = { asset: 'conformance-no-such-name' };

/** Bytes that a server may have at once, and above which it goes another way. */
const oneBuffer = 4096;

/** Listening past the end takes a moment for each: the smallest sizes, and those that take more than one buffer. */
function representativeSizes(sizes: readonly number[]): number[] {
  const sorted = sizes.toSorted((one, other) => one - other);
  const large = sorted.filter((size) => size >= oneBuffer);
  return [...new Set([...sorted.slice(0, 4), ...large.slice(0, 8), ...large.slice(-1)])];
}

/** Any response: if HTTP gives it no content, none follows. */
const endsWithHead: Expectation = { kind: 'ends-with-head' };

/** Ways to smuggle a header line through a value. */
const injections = ['\r\n', '\n', '\r', '\r\n\r\n', '\u0085', '\u2028'];

/** The served asset: status, headers, bytes and framing. */
export const response: readonly Check[] = [
  servesEach('RS-02', 'text that looks like an envelope or a text encoding', (fixtures) =>
    fixtures.where(
      'generic asset of text',
      (each) =>
        isGeneric(each) &&
        /\.(json|html?|txt|b64|base64|xml)$/i.test(each.fixture.name) &&
        each.fixture.size < 128 * 1024,
    ),
  ),
  check('RS-02', 'Accept: application/json', ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    return expect(requestFor(asset).headers(['accept', 'application/json']).beyond()).toBe(
      either(served(asset), notTheAsset(asset, [400, 499])),
    );
  }),
  servesEach('RS-03', 'every generic asset that is not empty', (fixtures) =>
    fixtures.where('generic asset that is not empty', (each) => isGeneric(each) && each.fixture.size > 0),
  ),
  check('RS-13', 'header names of the request in upper case', ({ fixtures, expect }) =>
    expect(
      requestFor(fixtures.usual()).headers(['ACCEPT', '*/*']).sentAs({ signing: 'upper-case' }).beyond(),
    ).toServe(),
  ),
  check('RS-15', 'the framing of assets of each size', ({ fixtures, expect }) => {
    const bySize = new Map(
      fixtures.where('generic asset', isGeneric).map((asset) => [asset.fixture.size, asset]),
    );
    const assets = representativeSizes([...bySize.keys()]).flatMap((size) => bySize.get(size) ?? []);
    return Promise.all(
      assets.map((asset) =>
        expect(requestFor(asset).sentAs({ reading: 'past-the-end' }).withoutControl()).toServe(),
      ),
    );
  }),
  check('RS-15', 'the framing of an error', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).with(unknownAsset).sentAs({ reading: 'past-the-end' })).toBe(
      anyResponse,
    ),
  ),
  check('RS-15', 'HEAD: nothing follows the header section', async ({ fixtures, expect }) => {
    const head = requestFor(fixtures.usual()).sentAs({ method: 'HEAD', reading: 'past-the-end' }).beyond();
    await expect(head).toBe(endsWithHead);
    await expect(head.with(unknownAsset)).toBe(endsWithHead);
  }),
  // Responses that may have the status 304 or 204: then nothing follows either.
  check('RS-15', 'If-None-Match: *', ({ fixtures, expect }) =>
    expect(
      requestFor(fixtures.usual())
        .headers(['if-none-match', '*'])
        .sentAs({ reading: 'past-the-end' })
        .beyond(),
    ).toBe(endsWithHead),
  ),
  check('RS-15', 'If-None-Match with the validator of the asset', async ({ fixtures, control, expect }) => {
    const asset = fixtures.usual();
    const { response } = await control(asset);
    const validator = response && headerValue(response.headers, 'etag');
    if (validator === undefined) throw new NotApplicable('The target sends no ETag');
    await expect(
      requestFor(asset).headers(['if-none-match', validator]).sentAs({ reading: 'past-the-end' }).beyond(),
    ).toBe(endsWithHead);
  }),
  check('RS-15', 'OPTIONS', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).sentAs({ method: 'OPTIONS', reading: 'past-the-end' }).beyond()).toBe(
      endsWithHead,
    ),
  ),
  servesEach('RS-16', 'compressed files', (fixtures) =>
    fixtures.where(
      'generic asset that is compressed',
      (each) => isGeneric(each) && /\.(t?gz|zip|jar)$|gzip/i.test(each.fixture.name),
    ),
  ),
  check('RS-16', 'Accept-Encoding: identity', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).headers(['accept-encoding', 'identity'])).toServe(),
  ),
  check('RS-16', 'Accept-Encoding: gzip', async ({ fixtures, expect }) => {
    const small = fixtures.find(
      'small generic asset',
      (each) => isGeneric(each) && each.fixture.size > 0 && each.fixture.size <= 1024,
    );
    const others = negotiable.flatMap((kind) => fixtures.downloadable.find(kind) ?? []);
    for (const asset of [small, ...others])
      await expect(requestFor(asset).headers(['accept-encoding', 'gzip']).beyond()).toServe(asset, {
        codings: ['gzip', 'x-gzip'],
      });
  }),
  check('RS-16', 'an error, without Accept-Encoding', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).with(unknownAsset)).toBe(anyResponse),
  ),
  check('RS-16', 'Accept-Encoding: deflate', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).headers(['accept-encoding', 'deflate']).beyond()).toServe(
      fixtures.usual(),
      { codings: ['deflate'] },
    ),
  ),
  servedDespite('RS-16', 'Accept-Encoding: gzip;q=0', ['accept-encoding', 'gzip;q=0, identity']),
  check('RS-17', 'assets of zero bytes', async ({ fixtures, expect }) => {
    for (const asset of fixtures.where(
      'generic asset of zero bytes',
      (each) => isGeneric(each) && each.fixture.size === 0,
    ))
      await expect(requestFor(asset)).toServe(asset, { headers: true });
  }),
  range('the first two bytes', 'bytes=0-1', () => [0, 1]),
  range('all but the first bytes', 'bytes=10-', (size) => [10, size - 1]),
  range('the last five bytes', 'bytes=-5', (size) => [size - 5, size - 1]),
  range('a range that ends beyond the asset', 'bytes=5-99999999', (size) => [5, size - 1]),
  servedDespite('RS-19', 'a range of a unit that nobody knows', ['range', 'conformance=0-1']),
  servedDespite('RS-20', 'If-None-Match with a foreign validator', [
    'if-none-match',
    '"conformance-never-issued"',
  ]),
  servedDespite('RS-20', 'If-Modified-Since long ago', [
    'if-modified-since',
    'Thu, 01 Jan 1970 00:00:01 GMT',
  ]),
  check('RS-21', 'three requests, three ids', async ({ fixtures, expect }) => {
    const seen: string[] = [];
    for (let time = 1; time <= 3; time++) {
      const { response } = await expect(requestFor(fixtures.usual())).toBe({
        kind: 'fresh-header',
        header: 'x-amzn-RequestId',
        seen: [...seen],
      });
      const id = response && headerValue(response.headers, 'x-amzn-requestid');
      if (id !== undefined) seen.push(id);
    }
  }),
  check('RS-22', 'headers that nobody asked for', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual())).toBeObserved(
      'ETag, Last-Modified, Accept-Ranges, Content-Disposition',
    ),
  ),
  check('RS-23', 'an asset with a non-ASCII name', ({ fixtures, expect }) =>
    expect(
      requestFor(
        fixtures.find('asset with a non-ASCII name', (each) => /[^\x20-\x7e]/.test(each.fixture.name)),
      ),
    ).toBeObserved('how X-AssetName spells it'),
  ),
  ...injections.flatMap((lineEnd) =>
    (['asset', 'package', 'version'] as const).map((name) =>
      check('RS-24', `${visible(lineEnd)} in ${name}`, ({ fixtures, expect }) => {
        const asset = fixtures.usual();
        const value = `${asset.values[name]}${lineEnd}${injectedHeader}:1`;
        // Whether such a name is refused is for other requirements to say: here only what it does to the response counts.
        return expect(requestFor(asset).with({ [name]: value })).toBe(anyResponse);
      }),
    ),
  ),
  check('RS-18', 'the first byte of 100 MiB', ({ fixtures, expect }) => {
    const asset = fixtures.find('asset of 100 MiB', large);
    return expect(requestFor(asset)).toBe({ kind: 'streamed', asset: asset.expected, share: 0.5 });
  }),
];
