import { relative, resolve } from 'node:path';
import { exitCode } from '../../checks/index.js';
import { MergeError, mergeShards, writeReports } from '../../reports/index.js';
import { conclusion } from '../conclusion.js';
import { UserError } from '../user-error.js';

/**
 * Writes the report of a results folder again; of several folders, merges the shards first.
 *
 * @returns the exit code of the verdict
 */
export async function report(dirs: readonly string[], { out }: { out?: string }): Promise<number> {
  const [first = '.'] = dirs;
  const folder = resolve(out ?? first);
  try {
    if (dirs.length > 1 || out !== undefined)
      await mergeShards(
        dirs.map((dir) => resolve(dir)),
        folder,
      );
    const results = await writeReports(folder);
    process.stdout.write(conclusion(results, relative(process.cwd(), folder) || '.'));
    return exitCode(results.verdict, results.waiverErrors?.length ?? 0);
  } catch (error) {
    throw error instanceof MergeError ? new UserError(error.message) : error;
  }
}
