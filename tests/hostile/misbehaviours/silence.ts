import { frontOfReference } from '../front.js';
import type { HostileCase } from '../hostile-case.js';
import { bareTarget } from '../target.js';
import { head, refusal, trickle } from '../wire.js';

/** Targets that say nothing, stop in the middle, or take forever. */
export const silence: readonly HostileCase[] = [
  { title: 'never answers', start: () => bareTarget({}), verdict: 'incomplete', timeoutMs: 300 },
  {
    title: 'accepts and closes at once',
    start: () => bareTarget({ connected: (socket) => socket.destroy() }),
    verdict: 'incomplete',
  },
  {
    title: 'reads the request and closes',
    start: () => bareTarget({ asked: (socket) => socket.destroy() }),
    verdict: 'incomplete',
  },
  {
    title: 'one byte of the header section a second',
    start: () => bareTarget({ asked: (socket) => trickle(socket, refusal('{}')) }),
    verdict: 'incomplete',
    timeoutMs: 300,
  },
  {
    title: 'one byte of the body a second',
    start: () =>
      bareTarget({
        asked: (socket) => {
          socket.write(head(200, [['Content-Length', '64']]));
          trickle(socket, Buffer.alloc(64));
        },
      }),
    verdict: 'not-conformant',
    fails: ['OP-01'],
    timeoutMs: 300,
  },
  {
    title: 'closes in the middle of the header section',
    start: () => bareTarget({ asked: (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Ty') }),
    verdict: 'not-conformant',
    fails: ['OP-01'],
  },
  {
    title: 'hangs for refused requests only',
    timeoutMs: 1500,
    start: () => frontOfReference((turn) => (turn.refuses ? undefined : turn.proper())),
    verdict: 'not-conformant',
    fails: ['AST-REQ', 'ER-NF-ASSET'],
    keeps: ['OP-01', 'OP-03', 'RS-16'],
    stability: /^deterministic$/,
  },
  {
    title: 'closes without a response for refused requests only',
    start: () => frontOfReference((turn) => (turn.refuses ? turn.socket.destroy() : turn.proper())),
    verdict: 'not-conformant',
    fails: ['AST-REQ', 'ER-NF-ASSET'],
    keeps: ['OP-01', 'OP-03', 'RS-16'],
    stability: /^deterministic$/,
  },
  {
    title: 'hangs for every other request for an unknown asset',
    start: () => {
      let unknown = 0;
      return frontOfReference((turn) => {
        const asked = turn.request.url?.includes('conformance-no-such-asset') ?? false;
        if (!asked || ++unknown % 2 === 0) turn.proper();
      });
    },
    verdict: 'not-conformant',
    fails: ['ER-NF-ASSET'],
    keeps: ['OP-01', 'OP-03', 'AST-REQ', 'RS-16'],
    stability: /^flaky \([1-4] of 5\)$/,
    timeoutMs: 1500,
  },
  {
    title: 'cuts off every seventh request',
    start: () => frontOfReference((turn) => (turn.number % 7 === 0 ? turn.socket.destroy() : turn.proper())),
    verdict: 'not-conformant',
    checks: 'framing',
    timeoutMs: 5000,
  },
];
