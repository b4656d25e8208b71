import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import type { Exchange } from './exchange.js';
import { asset, bodyOf, errorResponse, exchangeWith, servedResponse } from './exchange.test-data.js';
import type { Expectation, UnlistedAsset } from './expectation.js';
import type { Finding } from './finding.js';
import { judge } from './judge.js';

// What one exchange says about the expectation that was recorded beside it.

const served: Expectation = { kind: 'served', asset };
const refused: Expectation = { kind: 'refused', allowed: [{ status: 400, type: 'ValidationException' }] };
const gzipped = { ...served, codings: ['gzip'] } as const;
const partial: Expectation = { kind: 'partial', asset, first: 1, last: 3, sha256: bodyOf('ell').sha256 };
const streamed: Expectation = { kind: 'streamed', asset, share: 0.5 };

const whole = (response: Exchange['response']): Exchange => exchangeWith(response ? { response } : {});
const failed = (kind: NonNullable<Exchange['failure']>['kind'], response?: Exchange['response']): Exchange =>
  exchangeWith({ failure: { kind, message: kind }, ...(response ? { response } : {}) });
const client = (outcome: Omit<NonNullable<Exchange['client']>, 'name'>): Exchange =>
  exchangeWith({ client: { name: 'sdk', ...outcome } });
const unlisted = (changes: Partial<UnlistedAsset> = {}): UnlistedAsset => ({
  assetName: 'hello.txt',
  packageVersion: '1.0.0',
  forbidden: [],
  ...changes,
});
const output = {
  assetName: 'hello.txt',
  packageVersion: '1.0.0',
  packageVersionRevision: 'rev-1',
  asset: { size: 5, sha256: asset.sha256 },
};
const part = (content: string, range: string | undefined, status = 206): Exchange =>
  whole({ ...servedResponse({ 'Content-Range': range }, content), status });

const cases: readonly (readonly [title: string, Expectation, Exchange, Finding['outcome']])[] = [
  ['the asset', served, whole(servedResponse()), 'holds'],
  ['other bytes', served, whole(servedResponse({}, 'hallo')), 'broken'],
  ['the asset with another status', served, whole({ ...servedResponse(), status: 203 }), 'broken'],
  ['an error instead of the asset', served, whole(errorResponse(404, 'ResourceNotFoundException')), 'broken'],
  ['the asset, cut off', served, failed('closed', servedResponse({}, 'hel')), 'broken'],
  ['the whole asset, but the connection was reset', served, failed('closed', servedResponse()), 'broken'],
  ['bytes that are not HTTP', served, failed('invalid'), 'broken'],
  ['a response without end', served, failed('too-large'), 'broken'],
  ['silence', served, failed('timeout'), 'unanswered'],
  ['no connection', served, failed('unreachable'), 'unanswered'],
  [
    'a negotiated coding',
    gzipped,
    whole(servedResponse({ 'Content-Encoding': 'gzip' }, gzipSync('hello'))),
    'holds',
  ],
  ['the plain asset, although gzip was negotiated', gzipped, whole(servedResponse()), 'holds'],
  [
    'a coding that was not negotiated',
    served,
    whole(servedResponse({ 'Content-Encoding': 'gzip' }, gzipSync('hello'))),
    'broken',
  ],
  [
    'a coding of other bytes',
    gzipped,
    whole(servedResponse({ 'Content-Encoding': 'gzip' }, gzipSync('hallo'))),
    'broken',
  ],
  [
    'a coding that cannot be decoded',
    gzipped,
    whole(servedResponse({ 'Content-Encoding': 'gzip' }, 'hello')),
    'broken',
  ],
  ['the revision asked about', { ...served, revision: 'rev-1' }, whole(servedResponse()), 'holds'],
  ['another revision', { ...served, revision: 'rev-2' }, whole(servedResponse()), 'broken'],
  ['all three headers', { ...served, headers: true }, whole(servedResponse()), 'holds'],
  [
    'a missing header',
    { ...served, headers: true },
    whole(servedResponse({ 'X-AssetName': undefined })),
    'broken',
  ],

  ['the right error', refused, whole(errorResponse(400, 'ValidationException')), 'holds'],
  ['the right type with another status', refused, whole(errorResponse(404, 'ValidationException')), 'broken'],
  [
    'the right status with another type',
    refused,
    whole(errorResponse(400, 'AccessDeniedException')),
    'broken',
  ],
  ['the right status without a type', refused, whole(errorResponse(400, '')), 'broken'],
  ['the asset instead of an error', refused, whole(servedResponse()), 'broken'],
  ['any type', { kind: 'refused-with', status: 403 }, whole(errorResponse(403, 'Custom')), 'holds'],
  ['no type at all', { kind: 'refused-with', status: 403 }, whole(errorResponse(403, '')), 'broken'],

  ['the range', partial, part('ell', 'bytes 1-3/5'), 'holds'],
  ['the range of a size that is left open', partial, part('ell', 'bytes 1-3/*'), 'holds'],
  ['the range of another size', partial, part('ell', 'bytes 1-3/6'), 'broken'],
  ['the range in a unit in capitals', partial, part('ell', 'Bytes 1-3/5'), 'holds'],
  ['the range, labelled as another', partial, part('ell', 'bytes 0-2/5'), 'broken'],
  ['the range without a label', partial, part('ell', undefined), 'broken'],
  ['another range', partial, part('hel', 'bytes 1-3/5'), 'broken'],
  ['the range with status 200', partial, part('ell', 'bytes 1-3/5', 200), 'broken'],

  [
    'early headers',
    streamed,
    exchangeWith({ response: servedResponse(), timing: { startedAt: 0, headersAfter: 10, endedAfter: 100 } }),
    'holds',
  ],
  [
    'late headers',
    streamed,
    exchangeWith({ response: servedResponse(), timing: { startedAt: 0, headersAfter: 90, endedAfter: 100 } }),
    'broken',
  ],

  [
    'a status in range',
    {
      kind: 'answered',
      statuses: [
        [200, 299],
        [404, 404],
      ],
    },
    whole(errorResponse(404, 'A')),
    'holds',
  ],
  [
    'a status out of range',
    {
      kind: 'answered',
      statuses: [
        [200, 299],
        [404, 404],
      ],
    },
    whole(errorResponse(403, 'A')),
    'broken',
  ],
  [
    'a body that must not come',
    { kind: 'answered', statuses: [[200, 200]], forbidden: [asset.sha256] },
    whole(servedResponse()),
    'broken',
  ],
  [
    'an asset that no fixture lists, with bytes of its own',
    { kind: 'refused', allowed: [], unlisted: unlisted() },
    whole(servedResponse()),
    'holds',
  ],
  [
    'the same, if the version that comes back is not known beforehand',
    { kind: 'answered', statuses: [], unlisted: { assetName: 'hello.txt', forbidden: [] } },
    whole(servedResponse()),
    'holds',
  ],
  [
    'an asset that no fixture lists, with the bytes of one that is listed',
    { kind: 'refused', allowed: [], unlisted: unlisted({ forbidden: [asset.sha256] }) },
    whole(servedResponse()),
    'broken',
  ],
  [
    'another asset than the one that was requested',
    { kind: 'refused', allowed: [], unlisted: unlisted({ assetName: 'hello.txt.' }) },
    whole(servedResponse()),
    'broken',
  ],
  [
    'another version than the one that was requested',
    { kind: 'refused', allowed: [], unlisted: unlisted({ packageVersion: '1.0' }) },
    whole(servedResponse()),
    'broken',
  ],
  [
    'the header as expected',
    { kind: 'header-if-served', header: 'X-AssetName', value: 'hello.txt' },
    whole(servedResponse()),
    'holds',
  ],
  [
    'another header value',
    { kind: 'header-if-served', header: 'X-AssetName', value: 'b' },
    whole(servedResponse()),
    'broken',
  ],
  [
    'no success, so no header to judge',
    { kind: 'header-if-served', header: 'X-AssetName', value: 'b' },
    whole(errorResponse(404, 'A')),
    'holds',
  ],
  [
    'a value that was not seen before',
    { kind: 'fresh-header', header: 'x-amzn-RequestId', seen: ['2'] },
    whole(servedResponse()),
    'holds',
  ],
  [
    'a value that was seen before',
    { kind: 'fresh-header', header: 'x-amzn-RequestId', seen: ['1'] },
    whole(servedResponse()),
    'broken',
  ],

  ['one option of several', { kind: 'one-of', options: [refused, served] }, whole(servedResponse()), 'holds'],
  [
    'none of the options',
    { kind: 'one-of', options: [refused, served] },
    whole(errorResponse(404, 'A')),
    'broken',
  ],

  ['all output members', { kind: 'client-served', asset }, client({ output }), 'holds'],
  [
    'output members with the white space around header values',
    { kind: 'client-served', asset },
    client({ output: { ...output, assetName: `${output.assetName}  ` } }),
    'holds',
  ],
  [
    'other bytes from a client',
    { kind: 'client-served', asset },
    client({ output: { ...output, asset: { size: 5, sha256: '0' } } }),
    'broken',
  ],
  [
    'an output member is missing',
    { kind: 'client-served', asset },
    client({ output: { ...output, assetName: undefined } as never }),
    'broken',
  ],
  [
    'the typed exception',
    { kind: 'client-refused', type: 'ConflictException' },
    client({ error: { name: 'ConflictException', typed: true } }),
    'holds',
  ],
  [
    'an untyped exception of that name',
    { kind: 'client-refused', type: 'ConflictException' },
    client({ error: { name: 'ConflictException', typed: false } }),
    'broken',
  ],

  [
    'anything',
    { kind: 'observed', question: 'what comes back?' },
    whole(errorResponse(500, 'A')),
    'observed',
  ],
];

for (const [title, expectation, exchange, outcome] of cases)
  test(`${expectation.kind}: ${outcome} with ${title}`, () => {
    expect(judge('RS-01', expectation, exchange).outcome).toBe(outcome);
  });

test('a finding says what is allowed and what came back', () => {
  const finding = judge('RS-01', refused, whole(servedResponse()));
  expect(finding.requirement).toBe('RS-01');
  expect(finding.expected).toContain('ValidationException');
  expect(finding.actual).toContain('200');
});
