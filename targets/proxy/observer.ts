import {
  type CheckOutcome,
  type Finding,
  judge,
  judgeByRules,
  type RecordedExchange,
} from '../../judge/index.js';
import type { ClientMistake, RequirementId, Results } from '../../schemas/index.js';
import { isRefusedAsInvalid, labelOf, type SeenLabel } from './label.js';
import type { SeenExchange } from './seen-exchange.js';
import { Tally } from './tally.js';

/** Judges exchanges as they pass. What it holds does not grow with their number. */
export class Observer {
  /** By id of the check, and those of the rules by requirement: no id is put together for each answer. */
  readonly #tallies = new Map<string, Tally>();
  readonly #rules = new Map<RequirementId, Tally>();
  readonly #mistakes = new Map<string, ClientMistake>();
  readonly #serials = new Map<string, number>();
  #trusted = false;
  #requests = 0;

  /**
   * @param record gets what is worth recording: everything that is broken, and enough of what is not
   * @param region signing region of the curl lines
   */
  constructor(
    private readonly record: (exchange: RecordedExchange) => void,
    private readonly region: string,
  ) {}

  /** Exchanges that were judged. */
  get requests(): number {
    return this.#requests;
  }

  see(seen: SeenExchange): void {
    this.#requests += 1;
    const { violations, ...label } = labelOf(seen, this.#trusted);
    if (violations.length === 0 && seen.response?.status === 200 && !seen.failure) this.#trusted = true;
    this.#noteMistakes(seen, violations);
    const exchange: RecordedExchange = {
      ...seen,
      id: this.#nextId(label.check),
      role: 'subject',
      attempt: 1,
      ...label,
    };
    const own = judge(label.requirement, label.expects, exchange);
    const findings: (readonly [Tally, Finding])[] = [
      [
        tallyOf(this.#tallies, label.check, () => new Tally(label.check, label.requirement, this.region)),
        own,
      ],
    ];
    for (const finding of judgeByRules(exchange)) findings.push([this.#rule(finding.requirement), finding]);
    const recorded = findings.some(([tally, finding]) => tally.wants(finding));
    for (const [tally, finding] of findings) tally.add(exchange, finding, recorded);
    if (recorded) this.record(exchange);
  }

  /** What the target did, as the outcome of checks. */
  outcomes(): CheckOutcome[] {
    return [...this.#tallies.values(), ...this.#rules.values()].map((tally) => tally.outcome());
  }

  /** What the client did. */
  client(): NonNullable<Results['client']> {
    return { requests: this.#requests, mistakes: [...this.#mistakes.values()] };
  }

  #noteMistakes(seen: SeenExchange, violations: SeenLabel['violations']): void {
    const refused = violations.length > 0 && isRefusedAsInvalid(seen) ? 1 : 0;
    for (const { requirement, message } of violations) {
      const key = `${requirement} ${message}`;
      const known = this.#mistakes.get(key);
      this.#mistakes.set(key, {
        requirement,
        message,
        count: (known?.count ?? 0) + 1,
        refused: (known?.refused ?? 0) + refused,
        example: known?.example ?? seen.request.target,
      });
    }
  }

  #rule(requirement: RequirementId): Tally {
    return tallyOf(
      this.#rules,
      requirement,
      () => new Tally(`${requirement}/every answer`, requirement, this.region),
    );
  }

  #nextId(check: string): string {
    const serial = (this.#serials.get(check) ?? 0) + 1;
    this.#serials.set(check, serial);
    return `${check}#${serial}`;
  }
}

function tallyOf<Key>(tallies: Map<Key, Tally>, key: Key, make: () => Tally): Tally {
  let tally = tallies.get(key);
  if (!tally) {
    tally = make();
    tallies.set(key, tally);
  }
  return tally;
}
