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

/** The first responses that broke a rule in one attempt of a check, or in all if they were whole. */
interface Offences {
  /** The earliest. */
  first: Offence;
  readonly ids: string[];
  /** Whether they were an outage of the target, which says nothing about it. Later exchanges may show that. */
  readonly isOutage: () => boolean;
}

/** A whole response says what it says, outage or not. */
const never = (): boolean => false;

/** What the responses of a run showed about a requirement that is checked on every response. */
export class RuleEntry {
  #judged = 0;
  #example: RuledExchange | undefined;
  readonly #offences = new Map<string, Offences>();
  #again = 0;
  #brokenAgain = 0;

  /** Responses to which the rule applied. */
  get judged(): number {
    return this.#judged;
  }

  get #evidence(): readonly Offences[] {
    return [...this.#offences.values()].filter(({ isOutage }) => !isOutage());
  }

  /** The earliest response that broke the rule. */
  get offence(): Offence | undefined {
    return this.#evidence
      .map(({ first }) => first)
      .reduce<Offence | undefined>(
        (known, each) => (known && isEarlier(known.exchange.id, each.exchange.id) ? known : each),
        undefined,
      );
  }

  /** The response that a result shows: the earliest that broke the rule, or else the earliest that kept it. */
  get decisive(): RuledExchange | undefined {
    return this.offence ?? this.#example;
  }

  /** The ids of the first responses that broke the rule, or else of one that kept it. */
  get ids(): readonly string[] {
    const broken = this.#evidence.flatMap(({ ids }) => ids);
    return broken.length > 0 || !this.#example ? broken.slice(0, mostNamed) : [this.#example.exchange.id];
  }

  /** Counts a response that is not recorded, and so must decide nothing. */
  count(): void {
    this.#judged += 1;
  }

  /**
   * @param plan how the request was made, if it can be made again
   * @param isOutage whether the target responded to nobody in the attempt of this exchange, asked when that is known
   */
  add(
    finding: Finding,
    exchange: RecordedExchange,
    plan?: RequestPlan,
    isOutage: () => boolean = never,
  ): void {
    this.count();
    if (finding.outcome === 'broken') this.#addOffence({ exchange, finding, plan }, isOutage);
    else if (!this.#example || isEarlier(exchange.id, this.#example.exchange.id))
      this.#example = { exchange, finding };
  }

  #addOffence(offence: Offence, isOutage: () => boolean): void {
    const { id, check, attempt, failure } = offence.exchange;
    const key = failure ? `${check} ${attempt}` : '';
    const known = this.#offences.get(key);
    if (!known) {
      this.#offences.set(key, { first: offence, ids: [id], isOutage: failure ? isOutage : never });
      return;
    }
    if (known.ids.length < mostNamed) known.ids.push(id);
    if (isEarlier(id, known.first.exchange.id)) known.first = offence;
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
    const { offence } = this;
    return offence ? [offence.finding.symptom] : [];
  }

  /** Undefined if nothing was broken. */
  get stability(): string | undefined {
    return this.offence && stabilityOf(1 + this.#brokenAgain, 1 + this.#again);
  }
}
