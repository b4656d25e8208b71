import type { RequirementId } from '../schemas/index.js';
import type { Symptom } from './symptom.js';

/** What one judgement of one exchange concludes about one requirement. */
export interface Finding {
  readonly requirement: RequirementId;
  /**
   * - `holds`, `broken`: the exchange is evidence for or against the requirement
   * - `observed`: recorded if the documents are silent
   * - `unanswered`: no response, or not a whole one, if the requirement only speaks of responses
   */
  readonly outcome: 'holds' | 'broken' | 'observed' | 'unanswered';
  /** What the documentation allows, for a person. */
  readonly expected: string;
  /** What the target did, for a person. Control characters are escaped. */
  readonly actual: string;
  /** How it was wrong, in words that hold for any target with the same defect. */
  readonly symptom: Symptom;
}

/**
 * A finding whose texts are made when they are read: of thousands that hold, a report shows one. A class, because an
 * object with getters of its own takes far longer to make.
 */
export class LazyFinding implements Finding {
  readonly #expected: () => string;
  readonly #actual: () => string;
  readonly #symptom: () => Symptom;

  constructor(
    readonly requirement: RequirementId,
    readonly outcome: Finding['outcome'],
    expected: () => string,
    actual: () => string,
    symptom: () => Symptom,
  ) {
    this.#expected = expected;
    this.#actual = actual;
    this.#symptom = symptom;
  }

  get expected(): string {
    return this.#expected();
  }

  get actual(): string {
    return this.#actual();
  }

  get symptom(): Symptom {
    return this.#symptom();
  }
}
