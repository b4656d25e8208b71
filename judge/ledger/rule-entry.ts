import type { Level, RequirementVerdict } from '../../schemas/index.js';
import { conclude, stabilityOf } from '../conclude.js';
import type { RequestPlan } from '../exchange.js';
import { isEarlier } from '../exchange-id.js';
import type { Finding } from '../finding.js';
import type { RecordedExchange } from '../recording.js';
import { mostNamed } from './check-entry.js';

/** A response that a rule judged, and what it said. */
export interface RuledExchange {
  readonly exchange: RecordedExchange;
  readonly finding: Finding;
}

/** The same, and how its request was made, if it can be made again. */
export interface Offence extends RuledExchange {
  readonly plan?: RequestPlan | undefined;
}

/** What the responses of a run showed about a requirement that is checked on every response. */
export class RuleEntry {
  #judged = 0;
  #example: RuledExchange | undefined;
  #offence: Offence | undefined;
  readonly #broken: string[] = [];
  #again = 0;
  #brokenAgain = 0;

  /** Responses to which the rule applied. */
  get judged(): number {
    return this.#judged;
  }

  /** The earliest response that broke the rule. */
  get offence(): Offence | undefined {
    return this.#offence;
  }

  /** The response that a result shows: the earliest that broke the rule, or else the earliest that kept it. */
  get decisive(): RuledExchange | undefined {
    return this.#offence ?? this.#example;
  }

  /** The ids of the first responses that broke the rule, or else of one that kept it. */
  get ids(): readonly string[] {
    return this.#broken.length > 0 || !this.#example ? [...this.#broken] : [this.#example.exchange.id];
  }

  /** Counts a response that is not recorded, and so must decide nothing. */
  count(): void {
    this.#judged += 1;
  }

  /** @param plan how the request was made, if it can be made again */
  add(finding: Finding, exchange: RecordedExchange, plan?: RequestPlan): void {
    this.count();
    const broken = finding.outcome === 'broken';
    const before = broken ? this.#offence : this.#example;
    if (broken && this.#broken.length < mostNamed) this.#broken.push(exchange.id);
    if (before && !isEarlier(exchange.id, before.exchange.id)) return;
    if (broken) this.#offence = { exchange, finding, plan };
    else this.#example = { exchange, finding };
  }

  /** The request of the offence was sent again. Whether the rule was broken again only tells how stable a failure is. */
  addRepetition(broken: boolean): void {
    this.#again += 1;
    if (broken) this.#brokenAgain += 1;
  }

  /** The verdict that follows, as of a check with one attempt. */
  verdict(level: Level): RequirementVerdict {
    const finding = this.decisive?.finding;
    if (!finding) return 'not-testable';
    return conclude(level, [{ id: '', role: 'subject', attempt: 1, brokeOff: false, finding }]).verdict;
  }

  /** How the rule was broken. */
  get symptoms(): readonly string[] {
    return this.#offence ? [this.#offence.finding.symptom] : [];
  }

  /** Undefined if nothing was broken. */
  get stability(): string | undefined {
    return this.#offence && stabilityOf(1 + this.#brokenAgain, 1 + this.#again);
  }
}
