import { frontOfReference, type Turn } from '../front.js';
import type { HostileCase } from '../hostile-case.js';
import type { Listener } from '../target.js';

/** Requests that are answered before the target goes. */
const before = 25;

/** Half of a body, and then the end of the process. */
function diesInBody({ response, rawHeaders, status, body }: Turn, listener: Listener): Promise<void> {
  response.writeHead(status, [...rawHeaders]);
  return new Promise((resolve) => {
    response.write(body.subarray(0, body.byteLength / 2), () => {
      resolve(listener.cut());
    });
  });
}

/** Targets that go away in the middle of a run. */
export const outages: readonly HostileCase[] = [
  {
    title: 'exits in the middle, and is back on the same port two seconds later',
    start: () =>
      frontOfReference((turn, listener) => {
        if (turn.number !== before) return turn.proper();
        // The pause is the case itself: how long the target is away.
        void listener.cut().then(() => setTimeout(() => void listener.listenAgain(), 2000));
      }),
    verdict: 'conformant',
    checks: 'framing',
    timeoutMs: 5000,
    patienceMs: 15_000,
    withinSeconds: 40,
  },
  {
    title: 'exits in the middle for good',
    start: () =>
      frontOfReference((turn, listener) => {
        if (turn.number < before) turn.proper();
        else void listener.cut();
      }),
    verdict: 'incomplete',
    keeps: ['OP-01', 'OP-03', 'OP-04', 'AST-REQ'],
    timeoutMs: 5000,
  },
  {
    title: 'exits while a body is on its way, for good',
    start: () => {
      let dies = false;
      return frontOfReference((turn, listener) => {
        if (turn.number >= before && !turn.refuses && turn.request.method === 'GET') dies = true;
        if (dies) void diesInBody(turn, listener);
        else turn.proper();
      });
    },
    verdict: 'incomplete',
    keeps: ['OP-01', 'OP-03', 'OP-04', 'RS-15'],
    checks: 'framing',
    timeoutMs: 5000,
  },
  {
    title: 'exits while a body is on its way, and is back on the same port two seconds later',
    start: () => {
      let dies = true;
      return frontOfReference((turn, listener) => {
        if (!dies || turn.number < before || turn.refuses || turn.request.method !== 'GET')
          return turn.proper();
        dies = false;
        void diesInBody(turn, listener).then(() => setTimeout(() => void listener.listenAgain(), 2000));
      });
    },
    verdict: 'conformant',
    checks: 'core',
    timeoutMs: 5000,
    patienceMs: 15_000,
    withinSeconds: 60,
  },
  {
    title: 'responds to nobody for longer than the timeout, once, and to all after that',
    start: () => {
      let stall: Promise<void> | undefined;
      return frontOfReference(async (turn) => {
        // The pause is the case itself: how long the target is away.
        if (turn.number >= before) stall ??= new Promise((resolve) => setTimeout(resolve, 3000));
        await stall;
        turn.proper();
      });
    },
    verdict: 'conformant',
    checks: 'load',
    patienceMs: 15_000,
    withinSeconds: 60,
  },
  {
    title: 'responds to nobody for longer than the timeout, once, while many requests are under way',
    start: () => {
      let stall: Promise<void> | undefined;
      return frontOfReference(async (turn) => {
        // The pause is the case itself: how long the target is away.
        if (turn.number >= 600) stall ??= new Promise((resolve) => setTimeout(resolve, 3000));
        await stall;
        turn.proper();
      });
    },
    verdict: 'conformant',
    checks: 'core',
    patienceMs: 15_000,
    withinSeconds: 60,
  },
];
