import { createHash } from 'node:crypto';
import {
  type Check,
  check,
  either,
  get,
  type HeldAsset,
  NotApplicable,
  notTheAsset,
  observed,
  served,
} from '../engine/index.js';
import { type Expectation, headerValue, injectedHeader, visible } from '../judge/index.js';
import type { RequirementId } from '../schemas/index.js';
import { large } from './sizes.js';

const generic = (each: HeldAsset): boolean => each.version.format === 'generic';
const ofBytes = (each: HeldAsset): boolean => generic(each) && each.asset.size > 20;

/** An asset is served whatever these request headers say, for none of them may keep or change its bytes. */
function servedDespite(
  requirement: RequirementId,
  title: string,
  headers: readonly (readonly [string, string])[],
): Check {
  return check(requirement, title, async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send(get(asset.values, headers), served(asset), { beyond: true });
  });
}

/** A range request: the whole asset, or exactly the range. */
function range(
  title: string,
  header: string,
  bounds: (size: number) => readonly [first: number, last: number],
): Check {
  return check('RS-19', title, async ({ fixtures, control, bytes, send }) => {
    const asset = fixtures.find('generic asset of more than 20 bytes', ofBytes);
    await control(asset);
    const [first, last] = bounds(asset.asset.size);
    const sha256 = createHash('sha256')
      .update(bytes(asset).subarray(first, last + 1))
      .digest('hex');
    await send(
      get(asset.values, [['range', header]]),
      either(served(asset), { kind: 'partial', asset: asset.expected, first, last, sha256 }),
      { beyond: true },
    );
  });
}

/** What a server with a threshold or a list of types treats in another way than a small file: text, and archives. */
const negotiable: readonly ((each: HeldAsset) => boolean)[] = [
  (each) => generic(each) && each.asset.size > 4096 && /\.(txt|json|html)$/.test(each.asset.name),
  (each) => generic(each) && /\.t?gz$/.test(each.asset.name),
];

/** Bytes that a server may have at hand at once, and above which it goes another way. */
const oneBuffer = 4096;

/** Listening past the end takes a moment for each: the smallest sizes, and those that take more than one buffer. */
function tellingSizes(sizes: readonly number[]): number[] {
  const sorted = sizes.toSorted((one, other) => one - other);
  const large = sorted.filter((size) => size >= oneBuffer);
  return [...new Set([...sorted.slice(0, 4), ...large.slice(0, 8), ...large.slice(-1)])];
}

/** Nothing is asked of the answer itself, which the rules on every answer judge, but that there is one. */
const anyAnswer: Expectation = { kind: 'answered', statuses: [[200, 599]] };

/** Whatever it is: where HTTP has no content, none comes. */
const endsWithHead: Expectation = { kind: 'ends-with-head' };

/** Ways to smuggle a header line through a value. */
const injections = ['\r\n', '\n', '\r', '\r\n\r\n', '\u0085', '\u2028'];

/** The served asset: status, headers, bytes and framing. */
export const response: readonly Check[] = [
  check('RS-02', 'text that looks like an envelope or a text encoding', async ({ fixtures, downloadAll }) => {
    const assets = fixtures.where(
      'generic asset of text',
      (each) =>
        generic(each) &&
        /\.(json|html?|txt|b64|base64|xml)$/i.test(each.asset.name) &&
        each.asset.size < 128 * 1024,
    );
    await downloadAll(assets);
  }),
  check('RS-02', 'Accept: application/json', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send(
      get(asset.values, [['accept', 'application/json']]),
      either(served(asset), notTheAsset(asset, [400, 499])),
      { beyond: true },
    );
  }),
  check('RS-03', 'every generic asset that is not empty', async ({ fixtures, downloadAll }) => {
    const assets = fixtures.where(
      'generic asset that is not empty',
      (each) => generic(each) && each.asset.size > 0,
    );
    await downloadAll(assets);
  }),
  check('RS-13', 'header names of the request in upper case', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send({ ...get(asset.values, [['ACCEPT', '*/*']]), signing: 'upper-case' }, served(asset), {
      beyond: true,
    });
  }),
  check('RS-15', 'the framing of assets of each size', async ({ fixtures, send }) => {
    const bySize = new Map(
      fixtures.where('generic asset', generic).map((asset) => [asset.asset.size, asset]),
    );
    await Promise.all(
      tellingSizes([...bySize.keys()]).map((size) => {
        const asset = bySize.get(size);
        return asset && send({ ...get(asset.values), reading: 'past-the-end' }, served(asset));
      }),
    );
  }),
  check('RS-15', 'the framing of an error', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send(
      { ...get({ ...asset.values, asset: 'conformance-no-such-name' }), reading: 'past-the-end' },
      anyAnswer,
    );
  }),
  check('RS-15', 'HEAD: nothing follows the header section', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    for (const values of [asset.values, { ...asset.values, asset: 'conformance-no-such-name' }])
      await send({ ...get(values), method: 'HEAD', reading: 'past-the-end' }, endsWithHead, { beyond: true });
  }),
  // Answers that may have the status 304 or 204: then nothing follows either.
  check('RS-15', 'If-None-Match: *', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send({ ...get(asset.values, [['if-none-match', '*']]), reading: 'past-the-end' }, endsWithHead, {
      beyond: true,
      size: asset.asset.size,
    });
  }),
  check('RS-15', 'If-None-Match with the validator of the asset', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    const { response } = await control(asset);
    const validator = response && headerValue(response.headers, 'etag');
    if (validator === undefined) throw new NotApplicable('The target sends no ETag');
    await send(
      { ...get(asset.values, [['if-none-match', validator]]), reading: 'past-the-end' },
      endsWithHead,
      { beyond: true, size: asset.asset.size },
    );
  }),
  check('RS-15', 'OPTIONS', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send({ ...get(asset.values), method: 'OPTIONS', reading: 'past-the-end' }, endsWithHead, {
      beyond: true,
      size: asset.asset.size,
    });
  }),
  check('RS-16', 'compressed files', async ({ fixtures, downloadAll }) => {
    const assets = fixtures.where(
      'generic asset that is compressed',
      (each) => generic(each) && /\.(t?gz|zip|jar)$|gzip/i.test(each.asset.name),
    );
    await downloadAll(assets);
  }),
  check('RS-16', 'Accept-Encoding: identity', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send(get(asset.values, [['accept-encoding', 'identity']]), served(asset));
  }),
  check('RS-16', 'Accept-Encoding: gzip', async ({ fixtures, control, send }) => {
    const small = fixtures.find(
      'small generic asset',
      (each) => generic(each) && each.asset.size > 0 && each.asset.size <= 1024,
    );
    const others = negotiable.flatMap((kind) => fixtures.downloadable.find(kind) ?? []);
    for (const asset of [small, ...others]) {
      await control(asset);
      await send(
        get(asset.values, [['accept-encoding', 'gzip']]),
        { kind: 'served', asset: asset.expected, codings: ['gzip', 'x-gzip'] },
        { beyond: true },
      );
    }
  }),
  servedDespite('RS-16', 'Accept-Encoding: gzip;q=0', [['accept-encoding', 'gzip;q=0, identity']]),
  check('RS-17', 'assets of zero bytes', async ({ fixtures, send }) => {
    for (const asset of fixtures.where(
      'generic asset of zero bytes',
      (each) => generic(each) && each.asset.size === 0,
    ))
      await send(get(asset.values), { kind: 'served', asset: asset.expected, headers: true });
  }),
  range('the first two bytes', 'bytes=0-1', () => [0, 1]),
  range('all but the first bytes', 'bytes=10-', (size) => [10, size - 1]),
  range('the last five bytes', 'bytes=-5', (size) => [size - 5, size - 1]),
  range('a range that ends beyond the asset', 'bytes=5-99999999', (size) => [5, size - 1]),
  servedDespite('RS-19', 'a range of a unit that nobody knows', [['range', 'conformance=0-1']]),
  servedDespite('RS-20', 'If-None-Match with a foreign validator', [
    ['if-none-match', '"conformance-never-issued"'],
  ]),
  servedDespite('RS-20', 'If-Modified-Since long ago', [
    ['if-modified-since', 'Thu, 01 Jan 1970 00:00:01 GMT'],
  ]),
  check('RS-21', 'three requests, three ids', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    const seen: string[] = [];
    for (let time = 1; time <= 3; time++) {
      const exchange = await send(
        get(asset.values),
        { kind: 'fresh-header', header: 'x-amzn-RequestId', seen: [...seen] },
        { size: asset.asset.size },
      );
      const id = exchange.response && headerValue(exchange.response.headers, 'x-amzn-requestid');
      if (id !== undefined) seen.push(id);
    }
  }),
  check('RS-22', 'headers that nobody asked for', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get(asset.values), observed('ETag, Last-Modified, Accept-Ranges, Content-Disposition'), {
      size: asset.asset.size,
    });
  }),
  check('RS-23', 'an asset with a non-ASCII name', async ({ fixtures, send }) => {
    const asset = fixtures.find('asset with a non-ASCII name', (each) =>
      /[^\x20-\x7e]/.test(each.asset.name),
    );
    await send(get(asset.values), observed('how X-AssetName spells it'), { size: asset.asset.size });
  }),
  ...injections.flatMap((lineEnd) =>
    (['asset', 'package', 'version'] as const).map((name) =>
      check('RS-24', `${visible(lineEnd)} in ${name}`, async ({ fixtures, control, send }) => {
        const asset = fixtures.usual();
        await control(asset);
        const value = `${asset.values[name]}${lineEnd}${injectedHeader}:1`;
        // Whether such a name is refused is for other requirements to say: here only what it does to the answer counts.
        await send(get({ ...asset.values, [name]: value }), anyAnswer, { size: asset.asset.size });
      }),
    ),
  ),
  check('RS-18', 'the first byte of 100 MiB', async ({ fixtures, send }) => {
    const asset = fixtures.find('asset of 100 MiB', large);
    await send(get(asset.values), { kind: 'streamed', asset: asset.expected, share: 0.5 });
  }),
];
