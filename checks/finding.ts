import type { RequirementId } from '../schemas/index.js';

/** What one judgement of one exchange concludes about one requirement. */
export interface Finding {
  readonly requirement: RequirementId;
  /**
   * - `holds`, `broken`: the exchange is evidence for or against the requirement
   * - `observed`: recorded where the documents are silent
   * - `unanswered`: no answer, or not a whole one, where the requirement only speaks of answers
   */
  readonly outcome: 'holds' | 'broken' | 'observed' | 'unanswered';
  /** What the documentation allows, for a person. */
  readonly expected: string;
  /** What the target did, for a person. Control characters are escaped. */
  readonly actual: string;
}
