import type { CheckResult, RequirementId } from '../schemas/index.js';

/** Name under which a spec hands its outcomes to the reporter. */
export const outcomeAttachment = 'outcomes';
/** Annotation of a spec for each check whose outcome it will hand over. */
export const plannedCheck = 'check';

/** What a check concluded, as it travels from the run to the results. */
export interface CheckOutcome extends CheckResult {
  readonly requirement: RequirementId;
  /** Exchanges sent for it: controls, subjects and probes, in all attempts. */
  readonly sent: number;
  /** Whether its subjects were generated. */
  readonly generated: boolean;
}
