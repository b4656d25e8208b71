/** How long a request may still take after so many requests have hung. */
interface Limit {
  readonly hung: number;
  /** Milliseconds, at least and usually at most. */
  readonly leastMs: number;
  readonly mostMs: number;
  /** In times of the slowest response. */
  readonly manyTimes: number;
}

/** The first that applies. */
const limits: readonly Limit[] = [
  { hung: 64, leastMs: 250, mostMs: 500, manyTimes: 10 },
  { hung: 12, leastMs: 1000, mostMs: 5000, manyTimes: 20 },
  { hung: 6, leastMs: 2000, mostMs: 10_000, manyTimes: 20 },
  { hung: 2, leastMs: 5000, mostMs: 20_000, manyTimes: 40 },
];

/** What a request is given on which a verdict rests, in milliseconds at least. */
const leastToDecideMs = 1500;

/** In times of the slowest response: what takes no longer than this never counts as hanging. */
const fewTimes = 2;

/**
 * How long to wait for a response. If requests have hung, the target is known for it, and waiting to the end for each of
 * hundreds more would teach nothing: what takes many times as long as the slowest response so far hangs as well.
 */
export class TimeLimit {
  #hung = 0;
  #slowestMs = 0;

  /** Counts a request that got no complete response in time. */
  hung(): void {
    this.#hung += 1;
  }

  /** Forgets what has hung. */
  forget(): void {
    this.#hung = 0;
  }

  /** Takes note of a response that took so many milliseconds to begin, or to end if the beginning is not known. */
  responded(ms: number): void {
    this.#slowestMs = Math.max(this.#slowestMs, ms);
  }

  /** Whether so many requests have hung that one more shows nothing new. */
  get isKnownForHanging(): boolean {
    return this.#hung >= 12;
  }

  /**
   * Milliseconds that the next request may take; undefined for what the run allows.
   *
   * @param decides whether a verdict rests on it: then a busy machine must not make it late
   */
  allowedMs(decides = false): number | undefined {
    const limit = limits.find(({ hung }) => this.#hung >= hung);
    if (!limit) return undefined;
    const { leastMs, mostMs, manyTimes } = limit;
    const least = decides ? Math.max(leastMs, leastToDecideMs) : leastMs;
    return Math.max(least, fewTimes * this.#slowestMs, Math.min(mostMs, manyTimes * this.#slowestMs));
  }

  /** Milliseconds for a request that is sent again to compare it with one that failed. */
  get shortMs(): number {
    return Math.min(this.allowedMs() ?? Number.POSITIVE_INFINITY, Math.max(1000, 20 * this.#slowestMs));
  }
}
