import { conclude, type Finding, stabilityOf } from '../../judge/index.js';
import type { Level, RequirementVerdict } from '../../schemas/index.js';

/** What the recording shows about a requirement that every answer is held to. */
export class RuleEvidence {
  #offence: Finding | undefined;
  #example: Finding | undefined;
  #again = 0;
  #brokenAgain = 0;
  /** Recorded answers to which the rule applied. */
  judged = 0;

  add(finding: Finding): void {
    this.judged += 1;
    if (finding.outcome === 'broken') this.#offence ??= finding;
    else this.#example ??= finding;
  }

  /** The request of the first offence was sent again, to see whether it comes back. */
  addRepetition(broken: boolean): void {
    this.#again += 1;
    if (broken) this.#brokenAgain += 1;
  }

  verdict(level: Level): RequirementVerdict {
    const finding = this.#offence ?? this.#example;
    if (!finding) return 'not-testable';
    return conclude(level, [{ id: '', role: 'subject', attempt: 1, brokeOff: false, finding }]).verdict;
  }

  /** Undefined where nothing was broken. */
  get stability(): string | undefined {
    return this.#offence && stabilityOf(1 + this.#brokenAgain, 1 + this.#again);
  }
}
