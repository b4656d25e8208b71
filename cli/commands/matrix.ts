import { join } from 'node:path';
import { UnreadableResults, writeMatrix } from '../../reports/index.js';
import { blame } from '../user-error.js';

/** Sets several results folders side by side. */
export async function matrix(dirs: readonly string[], { out }: { out: string }): Promise<void> {
  await blame([UnreadableResults], writeMatrix(dirs, out));
  process.stdout.write(`${dirs.length} implementations: ${join(out, 'matrix.html')}\n`);
}
