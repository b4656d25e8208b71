import { expect, test } from '@playwright/test';
import { responseFraming } from './framing.js';
import { type MessageHead, NotHttp, parseStatus } from './message-head.js';
import { MessageReader, type MessageSink } from './message-reader.js';

/** Notes the responses that a reader finds: the body of each, `…` if it did not end. */
function collector() {
  const bodies: string[] = [];
  let open = false;
  const sink: MessageSink = {
    head({ startLine, fields }: MessageHead) {
      bodies.push('');
      open = true;
      return responseFraming(parseStatus(startLine), 'GET', fields);
    },
    data(part) {
      bodies.push(`${bodies.pop()}${part.toString('latin1')}`);
    },
    end() {
      open = false;
    },
  };
  const found = () => bodies.map((body, index) => (open && index === bodies.length - 1 ? `${body}…` : body));
  return { sink, found };
}

const http = (...lines: readonly string[]): string => lines.join('\r\n');

const streams: readonly (readonly [
  title: string,
  bytes: string,
  found: readonly string[],
  finished: boolean,
])[] = [
  ['a body of a declared length', http('HTTP/1.1 200 OK', 'Content-Length: 5', '', 'hello'), ['hello'], true],
  ['an empty body', http('HTTP/1.1 200 OK', 'Content-Length: 0', '', ''), [''], true],
  ['a status without a body', http('HTTP/1.1 204 No Content', '', ''), [''], true],
  [
    'two messages on one connection',
    http('HTTP/1.1 200 OK', 'Content-Length: 1', '', 'aHTTP/1.1 200 OK', 'Content-Length: 2', '', 'bc'),
    ['a', 'bc'],
    true,
  ],
  [
    'chunks',
    http('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '3', 'hel', '2', 'lo', '0', '', ''),
    ['hello'],
    true,
  ],
  [
    'chunks with an extension and a trailer',
    http('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '2;a=b', 'hi', '0', 'X-Sum: 1', '', ''),
    ['hi'],
    true,
  ],
  ['a body that ends with the connection', http('HTTP/1.1 200 OK', '', 'hello'), ['hello'], true],
  ['a body that is too short', http('HTTP/1.1 200 OK', 'Content-Length: 6', '', 'hello'), ['hello…'], false],
  [
    'chunks without an end',
    http('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '5', 'hello', ''),
    ['hello…'],
    false,
  ],
  ['a head without an end', http('HTTP/1.1 200 OK', 'Content-Le'), [], false],
];

for (const [title, bytes, found, finished] of streams)
  test(`reads ${title}, however it is cut into packets`, () => {
    for (const size of [bytes.length, 7, 1]) {
      const { sink, found: collected } = collector();
      const reader = new MessageReader(sink);
      for (let at = 0; at < bytes.length; at += size)
        reader.push(Buffer.from(bytes.slice(at, at + size), 'latin1'));
      expect(reader.finish(), `packets of ${size}`).toBe(finished);
      expect(collected(), `packets of ${size}`).toEqual(found);
    }
  });

const rejected: readonly (readonly [title: string, bytes: string])[] = [
  ['a start line that is not HTTP', http('SSH-2.0-OpenSSH', '', '')],
  ['contradictory lengths', http('HTTP/1.1 200 OK', 'Content-Length: 1', 'Content-Length: 2', '', '')],
  ['a length that is no number', http('HTTP/1.1 200 OK', 'Content-Length: -1', '', '')],
  ['a chunk without a size', http('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', 'x', '')],
  [
    'a chunk that is longer than it says',
    http('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '1', 'ab', ''),
  ],
  ['a head without bounds', `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(300 * 1024)}`],
];
for (const [title, bytes] of rejected)
  test(`stops at ${title}`, () => {
    const reader = new MessageReader(collector().sink);
    expect(() => reader.push(Buffer.from(bytes))).toThrow(NotHttp);
  });

test('what follows a change of protocols is not read as HTTP', () => {
  const { sink, found } = collector();
  const reader = new MessageReader(sink);
  reader.push(
    Buffer.from(http('HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', '', '\u0001\u0002')),
  );
  expect(reader.finish()).toBe(true);
  expect(found()).toEqual(['…']);
});

test('a head that is not complete is pending', () => {
  const reader = new MessageReader(collector().sink);
  expect(reader.within).toBe(false);
  reader.push(Buffer.from('HTTP/1.1'));
  expect([reader.within, reader.pendingHead]).toEqual([true, 8]);
});
