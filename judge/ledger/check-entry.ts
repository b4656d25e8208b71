import type { Level } from '../../schemas/index.js';
import {
  attemptState,
  type Conclusion,
  conclude,
  isAway,
  isWrong,
  type JudgedExchange,
} from '../conclude.js';
import type { RecordedRequest } from '../exchange.js';
import { isEarlier } from '../exchange-id.js';
import type { RecordedExchange } from '../recording.js';

/** Exchanges that a result names at most, and that are kept of each way to be wrong in one attempt. */
export const mostNamed = 10;

/** Symptoms that a result names at most. */
const mostSymptoms = 6;

/** Cases that a result names at most. */
const mostCases = 200;

interface Kept {
  readonly judged: JudgedExchange;
  readonly request: RecordedRequest;
}

/**
 * What the exchanges of one check showed. It holds what a conclusion and a result need, however many exchanges there
 * are: of each attempt and role one example of each outcome, the earliest, and a few of those that are wrong.
 */
export class CheckEntry {
  readonly #kept: Kept[] = [];
  readonly #wrongs = new Map<string, number>();
  #firstWrong: RecordedExchange | undefined;
  #lastWrong: RecordedExchange | undefined;
  #lastBroken: Kept | undefined;
  #subjects = 0;
  readonly #failedCases = new Set<string>();

  /** Exchanges that the check was about, kept or not. */
  get subjects(): number {
    return this.#subjects;
  }

  /** The kept exchanges. */
  get judged(): readonly JudgedExchange[] {
    return this.#kept.map(({ judged }) => judged);
  }

  /** Counts an exchange that is not recorded, and so must decide nothing. */
  count({ role }: JudgedExchange): void {
    if (role === 'subject') this.#subjects += 1;
  }

  add(judged: JudgedExchange, exchange: RecordedExchange): void {
    this.count(judged);
    const key = keyOf(judged);
    if (isWrong(judged)) {
      const count = (this.#wrongs.get(key) ?? 0) + 1;
      this.#wrongs.set(key, count);
      this.#firstWrong ??= exchange;
      this.#lastWrong = exchange;
      const kept = keep(judged, exchange);
      if (judged.role === 'subject') this.#lastBroken = kept;
      if (exchange.case !== undefined && this.#failedCases.size < mostCases)
        this.#failedCases.add(exchange.case);
      if (count <= mostNamed) this.#kept.push(kept);
      return;
    }
    const at = this.#kept.findIndex((each) => keyOf(each.judged) === key);
    const known = this.#kept[at];
    if (known && !isEarlier(judged.id, known.judged.id)) return;
    if (known) this.#kept.splice(at, 1);
    this.#kept.push(keep(judged, exchange));
  }

  /**
   * The verdict that follows.
   *
   * @param firstAttempt the first attempt that counts
   */
  conclusion(level: Level, firstAttempt = 1): Conclusion {
    return conclude(
      level,
      this.judged.filter(({ attempt }) => attempt >= firstAttempt),
    );
  }

  /** Whether the target responded to nobody during this attempt: what broke off in it says nothing. */
  wasAway(attempt: number): boolean {
    const own = this.judged.filter((each) => each.attempt === attempt);
    return isAway(own) || attemptState(own) === 'void';
  }

  /** An exchange that the check was about. */
  example(): JudgedExchange | undefined {
    return this.judged.find(({ role }) => role === 'subject');
  }

  /** The last exchange that broke the requirement: after shrinking, that of the smallest case. */
  lastBroken(): JudgedExchange | undefined {
    return this.#lastBroken?.judged;
  }

  /** How the subjects were wrong, each way once. */
  get symptoms(): readonly string[] {
    const wrong = this.judged.filter((judged) => judged.role === 'subject' && isWrong(judged));
    return [...new Set(wrong.flatMap(({ finding }) => finding.symptom ?? []))].sort().slice(0, mostSymptoms);
  }

  /** The named cases in which subjects were wrong. */
  get failedCases(): readonly string[] {
    return [...this.#failedCases].sort();
  }

  /** The whole of an exchange that was wrong: the first one and the last one are kept. */
  exchange(id: string | undefined): RecordedExchange | undefined {
    return [this.#firstWrong, this.#lastWrong].find((exchange) => exchange?.id === id);
  }

  /** The request of a kept exchange. */
  request(id: string | undefined): RecordedRequest | undefined {
    return [...this.#kept, this.#lastBroken].find((kept) => kept?.judged.id === id)?.request;
  }

  /** The ids that a result names, the one that decided first. */
  ids(decisive: JudgedExchange | undefined): string[] {
    const wrong = this.judged.filter(isWrong);
    return [...new Set([decisive, ...wrong, this.example()].flatMap((each) => each?.id ?? []))].slice(
      0,
      mostNamed,
    );
  }
}

/** Exchanges with the same key say the same, as far as a conclusion goes. */
const keyOf = ({ attempt, role, brokeOff, finding }: JudgedExchange): string =>
  `${attempt} ${role} ${finding.outcome} ${brokeOff}`;

/**
 * The texts of a finding are made from the response when they are read. Made now, they are all that is left of it: a
 * target that is wrong each time, at length, would fill the memory otherwise.
 */
function keep(judged: JudgedExchange, { request }: RecordedExchange): Kept {
  const { outcome, expected, actual } = judged.finding;
  const symptom = isWrong(judged) ? judged.finding.symptom : undefined;
  const finding = { outcome, expected, actual, ...(symptom === undefined ? {} : { symptom }) };
  return { judged: { ...judged, finding }, request };
}
