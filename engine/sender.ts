import {
  alternatives,
  type Exchange,
  type Expectation,
  type RecordedExchange,
  type RequestPlan,
} from '../judge/index.js';
import type { RequirementId } from '../schemas/index.js';
import { type Budget, BudgetSpent, type Connection, type Sent } from '../targets/connection/index.js';
import { Health } from './health.js';
import { asLoadEvidence, LoadGuard, type LoadGuardTools, loadFaults } from './load-guard.js';
import { Semaphore } from './semaphore.js';
import { Throttle } from './throttle.js';

/** What a target that lets many requests hang is still given, in milliseconds, and in times of its slowest response. */
const leastAllowedMs = 1000;
const manyTimes = 20;

/** Bytes of the response to the probe, at most. */
const probeSize = 64 * 1024;

/** Bytes of the largest response that the expectation allows. */
function largestResponse(expects: Expectation): number {
  switch (expects.kind) {
    case 'served':
    case 'streamed':
    case 'partial':
    case 'client-served':
    case 'client-bytes':
      return expects.asset.size;
    case 'one-of':
      return Math.max(...expects.options.map(largestResponse));
    default:
      return 0;
  }
}

/** Whether the request was made to be throttled. */
const demands429 = (expects: Expectation): boolean =>
  alternatives(expects).some(
    (each) => each.kind === 'refused' && each.allowed.some(({ status }) => status === 429),
  );

/**
 * Whether the target showed no sign of life: a status and header fields are one, whatever becomes of the rest, and so is
 * what is no HTTP or has no end, though a wrong one.
 */
export function isSilence({ response, failure }: Sent): boolean {
  return (
    response === undefined &&
    failure !== undefined &&
    failure.kind !== 'invalid' &&
    failure.kind !== 'too-large'
  );
}

/** Everything about an exchange that is known before it is sent. */
export type Label = Pick<
  RecordedExchange,
  'id' | 'check' | 'requirement' | 'role' | 'attempt' | 'expects' | 'beyond' | 'case'
>;

export interface SenderOptions {
  readonly connection: Connection;
  /** What the connection may send in all; official clients count, too. */
  readonly budget?: Budget;
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** A valid request whose response shows that the target is there. */
  readonly probe: RequestPlan;
  /** Milliseconds to wait for a target that stopped answering. */
  readonly patienceMs: number;
  readonly record: (exchange: RecordedExchange) => void;
  /** Called with a request that failed for the load of the run, and with what it showed alone. */
  readonly onLoad?: (requirement: RequirementId, failed: RecordedExchange, alone: Sent) => void;
}

/** Sends requests within the limits of the run, waits if the target asks for it, and records each exchange. */
export class Sender {
  readonly #slots: Semaphore;
  /** For requests that are to show what many at a time do. */
  readonly #crowd: Semaphore;
  readonly #guard: LoadGuard;
  readonly health: Health;
  readonly #throttle: Throttle;
  #hung = 0;
  #slowestMs = 0;

  constructor(private readonly options: SenderOptions) {
    this.#slots = new Semaphore(options.concurrency);
    this.#crowd = new Semaphore(options.concurrency);
    this.#guard = new LoadGuard(this.#guardTools());
    const responses = async (): Promise<boolean> => {
      try {
        return !isSilence(await options.connection.send(options.probe, probeSize));
      } catch (error) {
        // Nobody waits for a target that must not be asked any more: later requests fail at once.
        if (error instanceof BudgetSpent) return true;
        throw error;
      }
    };
    const probe = (): Promise<Sent> => options.connection.send(options.probe, probeSize);
    this.#throttle = new Throttle(probe, options.patienceMs);
    this.health = new Health(responses, options.patienceMs, 3 * options.concurrency);
  }

  /**
   * Sends one request and records the exchange.
   *
   * @param size bytes of the largest lawful response if the expectation does not say
   * @throws TargetGone when the target stopped answering for good; BudgetSpent when nothing more may be sent
   */
  async send(plan: RequestPlan, label: Label, size = 0, keep = true): Promise<RecordedExchange> {
    await this.health.ready();
    const largest = Math.max(size, largestResponse(label.expects));
    if (this.#guard.isAbout(label.requirement)) {
      const { connection } = this.options;
      const make = () =>
        connection.send(plan, largest, this.#guard.enoughMs, label.requirement === 'OP-04' ? 'same' : 'kept');
      return this.#keep(asLoadEvidence(await this.#exchange(this.#crowd, make, label)), keep);
    }
    const exchange = await this.#exchange(
      this.#slots,
      () => this.#whenNotThrottled(plan, label.expects, size),
      label,
    );
    return this.#keep(await this.#guard.settle(exchange, plan, largest), keep);
  }

  /** What was found to be wrong with the target under load, for the top of the report. */
  get notes(): readonly string[] {
    return this.#guard.faults.map((fault) => loadFaults[fault].note);
  }

  /** Sends and records one request even while the target is known to be silent. */
  async sendAtOnce(plan: RequestPlan, label: Label): Promise<RecordedExchange> {
    return this.#carryOut(() => this.#whenNotThrottled(plan, label.expects, 0), label, true);
  }

  async #whenNotThrottled(plan: RequestPlan, expects: Expectation, size: number): Promise<Sent> {
    const expected = Math.max(size, largestResponse(expects));
    return this.#throttle.send(
      () => this.options.connection.send(plan, expected, this.#allowedMs()),
      demands429(expects),
    );
  }

  /**
   * Milliseconds that the next request may take; undefined for what the run allows. If many requests have hung, the
   * target is known for it, and waiting to the end for each of hundreds more would teach nothing: what takes many times
   * as long as the slowest response so far hangs as well.
   */
  #allowedMs(): number | undefined {
    return this.#hung < 2 * this.options.concurrency ? undefined : this.#shortMs();
  }

  #shortMs(): number {
    const isKnownFor = this.#hung >= 8 * this.options.concurrency;
    return Math.max(isKnownFor ? leastAllowedMs / 4 : leastAllowedMs, manyTimes * this.#slowestMs);
  }

  /**
   * Records an exchange that somebody else makes, an official client for instance.
   *
   * @throws TargetGone, BudgetSpent as `send` does
   */
  async record(make: () => Promise<Omit<Exchange, 'id'>>, label: Label): Promise<RecordedExchange> {
    await this.health.ready();
    this.options.budget?.spend();
    return this.#carryOut(make, label, true);
  }

  async #carryOut(
    make: () => Promise<Omit<Exchange, 'id'>>,
    label: Label,
    keep: boolean,
  ): Promise<RecordedExchange> {
    return this.#keep(await this.#exchange(this.#slots, make, label), keep);
  }

  async #exchange(
    slots: Semaphore,
    make: () => Promise<Omit<Exchange, 'id'>>,
    label: Label,
  ): Promise<RecordedExchange> {
    const exchange = await slots.run(
      async (): Promise<RecordedExchange> => ({ ...(await make()), ...label }),
    );
    if (exchange.failure?.kind === 'timeout') this.#hung += 1;
    // An official client that tells no response tells no time of one either.
    else if (!exchange.failure && exchange.response)
      this.#slowestMs = Math.max(this.#slowestMs, exchange.timing.headersAfter ?? exchange.timing.endedAfter);
    if (isSilence(exchange)) this.health.failed();
    else this.health.answered();
    return exchange;
  }

  #keep(exchange: RecordedExchange, keep: boolean): RecordedExchange {
    if (keep) this.options.record(exchange);
    return exchange;
  }

  #guardTools(): LoadGuardTools {
    const { connection, probe, concurrency, onLoad } = this.options;
    return {
      send: (plan, way, size, allowedMs = this.#shortMs()) => connection.send(plan, size, allowedMs, way),
      dropKept: () => connection.dropKept(),
      alone: (task) => this.#slots.alone(task),
      probe,
      probeSize,
      concurrency,
      onFault: (fault, { response }) => {
        if (fault === 'rate') this.#throttle.learn(response?.status ?? 503);
        else connection.keepNone();
        if (fault === 'concurrency') this.#slots.restrictTo(1);
      },
      onEvidence: (requirement, failed, alone) => onLoad?.(requirement, failed, alone),
    };
  }
}
