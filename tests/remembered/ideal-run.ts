import type { Check, Run } from '../../engine/index.js';
import type { CheckOutcome, RecordedExchange } from '../../judge/index.js';
import type { RequirementId } from '../../schemas/index.js';
import type { IdealExchange } from './ideal-target.js';

/** What a check showed about the ideal target. */
export interface IdealCheck {
  readonly outcome: CheckOutcome;
  /** All its requests, and what they got. */
  readonly exchanges: readonly IdealExchange[];
  readonly recorded: readonly RecordedExchange[];
}

/** How an ideal run tells what is sent. */
export interface Listeners {
  readonly heard: (exchange: IdealExchange | undefined) => void;
  readonly record: (exchange: RecordedExchange) => void;
}

/**
 * Requirements that are about what else is sent: before a request, and at the same time. What a request gets by itself says
 * nothing about them.
 */
export const ofCompany: readonly RequirementId[] = ['OP-04', 'OP-05'];

/** A run against the ideal target, in which each check is carried out when it is first asked for, and once. */
export class IdealRun {
  readonly #checks = new Map<string, Promise<IdealCheck | undefined>>();
  readonly #run: Promise<Run>;
  #heard: (IdealExchange | undefined)[] = [];
  #recorded: RecordedExchange[] = [];
  /** One check at a time, so that it is known which of them sends a request. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(start: (listeners: Listeners) => Promise<Run>) {
    this.#run = start({
      heard: (exchange) => void this.#heard.push(exchange),
      record: (exchange) => void this.#recorded.push(exchange),
    });
  }

  /**
   * What a check shows; undefined if that says nothing about other targets, even if they respond to its requests in the
   * same way: it is about the company of a request, or not all of what it sends is known.
   */
  check(check: Check): Promise<IdealCheck | undefined> {
    let known = this.#checks.get(check.id);
    if (!known) {
      known = ofCompany.includes(check.requirement)
        ? Promise.resolve(undefined)
        : this.#turn.then(() => this.#carryOut(check));
      this.#turn = known;
      this.#checks.set(check.id, known);
    }
    return known;
  }

  /** What all responses to the checks that were asked for show about a requirement that is checked on every response. */
  async everyResponse(id: RequirementId): Promise<CheckOutcome> {
    await this.#turn;
    return (await this.#run).everyResponse(id);
  }

  async #carryOut(check: Check): Promise<IdealCheck | undefined> {
    this.#heard = [];
    this.#recorded = [];
    const outcome = await (await this.#run).outcome(check);
    const exchanges = this.#heard.filter((exchange) => exchange !== undefined);
    const isAllKnown = exchanges.length === this.#heard.length && exchanges.length === outcome.sent;
    const isKept = outcome.verdict === 'pass' || outcome.verdict === 'info';
    return isAllKnown && isKept ? { outcome, exchanges, recorded: this.#recorded } : undefined;
  }
}
