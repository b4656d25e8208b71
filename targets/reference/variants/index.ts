import { decisionVariants } from './decisions.js';
import { errorVariants } from './errors.js';
import { holdingVariants } from './holdings.js';
import { nameVariants } from './names.js';
import { responseVariants } from './responses.js';
import { signatureVariants } from './signatures.js';
import type { Variant } from './variant.js';

export type { Variant } from './variant.js';

/** The lawful variants by what they vary: the form of responses, which requests are refused and how, the form of
 * errors, what else they hold, how names are read, signatures. */
export const variantChapters = {
  answers: responseVariants,
  decisions: decisionVariants,
  errors: errorVariants,
  holdings: holdingVariants,
  names: nameVariants,
  signatures: signatureVariants,
} as const satisfies Readonly<Record<string, readonly Variant[]>>;

/** Every lawful variant of the reference target. */
export const variants: readonly Variant[] = Object.values(variantChapters).flat();

/** The variant of this id, e.g. from a command line. */
export function findVariant(id: string): Variant | undefined {
  return variants.find((variant) => variant.id === id);
}
