import {
  isEarlier,
  type JudgedExchange,
  type RecordedExchange,
  type RecordedRequest,
} from '../judge/index.js';

/** Ids that a result names at the most. */
const mostNamed = 10;

/** Whether the requirement was broken, or nothing came back. */
export const isWrong = ({ finding }: JudgedExchange): boolean =>
  finding.outcome === 'broken' || finding.outcome === 'unanswered';

/**
 * The texts of a finding are made from the answer when they are read. Made now, they are all that is left of it: a target
 * that is wrong each time, at length, would fill the memory otherwise.
 */
const withoutAnswer = ({
  outcome,
  expected,
  actual,
}: JudgedExchange['finding']): JudgedExchange['finding'] => ({
  outcome,
  expected,
  actual,
});

/**
 * What a check has seen. Of thousands of exchanges that hold, one example of each outcome is enough, the earliest of an
 * attempt; whatever is wrong is kept.
 */
export class Evidence {
  readonly #judged: JudgedExchange[] = [];
  readonly #requests = new Map<string, RecordedRequest>();
  readonly #wrong: { first?: RecordedExchange; last?: RecordedExchange } = {};
  #subjects = 0;

  /** All that was kept. */
  get judged(): readonly JudgedExchange[] {
    return this.#judged;
  }

  /** Exchanges that the check was about, kept or not. */
  get subjects(): number {
    return this.#subjects;
  }

  add(judged: JudgedExchange, exchange: RecordedExchange): void {
    if (judged.role === 'subject') this.#subjects += 1;
    if (!isWrong(judged)) {
      const at = this.#judged.findIndex(
        (each) =>
          each.role === judged.role &&
          each.attempt === judged.attempt &&
          each.finding.outcome === judged.finding.outcome,
      );
      const before = this.#judged[at];
      if (before && !isEarlier(judged.id, before.id)) return;
      if (before) {
        this.#judged.splice(at, 1);
        this.#requests.delete(before.id);
      }
    } else {
      this.#wrong.first ??= exchange;
      this.#wrong.last = exchange;
    }
    this.#judged.push({ ...judged, finding: withoutAnswer(judged.finding) });
    this.#requests.set(exchange.id, exchange.request);
  }

  /** What was wrong with this exchange, if anything was. */
  wrong(id: string): JudgedExchange | undefined {
    return this.#judged.find((judged) => judged.id === id && isWrong(judged));
  }

  /** A request that the check was about. */
  example(): JudgedExchange | undefined {
    return this.#judged.find(({ role }) => role === 'subject');
  }

  /** The last exchange that broke the requirement: after shrinking, that of the smallest case. */
  lastBroken(): JudgedExchange | undefined {
    return this.#judged.filter((judged) => judged.role === 'subject' && isWrong(judged)).at(-1);
  }

  /** The whole of an exchange that was wrong: the first one and the last one are kept. */
  exchange(id: string | undefined): RecordedExchange | undefined {
    return [this.#wrong.first, this.#wrong.last].find((exchange) => exchange?.id === id);
  }

  request(id: string | undefined): RecordedRequest | undefined {
    return id === undefined ? undefined : this.#requests.get(id);
  }

  /** The ids that a result names, the one that decided first. */
  ids(decisive: JudgedExchange | undefined): string[] {
    return [...new Set([decisive, ...this.#judged.filter(isWrong), this.example()])]
      .flatMap((judged) => (judged ? [judged.id] : []))
      .slice(0, mostNamed);
  }
}
