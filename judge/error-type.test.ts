import { expect, test } from '@playwright/test';
import { errorType } from './error-type.js';
import { bodyOf } from './exchange.test-data.js';

const response = (header: string | undefined, body: string) => ({
  status: 400,
  headers: header === undefined ? [] : [['X-Amzn-ErrorType', header] as const],
  body: bodyOf(body),
});

const cases: readonly (readonly [title: string, header: string | undefined, body: string, found: unknown])[] =
  [
    ['the header', 'ValidationException', '{}', { name: 'ValidationException', place: 'x-amzn-errortype' }],
    [
      'the header, without the URI after a colon',
      'ValidationException:http://internal.amazon.com/coral/',
      '{}',
      { name: 'ValidationException', place: 'x-amzn-errortype' },
    ],
    [
      'the header, without the namespace before a hash',
      'aws.protocoltests.restjson#ValidationException:http://x/',
      '{}',
      { name: 'ValidationException', place: 'x-amzn-errortype' },
    ],
    [
      'the header, even if the body names another type',
      'ConflictException',
      '{"__type":"ValidationException"}',
      { name: 'ConflictException', place: 'x-amzn-errortype' },
    ],
    ['__type', undefined, '{"__type":"a#ConflictException"}', { name: 'ConflictException', place: '__type' }],
    ['code', undefined, '{"code":"ConflictException"}', { name: 'ConflictException', place: 'code' }],
    [
      '__type before code',
      undefined,
      '{"code":"A","__type":"ConflictException"}',
      { name: 'ConflictException', place: '__type' },
    ],
    [
      'nothing after a byte order mark, which clients do not accept',
      undefined,
      '\ufeff{"__type":"A"}',
      undefined,
    ],
    ['nothing in a body that is no object', undefined, '["__type"]', undefined],
    ['nothing in a body that is not JSON', undefined, '{"__type":', undefined],
    ['nothing in a type that is no string', undefined, '{"__type":1}', undefined],
    ['nothing in an empty header', '', '{}', undefined],
  ];
for (const [title, header, body, found] of cases)
  test(`the error type is read from ${title}`, () => {
    expect(errorType(response(header, body))).toEqual(found);
  });
