import {
  type Finding,
  isEarlier,
  judgeByRules,
  type RecordedExchange,
  type RequestPlan,
} from '../judge/index.js';
import type { RequirementId } from '../schemas/index.js';

/** What the answers of a run showed about one rule. */
export interface RuleEntry {
  /** Answers to which the rule applied. */
  judged: number;
  /** The earliest answer that kept the rule. */
  example?: { readonly exchange: RecordedExchange; readonly finding: Finding };
  /** The earliest answer that broke it, and how to ask for it again. */
  offence?: {
    readonly exchange: RecordedExchange;
    readonly finding: Finding;
    readonly plan: RequestPlan | undefined;
  };
}

/** Holds every answer of a run to the rules, and keeps of each rule the counts and one example. */
export class RuleLedger {
  readonly #entries = new Map<RequirementId, RuleEntry>();

  /** @param plan how the request was made, where it can be made again */
  note(exchange: RecordedExchange, plan: RequestPlan | undefined): void {
    for (const finding of judgeByRules(exchange)) {
      const entry = this.#entries.get(finding.requirement) ?? { judged: 0 };
      entry.judged += 1;
      const before = finding.outcome === 'broken' ? entry.offence : entry.example;
      if (before === undefined || isEarlier(exchange.id, before.exchange.id)) {
        if (finding.outcome === 'broken') entry.offence = { exchange, finding, plan };
        else entry.example = { exchange, finding };
      }
      this.#entries.set(finding.requirement, entry);
    }
  }

  entry(requirement: RequirementId): RuleEntry | undefined {
    return this.#entries.get(requirement);
  }
}
