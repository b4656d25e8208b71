import type { RequirementVerdict } from '../../schemas/index.js';
import { unassessed } from '../words.js';
import type { Product } from './product.js';

/** How a requirement fares over implementations, the latest run of each. */
export interface RequirementOutcome {
  readonly broken: number;
  /** Implementations about which something can be said. */
  readonly assessed: number;
  readonly total: number;
}

const broken: ReadonlySet<RequirementVerdict> = new Set(['fail', 'warn', 'waived']);

/** Counts the latest run of each product. */
export function outcomeOf(id: string, products: readonly Product[]): RequirementOutcome {
  const verdicts = products.flatMap(({ latest }) => latest.find(id)?.verdict ?? []);
  return {
    broken: verdicts.filter((verdict) => broken.has(verdict)).length,
    assessed: verdicts.filter((verdict) => !unassessed.has(verdict)).length,
    total: products.length,
  };
}
