import { join } from 'node:path';
import { asUserError, requireWritable } from '../../config/index.js';
import { comparisonSentence, UnreadableResults, writeComparison } from '../../reports/index.js';

/**
 * Compares two results folders.
 *
 * @returns 1 on a regression only
 */
export async function compare(a: string, b: string, { out }: { out: string }): Promise<0 | 1> {
  await requireWritable(out);
  const comparison = await asUserError([UnreadableResults], writeComparison(a, b, out));
  const { gone, appeared } = comparison.causes;
  const causes = [
    ...gone.map(({ cause }) => `Likely cause that is gone: ${cause}\n`),
    ...appeared.map(({ cause }) => `New likely cause: ${cause}\n`),
  ];
  process.stdout.write(
    `${comparisonSentence(comparison)}\n${causes.join('')}Comparison: ${join(out, 'compare.html')}\n`,
  );
  return comparison.regression ? 1 : 0;
}
