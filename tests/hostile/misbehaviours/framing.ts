import type { HeaderField } from '../../../judge/index.js';
import { frontOfReference, type Turn } from '../front.js';
import type { HostileCase } from '../hostile-case.js';
import { head } from '../wire.js';

/** The right header fields, with another Content-Length and others at the end. */
function fields(turn: Turn, lengths: readonly number[], others: readonly HeaderField[] = []): HeaderField[] {
  const right: HeaderField[] = [];
  for (let at = 0; at < turn.rawHeaders.length; at += 2) {
    const name = turn.rawHeaders[at] ?? '';
    if (!/^(content-length|connection|keep-alive)$/i.test(name))
      right.push([name, turn.rawHeaders[at + 1] ?? '']);
  }
  return [...right, ...lengths.map((length): HeaderField => ['Content-Length', String(length)]), ...others];
}

/** Sends the right respond with its length misstated. */
const misstated = (turn: Turn, ...lengths: readonly number[]): Buffer =>
  Buffer.concat([head(turn.status, fields(turn, lengths)), turn.body]);

const chunked: HeaderField = ['Transfer-Encoding', 'chunked'];

/** Targets whose responses do not end where they say. */
export const framing: readonly HostileCase[] = [
  {
    title: 'closes in the middle of the body',
    start: () =>
      frontOfReference((turn) => {
        const whole = misstated(turn, turn.body.byteLength);
        turn.socket.end(whole.subarray(0, whole.byteLength - Math.ceil(turn.body.byteLength / 2)));
      }),
    verdict: 'not-conformant',
    fails: ['OP-01', 'RS-15'],
  },
  {
    title: 'Content-Length larger than the body, then closes',
    start: () => frontOfReference((turn) => turn.socket.end(misstated(turn, turn.body.byteLength + 10))),
    verdict: 'not-conformant',
    fails: ['OP-01', 'RS-15'],
  },
  {
    title: 'Content-Length larger than the body, and keeps the connection open',
    timeoutMs: 300,
    start: () => frontOfReference((turn) => turn.socket.write(misstated(turn, turn.body.byteLength + 10))),
    verdict: 'not-conformant',
    fails: ['OP-01'],
  },
  {
    title: 'Content-Length smaller than the body',
    checks: 'framing',
    start: () =>
      frontOfReference((turn) => turn.socket.end(misstated(turn, Math.max(turn.body.byteLength - 5, 0)))),
    verdict: 'not-conformant',
    fails: ['OP-01', 'RS-15'],
  },
  {
    title: 'surplus bytes after a right response',
    checks: 'framing',
    start: () =>
      frontOfReference((turn) =>
        turn.socket.end(Buffer.concat([misstated(turn, turn.body.byteLength), Buffer.from('surplus')])),
      ),
    verdict: 'not-conformant',
    fails: ['RS-15'],
  },
  {
    title: 'two different Content-Lengths',
    start: () =>
      frontOfReference((turn) =>
        turn.socket.end(misstated(turn, turn.body.byteLength, turn.body.byteLength + 1)),
      ),
    verdict: 'not-conformant',
    fails: ['OP-01'],
  },
  {
    title: 'chunks whose sizes are no numbers',
    start: () =>
      frontOfReference((turn) =>
        turn.socket.end(
          Buffer.concat([head(turn.status, fields(turn, [], [chunked])), Buffer.from('zz\r\n'), turn.body]),
        ),
      ),
    verdict: 'not-conformant',
    fails: ['OP-01', 'RS-15'],
  },
  {
    title: 'chunks without the last one',
    start: () =>
      frontOfReference((turn) =>
        turn.socket.end(
          Buffer.concat([
            head(turn.status, fields(turn, [], [chunked])),
            Buffer.from(`${turn.body.byteLength.toString(16)}\r\n`),
            turn.body,
            Buffer.from('\r\n'),
          ]),
        ),
      ),
    verdict: 'not-conformant',
    fails: ['OP-01', 'RS-15'],
  },
];
