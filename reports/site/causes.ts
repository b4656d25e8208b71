import type { LikelyCause, Results } from '../../schemas/index.js';

/** A likely cause as the data of the site has it. */
export type Cause = Pick<LikelyCause, 'cause' | 'defect' | 'explains' | 'confidence'>;

/** The likely causes that explain the failures of a run together. Alternatives to them are left to the full report. */
export function causesOf({ diagnosis = [] }: Results): Cause[] {
  return diagnosis
    .filter(({ insteadOf }) => insteadOf === undefined)
    .map(({ cause, defect, explains, confidence }) => ({ cause, defect, explains, confidence }));
}
