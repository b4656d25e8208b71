import { allows, errorType, type RecordedExchange, type RequestPlan } from '../judge/index.js';
import { defined, type RequirementId } from '../schemas/index.js';
import type { ChosenWay, Sent } from '../targets/connection/index.js';
import type { Stalls } from './stalls.js';

/**
 * On what responses depend besides the request.
 * - `connection`: on what the connection was used for before
 * - `rate`: on how many requests came shortly before
 * - `concurrency`: on how many requests, or connections, there are at a time
 */
export type LoadFault = 'connection' | 'rate' | 'concurrency';

interface FaultWords {
  /** The requirement that such a fault breaks. */
  readonly requirement: RequirementId;
  /** For the top of the report. */
  readonly note: string;
}

/** What each fault breaks, and how everything else is judged then. */
export const loadFaults: Readonly<Record<LoadFault, FaultWords>> = {
  connection: {
    requirement: 'OP-04',
    note: 'Responses depend on the connection: requests that get no complete response on a connection that was used before get one on a connection of their own. Everything but OP-04 was judged with a connection for each request.',
  },
  rate: {
    requirement: 'OP-05',
    note: 'Responses depend on load: requests that fail shortly after others succeed later. A target that limits its rate says so with 429 ThrottlingException. Everything but OP-05 was judged at a lower rate.',
  },
  concurrency: {
    requirement: 'OP-05',
    note: 'Responses depend on load: requests that fail beside others succeed alone. Everything but OP-05 was judged with concurrency 1 and a connection for each request.',
  },
};

/** How the guard sends, while nothing else is sent. */
export interface LoadGuardTools {
  /** Sends a request over a connection of the pool, or over one of its own. */
  readonly send: (plan: RequestPlan, way: ChosenWay, size: number, allowedMs?: number) => Promise<Sent>;
  /** Closes the connections of the pool, so that none is in the way. */
  readonly dropKept: () => Promise<void>;
  /** Runs a task while nothing else is sent. */
  readonly alone: <Result>(task: () => Promise<Result>) => Promise<Result>;
  /** A valid request, and bytes of its response. */
  readonly probe: RequestPlan;
  readonly probeSize: number;
  readonly concurrency: number;
  /** What hung while the target responded to nobody. */
  readonly stalls: Pick<Stalls, 'excuseInKnown' | 'excuseInNew'>;
  /** Called once for each new fault: from now on everything is sent so that it does not show. */
  readonly onFault: (fault: LoadFault, evidence: Sent) => void;
  /** Called with what failed under load and what it showed alone: the evidence. */
  readonly onEvidence: (requirement: RequirementId, failed: RecordedExchange, alone: Sent) => void;
}

/** Requirements that say what must work at the same time: what fails beside others is what they are about. */
const ownLoad: ReadonlySet<RequirementId> = new Set(['LM-04']);

/** Successes alone, without a failure, that it takes to blame the load: rare failures are the target's at any load. */
const successesAlone = 16;
/** The same for bodies that take their time. */
const successesOfLarge = 4;
const large = 1024 * 1024;
/** Milliseconds between two requests alone; the second for limiters that have to recover. */
const pauses = [10, 250] as const;
/** Failures that alone were the same, after which nobody asks any more: that of silence takes its time. */
const mostOwnFaults = { responding: 8, silent: 3 };
/** What a response beside others is given: milliseconds, and so many times what all of them take one after the other. */
const leastEnoughMs = 1000;
const manyTimes = 3;
/** Valid requests in a row that show a limit of the rate. */
const inARow = 48;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether a failure is of the kind that load or a connection may cause: no complete response, or an error of a server. */
function isOfLoad({ response, failure }: Sent): boolean {
  if (failure) return failure.kind !== 'tls' && failure.kind !== 'too-large';
  return response !== undefined && response.status >= 500 && response.status !== 501;
}

const isSuspicious = (exchange: RecordedExchange): boolean =>
  isOfLoad(exchange) && (exchange.expects.kind === 'observed' || !allows(exchange.expects, exchange));

/** An exchange about load as it is judged: of a failure, the rules on every response are not asked. */
export const asLoadEvidence = (exchange: RecordedExchange): RecordedExchange =>
  isOfLoad(exchange) ? { ...exchange, beyond: true } : exchange;

/**
 * Finds out whether a request that failed fails by itself, or for what went on beside it. It is sent again alone, over a
 * connection of its own, later. If it succeeds then, again and again, and the failure can be brought about by load or by a
 * used connection, that is what is wrong: the requirement about it is broken, and the others are judged by what they show
 * alone.
 */
export class LoadGuard {
  readonly #faults = new Set<LoadFault>();
  /** Checks whose requests failed alone, too. */
  readonly #ownFaults = new Set<string>();
  /** Milliseconds of the slowest response that came alone. */
  #aloneMs = 0;
  #responding = 0;
  #silent = 0;

  constructor(private readonly tools: LoadGuardTools) {}

  /** What responses were found to depend on. */
  get faults(): readonly LoadFault[] {
    return [...this.#faults];
  }

  /** Milliseconds within which a response must come beside others. */
  get enoughMs(): number {
    return Math.max(leastEnoughMs, manyTimes * this.tools.concurrency * this.#aloneMs);
  }

  /** Whether a request is about what is known to be wrong: it is sent as it comes, and what it shows stands. */
  isAbout(requirement: RequirementId): boolean {
    return this.faults.some((fault) => loadFaults[fault].requirement === requirement);
  }

  /**
   * What to judge instead of an exchange: itself, or what the same request showed alone if it failed for the load.
   *
   * @param size bytes of the largest lawful response
   */
  async settle(exchange: RecordedExchange, plan: RequestPlan, size: number): Promise<RecordedExchange> {
    const { alone, stalls } = this.tools;
    if (stalls.excuseInKnown(exchange)) return exchange;
    if (!this.#isExamined(exchange)) return this.#asItIs(exchange);
    return alone(async () => {
      // Others may have been examined while this one waited.
      if (stalls.excuseInKnown(exchange)) return exchange;
      return this.#isExamined(exchange) ? this.#examine(exchange, plan, size) : this.#asItIs(exchange);
    });
  }

  /** What is about a known fault is evidence of it, and of nothing else. */
  #asItIs(exchange: RecordedExchange): RecordedExchange {
    return this.isAbout(exchange.requirement) ? asLoadEvidence(exchange) : exchange;
  }

  #isExamined(exchange: RecordedExchange): boolean {
    if (ownLoad.has(exchange.requirement) || this.isAbout(exchange.requirement)) return false;
    if (!isSuspicious(exchange)) return false;
    if (this.#faults.size > 0) return !this.#ownFaults.has(exchange.check);
    return (
      !this.#ownFaults.has(exchange.check) &&
      this.#responding < mostOwnFaults.responding &&
      this.#silent < mostOwnFaults.silent
    );
  }

  async #examine(exchange: RecordedExchange, plan: RequestPlan, size: number): Promise<RecordedExchange> {
    const alone = await this.#alone(plan, size);
    const found = alone && (await this.#faultOf(plan, size, exchange));
    if (!alone || !found) {
      if (alone && this.tools.stalls.excuseInNew(exchange)) return exchange;
      this.#ownFaults.add(exchange.check);
      if (exchange.failure) this.#silent += 1;
      else this.#responding += 1;
      return exchange;
    }
    const { requirement } = loadFaults[found];
    this.tools.onEvidence(requirement, exchange, alone);
    if (requirement === exchange.requirement) return asLoadEvidence(exchange);
    const { id, check, role, attempt, expects, beyond, case: name } = exchange;
    const label = { id, check, requirement: exchange.requirement, role, attempt, expects };
    return { ...alone, ...label, ...defined({ beyond, case: name }) };
  }

  /** What the request shows alone, if it succeeds each time; undefined if it does not. */
  async #alone(plan: RequestPlan, size: number): Promise<Sent | undefined> {
    await this.tools.dropKept();
    const known = this.#faults.size > 0;
    const times = known ? 1 : size > large ? successesOfLarge : successesAlone;
    for (const between of pauses) {
      let sent: Sent | undefined;
      for (let time = 0; time < times; time++) {
        await pause(between);
        sent = await this.tools.send(plan, 'fresh', size);
        if (isOfLoad(sent)) break;
        this.#aloneMs = Math.max(this.#aloneMs, sent.timing.endedAfter);
      }
      if (sent && !isOfLoad(sent)) return sent;
      // A limiter that is no part of the service has pages of its own; what has an error type is the response itself.
      const { response, failure } = sent ?? {};
      if (failure || (response && errorType(response))) return undefined;
    }
    return undefined;
  }

  /** The fault that makes a request fail that succeeds alone; undefined if none can be brought about. */
  async #faultOf(plan: RequestPlan, size: number, failed: Sent): Promise<LoadFault | undefined> {
    const [known] = this.#faults;
    if (known !== undefined) {
      // What is known does not explain it: it was sent so that this does not show.
      const further = failed.failure === undefined ? 'rate' : 'concurrency';
      if (!this.#faults.has(further)) this.#add(further, failed);
      return further;
    }
    for (const [fault, provoke] of [
      ['connection', () => this.#reuse(plan, size)],
      ['rate', () => this.#hurry()],
      ['concurrency', () => this.#crowd(plan, size)],
    ] as const) {
      await this.tools.dropKept();
      const evidence = await provoke();
      await this.tools.dropKept();
      if (evidence === undefined) continue;
      const afterwards = await this.#alone(this.tools.probe, this.tools.probeSize);
      if (!afterwards) return undefined;
      this.#add(fault, evidence);
      return fault;
    }
    return undefined;
  }

  #add(fault: LoadFault, evidence: Sent): void {
    this.#faults.add(fault);
    this.tools.onFault(fault, evidence);
  }

  /** One request after the other over the same connection, valid ones after others. */
  async #reuse(plan: RequestPlan, size: number): Promise<Sent | undefined> {
    const { probe, probeSize } = this.tools;
    const withoutParameters = { ...probe, query: '' };
    const sequence = [probe, plan, probe, withoutParameters, probe, { ...probe, method: 'HEAD' }, probe];
    for (const each of sequence) {
      const sent = await this.tools.send(each, 'same', Math.max(size, probeSize), this.enoughMs);
      if (sent.failure && isOfLoad(sent)) return sent;
    }
    return undefined;
  }

  /** Valid requests, one after the other and as fast as they go. */
  async #hurry(): Promise<Sent | undefined> {
    const { probe, probeSize } = this.tools;
    for (let time = 0; time < inARow; time++) {
      const sent = await this.tools.send(probe, 'fresh', probeSize, this.enoughMs);
      if (isOfLoad(sent)) return sent;
    }
    return undefined;
  }

  /** As many requests at a time as the run sends, over connections of the pool. */
  async #crowd(plan: RequestPlan, size: number): Promise<Sent | undefined> {
    const { probe, probeSize, concurrency } = this.tools;
    const plans = Array.from({ length: 4 * concurrency }, (_, at) => (at % 2 === 0 ? probe : plan));
    const all = await Promise.all(
      plans.map((each) => this.tools.send(each, 'kept', each === plan ? size : probeSize, this.enoughMs)),
    );
    return all.find(isOfLoad);
  }
}
