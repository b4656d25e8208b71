import { relative, resolve } from 'node:path';
import { asUserError, requireWritable } from '../../config/index.js';
import { exitCode } from '../../judge/index.js';
import {
  announceOnGitHub,
  MergeError,
  mergeShards,
  UnreadableResults,
  writeReports,
} from '../../reports/index.js';
import { conclusion } from '../conclusion.js';

/**
 * Writes the report of a results folder again; of several folders, merges the shards first.
 *
 * @returns the exit code of the verdict
 */
export async function report(dirs: readonly string[], { out }: { out?: string }): Promise<number> {
  const [first = '.'] = dirs;
  const merging = dirs.length > 1 || out !== undefined;
  const folder = resolve(out ?? (merging ? 'conformance-results' : first));
  await requireWritable(folder);
  const parts = dirs.map((dir) => resolve(dir));
  const written = async () => {
    if (merging) await mergeShards(parts, folder);
    return writeReports(folder);
  };
  const results = await asUserError([MergeError, UnreadableResults], written());
  await announceOnGitHub(results);
  process.stdout.write(conclusion(results, relative(process.cwd(), folder) || '.'));
  return exitCode(results.verdict, results.waiverErrors?.length ?? 0);
}
