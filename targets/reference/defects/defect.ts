import type { Profile, RequirementId } from '../../../schemas/index.js';
import type { StageChange } from '../reference-operation.js';

/** A seeded defect of the reference target: one thing that it does wrong, and nothing else. */
export interface Defect extends StageChange {
  /** Kebab-case, unique, permanent. */
  readonly id: string;
  /** The requirement that must catch it. Others may go red beside it. */
  readonly breaks: RequirementId;
  /** A profile that must be claimed to see it, besides that of the requirement. */
  readonly needs?: Profile;
  /** One clause. */
  readonly summary: string;
  /** What to change, of a defect that stands for a whole stage or class of checks, and so for many narrow ones. */
  readonly general?: string;
}

/** A defect that stands for many narrow ones. */
export type GeneralDefect = Defect & Required<Pick<Defect, 'general'>>;
