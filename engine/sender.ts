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
import { Stalls } from './stalls.js';
import { Throttle } from './throttle.js';
import { type Purpose, TimeLimit } from './time-limit.js';

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

function purposeOf({ role, expects }: Label): Purpose {
  if (role === 'subject') return 'subject';
  return role === 'probe' && expects.kind === 'answered' ? 'sign of life' : 'control';
}

/** Thrown for a request that nobody wants any more when its turn comes. */
export class NotWanted extends Error {}

/** Options of one request. */
export interface SendOptions {
  /** Bytes of the largest lawful response if the expectation does not say. */
  readonly size?: number;
  /** Whether to record the exchange even if it holds; true unless given. */
  readonly keep?: boolean;
  /** Asked when the turn of the request has come. */
  readonly isWanted?: () => boolean;
}

/** Whether one of these is true, as soon as one is. */
async function anyOf(answers: readonly Promise<boolean>[]): Promise<boolean> {
  const all = Promise.all(answers).then((each) => each.includes(true));
  const first = answers.map(async (answer) => (await answer) || all);
  return Promise.race(first);
}

/** Everything about an exchange that is known before it is sent. */
export type Label = Pick<
  RecordedExchange,
  'id' | 'check' | 'requirement' | 'role' | 'attempt' | 'expects' | 'beyond' | 'case'
>;

/** The members one by one, because V8 takes thirty times as long to add a label to a copy of all of them. */
const labelled = (
  { request, response, failure, timing, client }: Omit<Exchange, 'id'>,
  label: Label,
): RecordedExchange => ({
  request,
  ...(response ? { response } : {}),
  ...(failure ? { failure } : {}),
  timing,
  ...(client ? { client } : {}),
  ...label,
});

export interface SenderOptions {
  readonly connection: Connection;
  /** What the connection may send in all; official clients count, too. */
  readonly budget?: Budget;
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** A valid request whose response shows that the target is there. */
  readonly probe: RequestPlan;
  /** Requests that even a target which serves nothing may respond to: any response is a sign of life. */
  readonly signsOfLife: readonly RequestPlan[];
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
  readonly #timeLimit = new TimeLimit();
  readonly #stalls = new Stalls();

  constructor(private readonly options: SenderOptions) {
    this.#slots = new Semaphore(options.concurrency);
    this.#crowd = new Semaphore(options.concurrency);
    this.#guard = new LoadGuard(this.#guardTools());
    const responds = async (plan: RequestPlan): Promise<boolean> => {
      try {
        return !isSilence(await options.connection.send(plan, probeSize, this.#timeLimit.allowedMs()));
      } catch (error) {
        // Nobody waits for a target that must not be asked any more: later requests fail at once.
        if (error instanceof BudgetSpent) return true;
        throw error;
      }
    };
    const isThere = (): Promise<boolean> => anyOf([options.probe, ...options.signsOfLife].map(responds));
    const probe = (): Promise<Sent> => options.connection.send(options.probe, probeSize);
    this.#throttle = new Throttle(probe, options.patienceMs);
    this.health = new Health(isThere, options.patienceMs, 3 * options.concurrency, () =>
      // What hung in an outage says nothing about how long the target takes.
      this.#timeLimit.forget(),
    );
  }

  /**
   * Sends one request and records the exchange.
   *
   * @throws TargetGone when the target stopped answering for good; BudgetSpent when nothing more may be sent;
   *   NotWanted if it was not wanted any more when its turn came
   */
  async send(
    plan: RequestPlan,
    label: Label,
    { size = 0, keep = true, isWanted = () => true }: SendOptions = {},
  ): Promise<RecordedExchange> {
    await this.health.ready();
    const largest = Math.max(size, largestResponse(label.expects));
    if (this.#guard.isAbout(label.requirement)) {
      const { connection } = this.options;
      const make = () =>
        connection.send(plan, largest, this.#guard.enoughMs, label.requirement === 'OP-04' ? 'same' : 'kept');
      return this.#keep(asLoadEvidence(await this.#exchange(this.#crowd, make, label)), keep);
    }
    const make = (): Promise<Sent> => {
      if (!isWanted()) throw new NotWanted();
      return this.#whenNotThrottled(plan, label, size);
    };
    const exchange = await this.#guard.settle(await this.#exchange(this.#slots, make, label), plan, largest);
    if (this.isOfStall(exchange)) this.#timeLimit.forget();
    return this.#keep(exchange, keep);
  }

  /** Whether a request hung while the target responded to nobody, and later to all: it shows nothing. */
  isOfStall(exchange: RecordedExchange): boolean {
    return this.#stalls.excuses(exchange);
  }

  /** Whether so many requests have hung that one more shows nothing new. */
  get isKnownForHanging(): boolean {
    return this.#timeLimit.isKnownForHanging;
  }

  /** Takes note that valid requests hang beside others that get a response. */
  hangsOnValid(): void {
    this.#timeLimit.hangsOnValid();
  }

  /** Milliseconds after which a request takes far longer than others have. */
  get longMs(): number {
    return this.#timeLimit.shortMs;
  }

  /** What was found to be wrong with the target under load, for the top of the report. */
  get notes(): readonly string[] {
    return this.#guard.faults.map((fault) => loadFaults[fault].note);
  }

  /** Sends and records one request even while the target is known to be silent. */
  async sendAtOnce(plan: RequestPlan, label: Label): Promise<RecordedExchange> {
    return this.#carryOut(() => this.#whenNotThrottled(plan, label, 0), label, true);
  }

  async #whenNotThrottled(plan: RequestPlan, label: Label, size: number): Promise<Sent> {
    const { expects } = label;
    const expected = Math.max(size, largestResponse(expects));
    const purpose = purposeOf(label);
    return this.#throttle.send(() => {
      // Whether the target is there must not depend on what a connection was used for before.
      const way = purpose === 'sign of life' ? 'fresh' : undefined;
      return this.options.connection.send(plan, expected, this.#timeLimit.allowedMs(purpose), way);
    }, demands429(expects));
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
    let sentAt = 0;
    const exchange = await slots.run(async () => {
      sentAt = performance.now();
      return labelled(await make(), label);
    });
    // An official client that reports no response reports no time of one either.
    if (exchange.client === undefined) {
      const { failure, response, timing } = exchange;
      if (failure?.kind === 'timeout') {
        this.#timeLimit.hung();
        this.#stalls.hung(exchange, sentAt);
      } else if (!failure && response) {
        this.#timeLimit.responded(timing.headersAfter ?? timing.endedAfter);
        if (response.status >= 200 && response.status < 300) this.#timeLimit.served();
      }
    }
    if (isSilence(exchange)) this.health.failed();
    else {
      this.health.answered();
      this.#stalls.responded();
    }
    return exchange;
  }

  #keep(exchange: RecordedExchange, keep: boolean): RecordedExchange {
    if (keep) this.options.record(exchange);
    return exchange;
  }

  #guardTools(): LoadGuardTools {
    const { connection, probe, concurrency, onLoad } = this.options;
    return {
      send: (plan, way, size, allowedMs = this.#timeLimit.shortMs) =>
        connection.send(plan, size, allowedMs, way),
      dropKept: () => connection.dropKept(),
      alone: (task) => this.#slots.alone(task),
      probe,
      probeSize,
      concurrency,
      stalls: this.#stalls,
      onFault: (fault, { response }) => {
        if (fault === 'rate') this.#throttle.learn(response?.status ?? 503);
        else connection.keepNone();
        if (fault === 'concurrency') this.#slots.restrictTo(1);
      },
      onEvidence: (requirement, failed, alone) => onLoad?.(requirement, failed, alone),
    };
  }
}
