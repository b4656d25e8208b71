import type { Exchange } from '../../judge/index.js';
import { isAboutLength, isUnderstoodRaw } from './failure.js';

/**
 * How a request is put on the wire.
 * - `kept`: over a connection of the pool, which may have carried others before
 * - `same`: over one connection, the same for each request sent so; a pool takes whichever is free
 * - `fresh`: over a connection of its own
 * - `raw`: the same, read without the HTTP client
 * - `past-the-end`: raw, and read on for a moment after the declared length
 */
export type Way = 'kept' | 'same' | 'fresh' | 'raw' | 'past-the-end';

/** The ways that a caller may choose. */
export type ChosenWay = Extract<Way, 'kept' | 'same' | 'fresh'>;

/** What one way showed. */
export interface AttemptOutcome extends Pick<Exchange, 'response' | 'failure'> {
  /** Read raw, the body turned out to be chunked: whether it is exact is for the HTTP client to say. */
  readonly chunked?: boolean;
}

/** What the policy has learnt about the target. */
interface Learnt {
  /** Requests that still get a connection of their own, after one was cut off on a kept connection. */
  onFresh: number;
  /** The target sends interim responses that the HTTP client does not take. */
  sendsInterim: boolean;
}

interface Retry {
  readonly after: readonly Way[];
  readonly when: (outcome: AttemptOutcome) => boolean;
  readonly retryBy: Way | 'usual';
  readonly learn?: (learnt: Learnt) => void;
}

/** Requests that get a connection of their own after one was cut off on a kept connection. */
const freshAfterCut = 64;

/** Why a request is sent once more, another way. The first line that fits; each way is taken once. */
const retries: readonly Retry[] = [
  { after: ['past-the-end', 'raw'], when: ({ chunked }) => chunked === true, retryBy: 'usual' },
  {
    // A server may close a kept connection while the next request is on its way, and the client is then to try again on
    // a new one (RFC 9112 §9.3.1). What happens on a new connection is the target's own doing. Whether it was a lost race
    // or a request cut off, this one does not show, but those that come next will.
    after: ['kept', 'same'],
    when: ({ response, failure }) =>
      failure?.kind === 'closed' && response === undefined && !isUnderstoodRaw(failure),
    retryBy: 'fresh',
    learn: (learnt) => {
      learnt.onFresh = Math.max(learnt.onFresh, freshAfterCut);
    },
  },
  {
    after: ['kept', 'same', 'fresh'],
    when: ({ failure }) => failure !== undefined && isUnderstoodRaw(failure),
    retryBy: 'raw',
    learn: (learnt) => {
      learnt.sendsInterim = true;
    },
  },
  {
    // The response is wrong and stays so; read raw, its status and header fields can be shown.
    after: ['kept', 'same', 'fresh'],
    when: ({ response, failure }) =>
      response === undefined && failure !== undefined && isAboutLength(failure),
    retryBy: 'raw',
  },
];

/** Decides how a request is sent, and whether what it showed is the target's own doing or is to be tried another way. */
export class RetryPolicy {
  readonly #learnt: Learnt = { onFresh: 0, sendsInterim: false };

  /** @param canReadRaw whether connections go straight to the target: through a proxy nothing can be read raw */
  constructor(private readonly canReadRaw: boolean) {}

  /** The first way of a request. */
  first(reading: 'framed' | 'past-the-end'): Way {
    if (reading === 'past-the-end' && this.canReadRaw) return 'past-the-end';
    return this.#learnt.sendsInterim && this.canReadRaw ? 'raw' : this.#usual();
  }

  /** From now on each request gets a connection of its own. */
  keepNone(): void {
    this.#learnt.onFresh = Number.POSITIVE_INFINITY;
  }

  /** The next way; undefined if what was shown stands. */
  next(outcome: AttemptOutcome, taken: readonly Way[]): Way | undefined {
    const last = taken.at(-1);
    const retry = retries.find(
      ({ after, when }) => last !== undefined && after.includes(last) && when(outcome),
    );
    if (!retry || (retry.retryBy === 'raw' && !this.canReadRaw)) return undefined;
    retry.learn?.(this.#learnt);
    const way = retry.retryBy === 'usual' ? this.#usual() : retry.retryBy;
    return taken.includes(way) ? undefined : way;
  }

  #usual(): Way {
    if (this.#learnt.onFresh === 0) return 'kept';
    this.#learnt.onFresh -= 1;
    return 'fresh';
  }
}
