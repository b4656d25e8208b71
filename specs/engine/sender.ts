import {
  allows,
  type Exchange,
  type Expectation,
  headerValue,
  type RecordedExchange,
  type RequestPlan,
} from '../../checks/index.js';
import { type Budget, BudgetSpent, type Connection, type Sent } from '../../targets/connection/index.js';
import { Health } from './health.js';
import { Semaphore } from './semaphore.js';

/** Times a throttled request is sent again before its 429 is taken for the target's answer. */
const throttledTries = 3;
const longestPauseMs = 5000;

/** Bytes of the largest answer that the expectation allows. */
function largestAnswer(expects: Expectation): number {
  switch (expects.kind) {
    case 'served':
    case 'streamed':
    case 'partial':
    case 'client-served':
      return expects.asset.size;
    case 'one-of':
      return Math.max(...expects.options.map(largestAnswer));
    default:
      return 0;
  }
}

const isThrottled = (sent: Sent, expects: Expectation): boolean =>
  sent.response?.status === 429 && !allows(expects, { id: '', ...sent });

function pauseAfter(sent: Sent, tries: number): number {
  const seconds = Number(sent.response && headerValue(sent.response.headers, 'retry-after'));
  return Math.min(
    Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 100 * 2 ** tries,
    longestPauseMs,
  );
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Everything about an exchange that is known before it is sent. */
export type Label = Pick<
  RecordedExchange,
  'id' | 'check' | 'requirement' | 'role' | 'attempt' | 'expects' | 'beyond'
>;

export interface SenderOptions {
  readonly connection: Connection;
  /** What the connection may send in all; official clients count, too. */
  readonly budget?: Budget;
  /** Requests in flight at the most. */
  readonly concurrency: number;
  /** A valid request whose answer shows that the target is there. */
  readonly probe: RequestPlan;
  /** Milliseconds to wait for a target that stopped answering. */
  readonly patienceMs: number;
  readonly record: (exchange: RecordedExchange) => void;
}

/** Sends requests within the limits of the run, waits where the target asks for it, and records each exchange. */
export class Sender {
  readonly #slots: Semaphore;
  readonly health: Health;

  constructor(private readonly options: SenderOptions) {
    this.#slots = new Semaphore(options.concurrency);
    const answers = async (): Promise<boolean> => {
      try {
        const { response, failure } = await options.connection.send(options.probe, 64 * 1024);
        return response !== undefined && failure === undefined;
      } catch (error) {
        // Nobody is to wait for a target that must not be asked any more: whoever goes on is told so.
        if (error instanceof BudgetSpent) return true;
        throw error;
      }
    };
    this.health = new Health(answers, options.patienceMs, 3 * options.concurrency);
  }

  /**
   * Sends one request and records the exchange.
   *
   * @param size bytes of the largest lawful answer where the expectation does not say
   * @throws TargetGone when the target stopped answering for good; BudgetSpent when nothing more may be sent
   */
  async send(plan: RequestPlan, label: Label, size = 0, keep = true): Promise<RecordedExchange> {
    return this.#carryOut(
      async () => {
        const expected = Math.max(size, largestAnswer(label.expects));
        let sent = await this.options.connection.send(plan, expected);
        for (let tries = 0; tries < throttledTries && isThrottled(sent, label.expects); tries++) {
          await pause(pauseAfter(sent, tries));
          sent = await this.options.connection.send(plan, expected);
        }
        return sent;
      },
      label,
      keep,
    );
  }

  /**
   * Records an exchange that somebody else makes, an official client for instance.
   *
   * @throws TargetGone, BudgetSpent as `send` does
   */
  async record(make: () => Promise<Omit<Exchange, 'id'>>, label: Label): Promise<RecordedExchange> {
    this.options.budget?.spend();
    return this.#carryOut(make, label, true);
  }

  async #carryOut(
    make: () => Promise<Omit<Exchange, 'id'>>,
    label: Label,
    keep: boolean,
  ): Promise<RecordedExchange> {
    await this.health.ready();
    const exchange = await this.#slots.run(
      async (): Promise<RecordedExchange> => ({ ...(await make()), ...label }),
    );
    if (exchange.failure) this.health.failed();
    else this.health.answered();
    if (keep) this.options.record(exchange);
    return exchange;
  }
}
