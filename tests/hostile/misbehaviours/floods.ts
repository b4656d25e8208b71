import { gzipSync } from 'node:zlib';
import { frontOfReference } from '../front.js';
import type { HostileCase } from '../hostile-case.js';
import { bareTarget } from '../target.js';
import { answer, forever, head, refusal } from '../wire.js';

const mebibyte = 1024 * 1024;

const endlessHeaders = `x-more: ${'more '.repeat(100)}\r\n`.repeat(40);
const hugeHeader = answer(200, [['x-large', 'x'.repeat(4 * mebibyte)]]);
const manyHeaders = refusal('{}', { fields: Array.from({ length: 2500 }, (_, at) => [`x-${at}`, 'x']) });

/** Targets that send more than anybody could want. */
export const floods: readonly HostileCase[] = [
  {
    title: 'a body without end',
    start: () =>
      bareTarget({
        asked: (socket) => {
          socket.write(head(200, [['Transfer-Encoding', 'chunked']]));
          void forever(socket, Buffer.from(`10000\r\n${'x'.repeat(0x10000)}\r\n`));
        },
      }),
    verdict: 'not-conformant',
    fails: ['OP-01'],
  },
  {
    title: 'a refusal without end',
    start: () =>
      frontOfReference((turn) => {
        if (!turn.refuses) return turn.proper();
        turn.socket.write(head(400, [['x-amzn-errortype', 'ValidationException']]));
        void forever(turn.socket, ' '.repeat(65_536));
      }),
    verdict: 'not-conformant',
    fails: ['AST-REQ'],
    keeps: ['OP-01'],
  },
  {
    title: 'headers without end',
    start: () =>
      bareTarget({
        asked: (socket) => {
          socket.write('HTTP/1.1 200 OK\r\n');
          void forever(socket, endlessHeaders);
        },
      }),
    verdict: 'not-conformant',
    fails: ['OP-01'],
  },
  {
    title: 'one header of four megabytes',
    start: () => bareTarget({ asked: (socket) => socket.end(hugeHeader) }),
    verdict: 'not-conformant',
    fails: ['OP-01'],
  },
  {
    title: 'thousands of headers in each refusal',
    start: () => frontOfReference((turn) => (turn.refuses ? turn.socket.end(manyHeaders) : turn.proper())),
    verdict: 'not-conformant',
    fails: ['AST-REQ'],
    keeps: ['OP-01'],
  },
  {
    title: 'interim answers without end',
    timeoutMs: 300,
    start: () =>
      bareTarget({
        asked: (socket) => void forever(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'.repeat(100)),
      }),
    verdict: 'incomplete',
  },
  {
    title: '100 Continue without end',
    timeoutMs: 300,
    start: () =>
      bareTarget({ asked: (socket) => void forever(socket, 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)) }),
    verdict: 'incomplete',
  },
  {
    title: 'a JSON error of 50 MB',
    start: () =>
      frontOfReference((turn) => {
        if (!turn.refuses) return turn.proper();
        const size = 50 * mebibyte;
        turn.socket.write(
          head(400, [
            ['x-amzn-errortype', 'ValidationException'],
            ['Content-Length', String(size)],
          ]),
        );
        turn.socket.write('{"message":"');
        void forever(turn.socket, 'x'.repeat(65_536));
      }),
    verdict: 'not-conformant',
    fails: ['AST-REQ'],
    keeps: ['OP-01'],
  },
  {
    title: 'a decompression bomb that nobody requested',
    start: () => {
      const bomb = gzipSync(Buffer.alloc(64 * mebibyte));
      return bareTarget({ asked: (socket) => socket.end(answer(200, [['Content-Encoding', 'gzip']], bomb)) });
    },
    verdict: 'not-conformant',
    fails: ['OP-01', 'RS-16'],
  },
  {
    title: 'a decompression bomb if gzip was negotiated',
    start: () => {
      const bomb = gzipSync(Buffer.alloc(512 * 1024));
      return frontOfReference((turn) =>
        turn.request.headers['accept-encoding'] === 'gzip'
          ? turn.socket.end(answer(200, [['Content-Encoding', 'gzip']], bomb))
          : turn.proper(),
      );
    },
    verdict: 'not-conformant',
    fails: ['RS-16'],
    keeps: ['OP-01'],
  },
];
