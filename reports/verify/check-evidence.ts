import { type Conclusion, conclude, type Finding, type JudgedExchange } from '../../checks/index.js';
import type { Level } from '../../schemas/index.js';

/**
 * What the recording shows about one check. Of each attempt and role it keeps the first exchange and the first of each
 * kind that is wrong, which is all that a conclusion depends on: as the run itself does, and bounded however long the
 * recording is.
 */
export class CheckEvidence {
  readonly #kept = new Map<string, JudgedExchange>();
  /** Recorded exchanges that the check is about. */
  subjects = 0;

  add(judged: JudgedExchange): void {
    if (judged.role === 'subject') this.subjects += 1;
    const { outcome } = judged.finding;
    this.#keep(`${judged.attempt} ${judged.role}`, judged);
    if (isWrong(outcome)) this.#keep(`${judged.attempt} ${judged.role} ${outcome}`, judged);
  }

  /** The verdict that follows, by the same function as in the run. */
  conclusion(level: Level): Conclusion {
    return conclude(level, [...new Set(this.#kept.values())]);
  }

  #keep(key: string, judged: JudgedExchange): void {
    if (!this.#kept.has(key)) this.#kept.set(key, judged);
  }
}

const isWrong = (outcome: Finding['outcome']): boolean => outcome === 'broken' || outcome === 'unanswered';
