import { compare, type VerdictChange } from '../compare.js';
import type { Product, Run } from './product.js';
import type { Site } from './site.js';

/** Verdicts that changed between two runs of one product. */
export interface ChangedVerdicts {
  readonly product: Product;
  readonly before: Run;
  readonly after: Run;
  /** Changes of a verdict; a changed response that earns the same verdict is none. */
  readonly changes: readonly VerdictChange[];
}

/** From run to run of one product, the latest step first. Steps without a changed verdict are left out. */
export function changesOf(product: Product): ChangedVerdicts[] {
  return product.runs
    .slice(1)
    .map((after, index) => {
      const before = product.runs[index] ?? product.runs[0];
      return { product, before, after, changes: verdictChanges(before, after) };
    })
    .filter(({ changes }) => changes.length > 0)
    .reverse();
}

function verdictChanges(before: Run, after: Run): VerdictChange[] {
  return compare(before.results, after.results).changes.filter((change) => change.before !== change.after);
}

/** The steps of all products, the latest first. */
export function changedVerdicts({ products }: Site): ChangedVerdicts[] {
  return products
    .flatMap(changesOf)
    .sort((a, b) =>
      a.after.startedAt < b.after.startedAt ? 1 : a.after.startedAt > b.after.startedAt ? -1 : 0,
    );
}
