import { type Conclusion, conclude, type JudgedExchange } from '../../judge/index.js';
import type { Level } from '../../schemas/index.js';

/**
 * What the recording shows about one check. Of each attempt and role it keeps the first exchange of each outcome, which
 * is all that a conclusion depends on: as the run itself does, and bounded however long the recording is.
 */
export class CheckEvidence {
  readonly #kept = new Map<string, JudgedExchange>();
  /** Recorded exchanges that the check is about. */
  subjects = 0;

  add(judged: JudgedExchange): void {
    if (judged.role === 'subject') this.subjects += 1;
    const { attempt, role, brokeOff, finding } = judged;
    const key = `${attempt} ${role} ${finding.outcome} ${brokeOff}`;
    if (!this.#kept.has(key)) this.#kept.set(key, judged);
  }

  /** The verdict that follows, by the same function as in the run. */
  conclusion(level: Level): Conclusion {
    return conclude(level, [...this.#kept.values()]);
  }
}
