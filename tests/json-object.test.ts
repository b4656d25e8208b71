import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { errorType, type RecordedResponse, readJsonObject } from '../judge/index.js';

const problemOf = (bytes: Uint8Array | string): string | undefined => {
  const reading = readJsonObject(Buffer.from(bytes as Uint8Array));
  return 'problem' in reading ? reading.problem : undefined;
};

test('reads every JSON object as JSON.parse does', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()),
      fc.nat(4),
      (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readJsonObject(Buffer.from(text))).toEqual({ object: JSON.parse(text) });
      },
    ),
  );
});

test('accepts the same name in different objects, and text that looks like a member', () => {
  for (const text of [
    ' {"a":{"a":1},"b":[{"a":1},{"a":2}]}\n',
    '{"a":"\\"b\\":1","b":"{","c":"}"}',
    '{"a":"b","b":"a"}',
    '{"message":"\\ud83d\\ude00 😀"}',
  ])
    expect(problemOf(text), text).toBeUndefined();
});

for (const [title, bytes, problem] of [
  ['a byte order mark', '\uFEFF{}', /byte order mark/],
  ['UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), /UTF-8/],
  ['UTF-16 without a mark', Buffer.from('{"a":1}', 'utf16le'), /not JSON/],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xfc, 0x22, 0x7d]), /UTF-8/],
  ['a name twice', '{"a":1,"b":2,"a":3}', /“a” twice/],
  ['a name twice, once escaped', '{"a":1,"\\u0061":3}', /“a” twice/],
  ['a name twice in a nested object', '{"a":[{"b":1,"b":1}]}', /“b” twice/],
  ['a trailing comma', '{"a":1,}', /not JSON/],
  ['NaN', '{"a":NaN}', /not JSON/],
  ['single quotes', "{'a':1}", /not JSON/],
  ['garbage after the document', '{}x', /not JSON/],
  ['two documents', '{}{}', /not JSON/],
  ['half of a surrogate pair', '{"a":"\\ud83d"}', /surrogate/],
  ['half of a surrogate pair in a name', '{"\\udc00":1}', /surrogate/],
  ['an array', '[{}]', /no JSON object/],
  ['nothing', '', /no JSON object/],
] as const)
  test(`refuses ${title}`, () => {
    expect(problemOf(bytes)).toMatch(problem);
  });

test('does not recurse: deep nesting is read, and does not end the suite', () => {
  const depth = 100_000;
  const text = `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  expect(() => readJsonObject(Buffer.from(text))).not.toThrow();
});

test('an error type in a body that is not strict JSON counts for nothing', () => {
  const response = (text: string): RecordedResponse => ({
    status: 400,
    headers: [],
    body: {
      size: Buffer.byteLength(text),
      sha256: '',
      head: Buffer.from(text).toString('base64'),
      complete: true,
    },
  });
  expect(errorType(response('{"__type":"ValidationException"}'))?.name).toBe('ValidationException');
  expect(errorType(response('\uFEFF{"__type":"ValidationException"}'))).toBeUndefined();
});

test('a header that is sent twice is read as its lines combined', () => {
  const twice: RecordedResponse = {
    status: 404,
    headers: [
      ['x-amzn-errortype', 'ResourceNotFoundException'],
      ['X-Amzn-ErrorType', 'ResourceNotFoundException'],
    ],
    body: { size: 0, sha256: '', head: '', complete: true },
  };
  expect(errorType(twice)?.name).toBe('ResourceNotFoundException, ResourceNotFoundException');
});
