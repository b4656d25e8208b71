import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Results } from '../schemas/index.js';

/** A folder that is not the results of a run. */
export class UnreadableResults extends Error {}

/**
 * Reads a folder's `results.json`.
 * @throws a message that names the file, if it is missing or is not JSON
 */
export async function readResults(dir: string): Promise<Results> {
  const file = join(dir, 'results.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Results;
  } catch (error) {
    const why = isMissing(error) ? 'there is no such file' : (error as Error).message;
    throw new UnreadableResults(`${file} is not the results of a run: ${why}`);
  }
}

/** Whether a file could not be read because there is none. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
