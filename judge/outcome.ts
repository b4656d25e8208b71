import type { CheckResult, RequirementId } from '../schemas/index.js';

/** What a check concluded, as it travels from the run to the results. */
export interface CheckOutcome extends CheckResult {
  readonly requirement: RequirementId;
  /** Exchanges sent for it: controls, subjects and probes, in all attempts. */
  readonly sent: number;
  /** Whether its subjects were generated. */
  readonly generated: boolean;
}
