import { headerValue } from '../judge/index.js';
import type { Sent } from '../targets/connection/index.js';
import { TargetGone } from './health.js';

/** Times that a request is throttled and the probe is not, before the 429 is taken for the answer to it. */
const roundsAlone = 16;
/** One round in so many waits as long as the target asks for: a limiter may count each package for itself. */
const patientRound = 4;
/** Requests whose answer a 429 turned out to be, before others are no longer asked about. */
const acceptedAsResponse = 4;
/** Milliseconds between the starts of two requests: by how much they grow at a time, and how far. */
const pace = { step: 5, most: 200 };
/** The share of the pace that is left after each request that was not throttled. */
const recovery = 0.9;
const longestPauseMs = 5000;

function retryAfterMs({ response }: Sent): number {
  const seconds = Number(response && headerValue(response.headers, 'retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, longestPauseMs) : 0;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Slows a run down if the target throttles it (429, ThrottlingException), so that its limits never turn into a
 * verdict. Whether a 429 is the limiter's or the answer to one request in particular, a probe shows: a limiter
 * throttles it, too. Which of the two is sent first is left to chance in each round, so that a limiter that counts,
 * of whatever period, picks the request all the time in one case out of 2^16 at most.
 */
export class Throttle {
  #intervalMs = 0;
  #next = 0;
  #slowedAt = 0;
  #answers = 0;
  #throttledSince: number | undefined;
  /** What a limiter answers: 429 as documented, and what was found out about this one. */
  readonly #limits = new Set([429]);

  /**
   * @param probe sends a valid request
   * @param patienceMs how long to put up with a target that throttles everything
   */
  constructor(
    private readonly probe: () => Promise<Sent>,
    private readonly patienceMs: number,
  ) {}

  /** Takes this status for a limiter's from now on. */
  learn(status: number): void {
    this.#limits.add(status);
  }

  #isThrottled({ response }: Sent): boolean {
    return response !== undefined && this.#limits.has(response.status);
  }

  /**
   * Sends a request until it is not throttled any more, or its 429 is what it gets and others do not.
   *
   * @throws TargetGone if everything is throttled for longer than there is patience
   * @param wanted whether the request was made to get a 429
   */
  async send(request: () => Promise<Sent>, wanted: boolean): Promise<Sent> {
    const ask = async (): Promise<Sent> => {
      await this.#turn();
      return request();
    };
    let sent = await ask();
    for (let alone = 0; this.#isThrottled(sent) && !wanted; ) {
      if (this.#answers >= acceptedAsResponse) return sent;
      const probeFirst = Math.random() < 0.5;
      let limited = probeFirst && (await this.#probeIsThrottled());
      if (!limited) {
        sent = await ask();
        if (!this.#isThrottled(sent)) break;
        limited = !probeFirst && (await this.#probeIsThrottled());
      }
      if (limited) {
        alone = 0;
        this.#slowDown(sent);
      } else if (++alone >= roundsAlone) {
        this.#answers += 1;
        return sent;
      }
      await pause(Math.max(5 * alone, alone % patientRound === 1 ? retryAfterMs(sent) : 0));
    }
    this.#passed();
    return sent;
  }

  async #probeIsThrottled(): Promise<boolean> {
    return this.#isThrottled(await this.probe());
  }

  async #turn(): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#intervalMs;
    if (at > now) await pause(at - now);
  }

  #passed(): void {
    this.#throttledSince = undefined;
    if (this.#intervalMs > 0) this.#intervalMs *= recovery;
    if (this.#intervalMs < 0.1) this.#intervalMs = 0;
  }

  /** Puts more time between requests and waits as long as the target asks for, while there is patience left. */
  #slowDown(sent: Sent): void {
    const now = performance.now();
    this.#throttledSince ??= now;
    if (now - this.#throttledSince > this.patienceMs)
      throw new TargetGone('The target throttles every request');
    // Many requests in flight are throttled together: that is one reason to slow down, not as many.
    if (now - this.#slowedAt > Math.max(this.#intervalMs, 50)) {
      this.#slowedAt = now;
      this.#intervalMs = Math.min(pace.most, this.#intervalMs + pace.step);
    }
    this.#next = Math.max(
      this.#next,
      now + Math.min(Math.max(retryAfterMs(sent), 2 * this.#intervalMs), this.patienceMs),
    );
  }
}
