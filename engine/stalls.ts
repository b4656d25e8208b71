import type { RecordedExchange } from '../judge/index.js';

/** Of the time for which a request hung, the part in which nobody got a response if the target stalled. */
const mostOfIt = 0.9;

interface Hang {
  readonly from: number;
  readonly until: number;
}

/**
 * Tells a request that hangs from a target that stalls: it responds to nobody for longer than requests are given, and
 * then to all. Of a stall nothing follows about the request that was under way. One that hangs beside others which get
 * their responses, or that hangs again, is wrong by itself.
 */
export class Stalls {
  #lastResponse = Number.NEGATIVE_INFINITY;
  #stalledUntil = Number.NEGATIVE_INFINITY;
  readonly #suspects = new WeakMap<RecordedExchange, Hang>();
  readonly #excused = new WeakSet<RecordedExchange>();
  /** Until when the target stalled for which a check was excused: each is excused for one stall. */
  readonly #checks = new Map<string, number>();

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Takes note of a response, whatever it says. */
  responded(): void {
    this.#lastResponse = this.now();
  }

  /**
   * Takes note of a request that timed out.
   *
   * @param from when it was sent, by the same clock
   */
  hung(exchange: RecordedExchange, from: number): void {
    const until = this.now();
    const silence = until - Math.max(this.#lastResponse, from);
    if (silence >= mostOfIt * (until - from)) this.#suspects.set(exchange, { from, until });
  }

  /** Excuses a request if it hung in a stall that is known. */
  excuseInKnown(exchange: RecordedExchange): boolean {
    const hang = this.#suspects.get(exchange);
    return (
      hang !== undefined && hang.from < this.#stalledUntil && this.#excuse(exchange, hang, this.#stalledUntil)
    );
  }

  /** Excuses a request that is served each time now, and that nothing makes fail, if nobody got a response while it hung. */
  excuseInNew(exchange: RecordedExchange): boolean {
    const hang = this.#suspects.get(exchange);
    if (!hang) return false;
    const until = Math.max(this.#stalledUntil, hang.until);
    if (!this.#excuse(exchange, hang, until)) return false;
    this.#stalledUntil = until;
    return true;
  }

  /** Whether a request was excused: it shows nothing. */
  excuses(exchange: RecordedExchange): boolean {
    return this.#excused.has(exchange);
  }

  #excuse(exchange: RecordedExchange, { from }: Hang, stalledUntil: number): boolean {
    const excusedUntil = this.#checks.get(exchange.check);
    if (excusedUntil !== undefined && from >= excusedUntil) return false;
    if (excusedUntil === undefined) this.#checks.set(exchange.check, stalledUntil);
    this.#excused.add(exchange);
    return true;
  }
}
