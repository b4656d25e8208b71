import {
  type CheckOutcome,
  type Finding,
  judgeExchange,
  Ledger,
  type RecordedExchange,
} from '../../judge/index.js';
import type { ClientMistake, RequirementId, Results } from '../../schemas/index.js';
import { isRefusedAsInvalid, labelOf, type SeenLabel } from './label.js';
import { proxiedOutcomes } from './proxied-outcomes.js';
import { RecordingBudget } from './sample.js';
import type { SeenExchange } from './seen-exchange.js';

/** Judges exchanges as they pass. What it holds does not grow with their number. */
export class Observer {
  readonly #ledger = new Ledger();
  /** By id of the check, and those of the rules by requirement: no id is put together for each response. */
  readonly #samples = new Map<string, RecordingBudget>();
  readonly #ruleSamples = new Map<RequirementId, RecordingBudget>();
  readonly #requirements = new Map<string, RequirementId>();
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
    const { violations, label } = labelOf(seen, this.#trusted);
    if (violations.length === 0 && seen.response?.status === 200 && !seen.failure) this.#trusted = true;
    this.#noteMistakes(seen, violations);
    const { request, response, failure, timing } = seen;
    // The members one by one, because V8 takes thirty times as long to add a label to a copy of all of them.
    const exchange: RecordedExchange = {
      request,
      ...(response ? { response } : {}),
      ...(failure ? { failure } : {}),
      timing,
      id: this.#nextId(label.check),
      role: 'subject',
      attempt: 1,
      ...label,
    };
    const judgement = judgeExchange(exchange);
    const { own, rules } = judgement;
    this.#requirements.set(label.check, label.requirement);
    const findings: (readonly [RecordingBudget, Pick<Finding, 'outcome'>])[] = rules.map((finding) => [
      sampleOf(this.#ruleSamples, finding.requirement),
      finding,
    ]);
    if (own) findings.push([sampleOf(this.#samples, label.check), own.finding]);
    // What is not recorded counts, and shows nothing that the recording does not show.
    if (!findings.some(([sample, finding]) => sample.wants(finding))) {
      this.#ledger.count(exchange, judgement);
      return;
    }
    for (const [sample, finding] of findings) sample.recorded(finding);
    this.#ledger.add(exchange, judgement);
    this.record(exchange);
  }

  /** What the target did, as the outcome of checks. */
  outcomes(): CheckOutcome[] {
    const requirementOf = (check: string) => this.#requirements.get(check) as RequirementId;
    return proxiedOutcomes(this.#ledger, requirementOf, this.region);
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

  #nextId(check: string): string {
    const serial = (this.#serials.get(check) ?? 0) + 1;
    this.#serials.set(check, serial);
    return `${check}#${serial}`;
  }
}

function sampleOf<Key>(samples: Map<Key, RecordingBudget>, key: Key): RecordingBudget {
  let sample = samples.get(key);
  if (!sample) {
    sample = new RecordingBudget();
    samples.set(key, sample);
  }
  return sample;
}
