import { frontOfReference } from '../front.js';
import type { HostileCase } from '../hostile-case.js';

/** Requests that are answered before the target goes. */
const before = 25;

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
];
