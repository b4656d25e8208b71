import type { Socket } from 'node:net';
import { frontOfReference, type Misbehaviour, type Turn } from '../front.js';
import type { HostileCase } from '../hostile-case.js';
import { answer } from '../wire.js';

const page = '<html><head><title>503 Service Temporarily Unavailable</title></head></html>';

/** A limiter as nginx has it: so many requests a second, and so many beyond that at once. */
function limiter(perSecond: number, burst: number, status: number): Misbehaviour {
  let room = burst;
  let at = performance.now();
  return (turn) => {
    const now = performance.now();
    room = Math.min(burst, room + ((now - at) * perSecond) / 1000);
    at = now;
    if (room < 1) return void turn.socket.end(answer(status, [['Content-Type', 'text/html']], page));
    room -= 1;
    turn.proper();
  };
}

/** Responds on one connection at a time, until the client closes it. */
function singleThreaded(): Misbehaviour {
  const waiting: Turn[] = [];
  let current: Socket | undefined;
  const serve = (turn: Turn): void => {
    if (turn.socket.destroyed) {
      next();
      return;
    }
    if (current !== turn.socket) {
      current = turn.socket;
      turn.socket.once('close', () => {
        current = undefined;
        next();
      });
    }
    turn.proper();
  };
  const next = (): void => {
    const turn = waiting.shift();
    if (turn) serve(turn);
  };
  return (turn) => {
    if (current === undefined || current === turn.socket) serve(turn);
    else waiting.push(turn);
  };
}

/** Never responds again on a connection on which something was refused as invalid. */
function stallsAfterRefusal(): Misbehaviour {
  const stalled = new WeakSet<Socket>();
  return (turn) => {
    if (stalled.has(turn.socket)) return;
    if (turn.status === 400) stalled.add(turn.socket);
    turn.proper();
  };
}

/** Targets that are right for one request alone, and wrong beside, after or shortly after others. */
export const load: readonly HostileCase[] = [
  {
    title: 'a limiter that responds with 503 with a page',
    start: () => frontOfReference(limiter(40, 10, 503)),
    checks: 'load',
    verdict: 'not-conformant',
    fails: ['OP-05'],
    only: true,
    timeoutMs: 2000,
    withinSeconds: 150,
  },
  {
    title: 'never responds again on a connection after a 400',
    start: () => frontOfReference(stallsAfterRefusal()),
    checks: 'load',
    verdict: 'not-conformant',
    fails: ['OP-04'],
    only: true,
    timeoutMs: 2000,
    withinSeconds: 150,
  },
  {
    title: 'responds on one connection at a time',
    start: () => frontOfReference(singleThreaded()),
    checks: 'load',
    verdict: 'not-conformant',
    fails: ['OP-05'],
    only: true,
    timeoutMs: 2000,
    withinSeconds: 150,
  },
];
