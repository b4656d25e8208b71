import { expect, test } from '@playwright/test';
import type { RequirementId } from '../../schemas/index.js';
import type { RecordedResponse } from '../exchange.js';
import { asset, errorResponse, recordedWith, servedResponse } from '../exchange.test-data.js';
import type { Expectation } from '../expectation.js';
import type { RecordedExchange } from '../recording.js';
import { judgeByRules, ruledRequirements } from './index.js';

// Requirements that are checked on every response: for each, a response that keeps it and one that breaks it.

const refusedFor = (type: string, status: number, extra: object = {}): Expectation => ({
  kind: 'refused',
  allowed: [{ status, type }],
  ...extra,
});
const served = (changes: Readonly<Record<string, string | undefined>> = {}): RecordedExchange =>
  recordedWith({ response: servedResponse(changes) });
const failed = (
  status: number,
  type: string,
  members: Readonly<Record<string, unknown>> = {},
  changes: Readonly<Record<string, string | undefined>> = {},
  expects: Expectation = refusedFor(type, status),
): RecordedExchange => recordedWith({ response: errorResponse(status, type, members, changes) }, { expects });
const withStatus = (status: number, response: RecordedResponse): RecordedExchange =>
  recordedWith({ response: { ...response, status } });
const lookup = (members: Readonly<Record<string, unknown>>): RecordedExchange =>
  failed(
    404,
    'ResourceNotFoundException',
    members,
    {},
    refusedFor('ResourceNotFoundException', 404, { resourceTypes: ['package'] }),
  );

const cases: Readonly<
  Partial<Record<RequirementId, { readonly keeps: RecordedExchange; readonly breaks: RecordedExchange }>>
> = {
  'RS-01': { keeps: served(), breaks: withStatus(206, servedResponse()) },
  'RS-04': { keeps: served(), breaks: served({ 'X-AssetName': undefined }) },
  'RS-05': { keeps: served(), breaks: served({ 'X-AssetName': 'other.txt' }) },
  'RS-06': { keeps: served(), breaks: served({ 'X-AssetName': '' }) },
  'RS-07': { keeps: served(), breaks: served({ 'X-PackageVersion': undefined }) },
  'RS-08': { keeps: served(), breaks: served({ 'X-PackageVersion': '1.0' }) },
  'RS-09': { keeps: served(), breaks: served({ 'X-PackageVersion': '1 0' }) },
  'RS-10': { keeps: served(), breaks: served({ 'X-PackageVersionRevision': undefined }) },
  'RS-11': { keeps: served(), breaks: served({ 'X-PackageVersionRevision': 'r'.repeat(51) }) },
  'RS-12': { keeps: served(), breaks: served({ 'X-PackageVersionRevision': 'rev-2' }) },
  'RS-14': { keeps: served(), breaks: served({ 'Content-Type': 'text/plain' }) },
  'RS-15': { keeps: served(), breaks: served({ 'Content-Length': '6' }) },
  'RS-16': { keeps: served(), breaks: served({ 'Content-Encoding': 'gzip' }) },
  'RS-21': { keeps: served(), breaks: served({ 'x-amzn-RequestId': undefined }) },
  'RS-24': { keeps: served(), breaks: served({ 'x-conformance-injected': 'yes' }) },
  'ER-01': {
    keeps: failed(400, 'ValidationException'),
    breaks: failed(400, 'ValidationException', {}, { 'x-amzn-errortype': undefined }),
  },
  'ER-02': {
    keeps: failed(400, 'ValidationException'),
    breaks: failed(
      400,
      'ValidationException',
      { __type: 'ValidationException' },
      { 'x-amzn-errortype': undefined },
    ),
  },
  'ER-03': {
    keeps: failed(400, 'ValidationException'),
    breaks: failed(400, 'ValidationException', { message: 1 }),
  },
  'ER-04': {
    keeps: failed(400, 'ValidationException', {}, { 'Content-Type': 'application/json; charset=utf-8' }),
    breaks: failed(400, 'ValidationException', {}, { 'Content-Type': 'text/html' }),
  },
  'ER-05': {
    keeps: failed(400, 'ValidationException'),
    breaks: failed(400, 'ValidationException', {}, { 'X-AssetName': 'hello.txt' }),
  },
  'ER-ACCESSDENIED': {
    keeps: failed(403, 'AccessDeniedException'),
    breaks: failed(401, 'AccessDeniedException'),
  },
  'ER-CONFLICT': { keeps: failed(409, 'ConflictException'), breaks: failed(400, 'ConflictException') },
  'ER-INTERNALSERVER': {
    keeps: failed(500, 'InternalServerException'),
    breaks: failed(503, 'InternalServerException'),
  },
  'ER-RESOURCENOTFOUND': {
    keeps: failed(404, 'ResourceNotFoundException'),
    breaks: failed(400, 'ResourceNotFoundException'),
  },
  'ER-THROTTLING': { keeps: failed(429, 'ThrottlingException'), breaks: failed(400, 'ThrottlingException') },
  'ER-VALIDATION': { keeps: failed(400, 'ValidationException'), breaks: failed(422, 'ValidationException') },
  'ER-ONLY': { keeps: failed(404, 'ResourceNotFoundException'), breaks: failed(404, 'NoSuchKey') },
  'ER-RES-OPT': {
    keeps: lookup({ resourceId: 'p', resourceType: 'package' }),
    breaks: lookup({ resourceId: 1 }),
  },
  'ER-RES-ENUM': { keeps: lookup({ resourceType: 'package' }), breaks: lookup({ resourceType: 'file' }) },
  'ER-RES-LEVEL': { keeps: lookup({ resourceType: 'package' }), breaks: lookup({ resourceType: 'domain' }) },
  'ER-REASON': {
    keeps: failed(400, 'ValidationException', { reason: 'OTHER' }),
    breaks: failed(400, 'ValidationException', { reason: 'BAD' }),
  },
  'ER-RETRY': {
    keeps: failed(429, 'ThrottlingException', {}, { 'Retry-After': '2' }),
    breaks: failed(429, 'ThrottlingException', {}, { 'Retry-After': 'soon' }),
  },
  'ER-RETRY-PRES': {
    keeps: failed(429, 'ThrottlingException', {}, { 'Retry-After': '2' }),
    breaks: failed(429, 'ThrottlingException'),
  },
};

const outcomesOf = (id: RequirementId, exchange: RecordedExchange): string[] =>
  judgeByRules(exchange)
    .filter(({ requirement }) => requirement === id)
    .map(({ outcome }) => outcome);

for (const [id, { keeps, breaks }] of Object.entries(cases) as [
  RequirementId,
  NonNullable<(typeof cases)[RequirementId]>,
][])
  test(`${id} holds for one response and is broken by another`, () => {
    const kept = outcomesOf(id, keeps);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).not.toContain('broken');
    expect(outcomesOf(id, breaks)).toContain('broken');
  });

test('a served asset as the reference page describes it breaks no rule', () => {
  expect(judgeByRules(served()).filter(({ outcome }) => outcome === 'broken')).toEqual([]);
});

test('requests that go beyond the operation are not judged by its rules', () => {
  expect(
    judgeByRules(recordedWith({ response: servedResponse({ 'X-AssetName': 'x' }) }, { beyond: true })),
  ).toEqual([]);
  const post = { ...served().request, method: 'POST' };
  expect(judgeByRules(recordedWith({ response: servedResponse() }, { request: post }))).toEqual([]);
});

test('a response that was cut off breaks the rule on framing and is judged by no other', () => {
  const cutOff = recordedWith({
    response: servedResponse({}, 'hel'),
    failure: { kind: 'closed', message: 'closed' },
  });
  expect(judgeByRules(cutOff).map(({ requirement, outcome }) => [requirement, outcome])).toEqual([
    ['RS-15', 'broken'],
  ]);
});

test('without a response there is nothing to judge', () => {
  expect(judgeByRules(recordedWith({ failure: { kind: 'timeout', message: 'timeout' } }))).toEqual([]);
});

test('every rule that is about any response has a case here', () => {
  // These depend on what was wrong with the request; the kill matrix covers them.
  const byRequest: readonly RequirementId[] = ['ER-REASON-FIELD', 'ER-NO5XX'];
  const missing = new Set(ruledRequirements.filter((id) => !(id in cases) && !byRequest.includes(id)));
  expect([...missing], 'Add a case to `cases` in this file for each of these rules.').toEqual([]);
  expect(asset.size).toBe(servedResponse().body.size);
});
