import type { RequirementId } from '../../schemas/index.js';
import type { JudgedExchange } from '../conclude.js';
import type { RequestPlan } from '../exchange.js';
import type { Finding } from '../finding.js';
import { judge } from '../judge.js';
import type { RecordedExchange } from '../recording.js';
import { judgeByRules } from '../rules/index.js';
import { CheckEntry } from './check-entry.js';
import { isRuleCheck } from './rule-check.js';
import { RuleEntry } from './rule-entry.js';

/** Everything that one exchange says. */
export interface Judgement {
  /** About the requirement that the request was made for; undefined if it repeats one that broke a rule. */
  readonly own: JudgedExchange | undefined;
  /** About the requirements that are checked on every response, as far as they apply to this one. */
  readonly rules: readonly Finding[];
}

/** Judges one exchange by the expectation that was recorded beside it, and by all rules. Pure. */
export function judgeExchange(exchange: RecordedExchange): Judgement {
  const { id, check, requirement, role, attempt, expects } = exchange;
  const own = isRuleCheck(check)
    ? undefined
    : {
        id,
        role,
        attempt,
        brokeOff: exchange.failure !== undefined,
        finding: judge(requirement, expects, exchange),
      };
  return { own, rules: judgeByRules(exchange) };
}

/**
 * Adds up what the exchanges showed about each requirement. A run, `verify` and the proxy keep the same ledger, so the
 * same exchanges give the same verdicts in all three. What it holds does not grow with the number of exchanges.
 */
export class Ledger {
  readonly #checks = new Map<string, CheckEntry>();
  readonly #rules = new Map<RequirementId, RuleEntry>();

  /** Checks that have an entry, by id. */
  get checks(): ReadonlyMap<string, CheckEntry> {
    return this.#checks;
  }

  /** Rules that applied to a response, by requirement. */
  get rules(): ReadonlyMap<RequirementId, RuleEntry> {
    return this.#rules;
  }

  /** The entry of a check, which is empty at first. */
  check(id: string): CheckEntry {
    return entry(this.#checks, id, CheckEntry);
  }

  /** Counts an exchange that is not recorded: it decides nothing, so that `verify` can come to the same verdicts. */
  count(exchange: RecordedExchange, { own, rules }: Judgement): void {
    if (own) this.check(exchange.check).count(own);
    for (const finding of rules) entry(this.#rules, finding.requirement, RuleEntry).count();
  }

  /**
   * Adds one exchange.
   *
   * @param plan how the request was made, if it can be made again
   */
  add(exchange: RecordedExchange, { own, rules }: Judgement, plan?: RequestPlan): void {
    if (own) {
      const check = this.check(exchange.check);
      check.add(own, exchange);
      const isOutage = (): boolean => check.wasAway(exchange.attempt);
      for (const finding of rules)
        entry(this.#rules, finding.requirement, RuleEntry).add(finding, exchange, plan, isOutage);
    } else
      entry(this.#rules, exchange.requirement, RuleEntry).addRepetition(
        rules.some((each) => each.requirement === exchange.requirement && each.outcome === 'broken'),
      );
  }
}

function entry<Key, Value>(entries: Map<Key, Value>, key: Key, make: new () => Value): Value {
  let value = entries.get(key);
  if (value === undefined) {
    value = new make();
    entries.set(key, value);
  }
  return value;
}
