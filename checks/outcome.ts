import type { CheckResult, RequirementId } from '../schemas/index.js';

/** Name under which a spec hands its outcome to the reporter. */
export const outcomeAttachment = 'outcome';

/** What a check concluded, as it travels from the run to the results. */
export interface CheckOutcome extends CheckResult {
  readonly requirement: RequirementId;
  /** Exchanges sent for it: controls, subjects, neighbours, in all attempts. */
  readonly sent: number;
  /** Whether its subjects were generated. */
  readonly generated: boolean;
}
