import { join } from 'node:path';
import { asUserError, requireWritable } from '../../config/index.js';
import { UnreadableResults, writeMatrix } from '../../reports/index.js';

/** Sets several results folders side by side. */
export async function matrix(dirs: readonly string[], { out }: { out: string }): Promise<void> {
  await requireWritable(out);
  await asUserError([UnreadableResults], writeMatrix(dirs, out));
  process.stdout.write(`${dirs.length} implementations: ${join(out, 'matrix.html')}\n`);
}
