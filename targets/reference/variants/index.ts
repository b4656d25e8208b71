import { answerVariants } from './answers.js';
import { decisionVariants } from './decisions.js';
import { errorVariants } from './errors.js';
import type { Variant } from './variant.js';

export type { Variant } from './variant.js';

/** Every lawful variant of the reference target. */
export const variants: readonly Variant[] = [...answerVariants, ...decisionVariants, ...errorVariants];

/** The variant of this id, e.g. from a command line. */
export function findVariant(id: string): Variant | undefined {
  return variants.find((variant) => variant.id === id);
}
