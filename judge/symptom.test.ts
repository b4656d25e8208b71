import { expect, test } from '@playwright/test';
import type { RecordedResponse } from './exchange.js';
import { asset, errorResponse, exchangeWith, servedResponse } from './exchange.test-data.js';
import type { Expectation } from './expectation.js';
import { ruleSymptom, symptomOf } from './symptom.js';

const served: Expectation = { kind: 'served', asset };

for (const [body, headers, symptom] of [
  ['hello', {}, '200, its bytes'],
  ['hell', {}, '200, one byte fewer'],
  ['hel', {}, '200, fewer bytes'],
  ['hello!', {}, '200, one byte more'],
  ['hellohello', {}, '200, twice as many bytes'],
  ['aGVsbG8=', {}, '200, a third more bytes'],
  ['hello, world', {}, '200, more bytes'],
  ['hello!', { 'X-AssetName': 'b.txt' }, '200, more bytes, another name'],
  ['world', { 'X-AssetName': 'b.txt' }, '200, as many other bytes, another name'],
  ['', { 'X-PackageVersion': '2.0.0' }, '200, empty, another version'],
] as const)
  test(`a served asset: ${symptom}`, () => {
    expect(symptomOf(served, exchangeWith({ response: servedResponse(headers, body) }))).toBe(symptom);
  });

test('a served asset that was cut at the size of a buffer says at which', () => {
  const large: Expectation = { kind: 'served', asset: { ...asset, size: 100_000 } };
  const response = servedResponse({}, 'x'.repeat(65_536));
  expect(symptomOf(large, exchangeWith({ response }))).toBe('200, the first 64 KiB');
});

test('the symptom of an error is its status and type, not its message', () => {
  const refused: Expectation = {
    kind: 'refused',
    allowed: [{ status: 404, type: 'ResourceNotFoundException' }],
  };
  for (const message of ['too long', 'the package “widget” is too long'])
    expect(
      symptomOf(refused, exchangeWith({ response: errorResponse(400, 'ValidationException', { message }) })),
    ).toBe('400 ValidationException');
  const untyped = errorResponse(404, '', {}, { 'x-amzn-errortype': undefined });
  expect(symptomOf(refused, exchangeWith({ response: untyped }))).toBe('404 without a type');
});

for (const [type, words] of [
  ['validationexception', 'a type in another case'],
  ['Validation', 'a type without Exception'],
  ['"ValidationException"', 'a type in quotes'],
  ['ValidationException, ValidationException', 'several types'],
  ['com.example.model.ValidationException', 'a type after a namespace'],
  ['java.lang.IllegalStateException', 'the name of a class'],
  ['Bad Request', 'a phrase as the type'],
  ['InvalidParameterException', 'another type'],
] as const)
  test(`an undocumented error type: ${type} is ${words}`, () => {
    expect(symptomOf(served, exchangeWith({ response: errorResponse(400, type) }))).toBe(`400 ${words}`);
  });

test('a success where an error was expected says whether it is one all the same', () => {
  const refused: Expectation = {
    kind: 'refused',
    allowed: [{ status: 404, type: 'ResourceNotFoundException' }],
  };
  const symptom = (response: RecordedResponse): string => symptomOf(refused, exchangeWith({ response }));
  expect(symptom(servedResponse({}, 'hello'))).toBe('200');
  expect(symptom(servedResponse({}, ''))).toBe('200, empty');
  expect(symptom({ ...errorResponse(404, 'ResourceNotFoundException'), status: 200 })).toBe('200, an error');
});

test('a response that broke off says so', () => {
  const failure = { kind: 'closed', message: 'socket hang up' } as const;
  expect(symptomOf(served, exchangeWith({ response: servedResponse({}, 'he'), failure }))).toBe(
    '200, fewer bytes, closed',
  );
});

for (const [expected, actual, symptom] of [
  ['X-AssetName “a b.txt”', 'X-AssetName “a%20b.txt”', 'X-AssetName percent-encoded'],
  ['X-AssetName “a.txt”', 'X-AssetName “A.TXT”', 'X-AssetName in another case'],
  ['X-AssetName “dir/a.txt”', 'X-AssetName “a.txt”', 'X-AssetName its end'],
  ['X-AssetName “a  b.txt”', 'X-AssetName “a b.txt”', 'X-AssetName with other white space'],
  ['X-AssetName “a b c.txt”', 'X-AssetName “a+b+c.txt”', 'X-AssetName with + for white space'],
  ['X-AssetName “d/ü.txt”', 'X-AssetName “d_ü.txt”', 'X-AssetName with _ for /'],
  ['X-AssetName “a&b.txt”', 'X-AssetName “a&amp;b.txt”', 'X-AssetName escaped for HTML'],
  ['X-AssetName “abc.txt”', 'X-AssetName “xyz.txt”', 'X-AssetName another of the same length'],
  ['X-AssetName “abc.txt”', 'X-AssetName “wxyz.txt”', 'X-AssetName another'],
  ['X-AssetName “a.txt”', 'X-AssetName absent', 'X-AssetName absent'],
  [
    'an error type',
    'no error type; 650 bytes “<html>” (sha256 b8b76f21974f…)',
    'no error type; N bytes HTML',
  ],
  ['Retry-After', 'Retry-After "30s"', 'Retry-After a number and a unit'],
  ['Retry-After', 'Retry-After "-1"', 'Retry-After a negative number'],
  ['Retry-After', 'Retry-After "1.5"', 'Retry-After a decimal number'],
  ['Retry-After', 'Retry-After "Fri, 27 Nov 2026 10:00:00 GMT"', 'Retry-After a date'],
  ['Retry-After', 'Retry-After "30, 30"', 'Retry-After a list'],
  ['Content-Type', 'Content-Type “text/html; charset=utf-8”', 'Content-Type HTML as its type'],
  ['Content-Type', 'Content-Type “application/java-archive”', 'Content-Type another media type'],
] as const)
  test(`a rule: ${symptom}`, () => {
    expect(ruleSymptom(expected, actual)).toBe(symptom);
  });
