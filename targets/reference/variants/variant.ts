import type { RequirementId } from '../../../schemas/index.js';
import type { StageChange } from '../reference-operation.js';

/** A lawful difference of the reference target: every MUST still holds, and a suite that fails it is wrong. */
export interface Variant extends StageChange {
  /** Kebab-case, unique, permanent. */
  readonly id: string;
  /** One clause. */
  readonly summary: string;
  /** Requirements of the level SHOULD that it does not keep; a run against it may warn of these. */
  readonly departsFrom?: readonly RequirementId[];
}
