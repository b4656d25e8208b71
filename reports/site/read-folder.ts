import { access } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type Results, validateFile } from '../../schemas/index.js';
import { readResults, UnreadableResults } from '../read-results.js';
import { line } from '../text.js';

/** A results folder that the site is made from. */
export interface Folder {
  readonly dir: string;
  /** Its last part, the name of a product that does not name itself. */
  readonly name: string;
  readonly results: Results;
  /** Whether it holds a `report.html`. The site writes that again from the results: somebody else's HTML is not published. */
  readonly hasReport: boolean;
}

/**
 * Reads a results folder that may come from anybody.
 * @throws UnreadableResults if `results.json` is missing, is not JSON or does not have the published form
 */
export async function readFolder(dir: string): Promise<Folder> {
  const results = await readResults(dir);
  const problems = validateFile('results', results);
  if (problems.length > 0) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    throw new UnreadableResults(
      `${join(dir, 'results.json')} does not have the form of schemas/results.schema.json: ${line(problems[0] ?? '')}${more}. Leave the folder out, or write it again with: codeartifact-conformance report ${dir}`,
    );
  }
  const hasReport = await access(join(dir, 'report.html')).then(
    () => true,
    () => false,
  );
  return { dir, name: basename(resolve(dir)), results, hasReport };
}
