/** How long a request may still take after so many requests have hung. */
interface Limit {
  readonly hung: number;
  /** Milliseconds, at least and usually at most. */
  readonly leastMs: number;
  readonly mostMs: number;
  /** In times of the slowest response. */
  readonly manyTimes: number;
}

/** Requests that hung, after which one more shows nothing new. */
const manyHung = 8;
/** The same for how short the limits become if no download ever succeeded. */
const allHung = 64;

/** The first that applies. */
const limits: readonly Limit[] = [
  { hung: allHung, leastMs: 250, mostMs: 500, manyTimes: 10 },
  { hung: manyHung, leastMs: 1000, mostMs: 5000, manyTimes: 20 },
  { hung: 4, leastMs: 2000, mostMs: 10_000, manyTimes: 20 },
  { hung: 2, leastMs: 5000, mostMs: 20_000, manyTimes: 40 },
];

/**
 * What rests on a request.
 * - `control`: whether a check goes on
 * - `subject`: a verdict
 * - `sign of life`: whether the target is there; it costs time only if the target is not
 */
export type Purpose = 'control' | 'subject' | 'sign of life';

/** What a sign of life is given, in milliseconds at least. */
const leastForSignMs = 2000;
/** What a request on which a verdict rests is given, in milliseconds at least, and so many times the slowest response. */
const leastToDecide = { ms: 750, mostMs: 1500, times: 20 };
/** The same if no download ever succeeded: then the verdict is known, and only its details rest on it. */
const leastIfNeverServedMs = 500;

/** In times of the slowest response: what takes no longer than this never counts as hanging. */
const fewTimes = 2;

/**
 * How long to wait for a response. If requests have hung, the target is known for it, and waiting to the end for each of
 * hundreds more would teach nothing: what takes many times as long as the slowest response so far hangs as well.
 */
export class TimeLimit {
  #hung = 0;
  #slowestMs = 0;
  #hasServed = false;

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

  /** Takes note of a download that arrived whole. */
  served(): void {
    this.#hasServed = true;
  }

  /** Takes note that valid requests hang beside others that get a response: one more shows nothing new. */
  hangsOnValid(): void {
    this.#hung = Math.max(this.#hung, manyHung);
  }

  /** Whether so many requests have hung that one more shows nothing new. */
  get isKnownForHanging(): boolean {
    return this.#hung >= manyHung;
  }

  /**
   * Milliseconds that the next request may take; undefined for what the run allows.
   *
   * @param purpose what rests on it: a busy machine must not make late what decides a verdict
   */
  allowedMs(purpose: Purpose = 'control'): number | undefined {
    const hungSoFar = this.#neverServes ? allHung : this.#hung;
    const limit = limits.find(({ hung }) => hungSoFar >= hung);
    if (!limit) return undefined;
    const { leastMs, mostMs, manyTimes } = limit;
    return Math.max(
      leastMs,
      this.#leastFor(purpose),
      fewTimes * this.#slowestMs,
      Math.min(mostMs, manyTimes * this.#slowestMs),
    );
  }

  get #neverServes(): boolean {
    return this.isKnownForHanging && !this.#hasServed;
  }

  #leastFor(purpose: Purpose): number {
    if (purpose === 'control') return 0;
    if (purpose === 'sign of life') return leastForSignMs;
    if (this.#neverServes) return leastIfNeverServedMs;
    const { ms, mostMs, times } = leastToDecide;
    return Math.min(mostMs, Math.max(ms, times * this.#slowestMs));
  }

  /** Milliseconds for a request that is sent again to compare it with one that failed. */
  get shortMs(): number {
    return Math.min(this.allowedMs() ?? Number.POSITIVE_INFINITY, Math.max(1000, 20 * this.#slowestMs));
  }
}
