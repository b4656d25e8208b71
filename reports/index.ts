import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Results } from '../schemas/results.js';
import { renderBadge, renderBadgeEndpoint } from './badge.js';
import { noEvidence, readEvidence } from './evidence.js';
import { writeAtomically } from './files.js';
import { renderReport } from './html/report.js';
import { renderJUnit } from './junit.js';
import { renderSummary } from './summary.js';

/** Pure writers from `results.json` and the recorded exchanges to what people and tools read. */
export { annotations } from './annotations.js';
export type { Evidence, RecordedExchange } from './evidence.js';
export { noEvidence, readEvidence, selectEvidence } from './evidence.js';
export { appendJobSummary, renderSummary } from './summary.js';
export { renderBadge, renderBadgeEndpoint, renderJUnit, renderReport };

/**
 * Writes `report.html`, `junit.xml`, `summary.md`, `badge.svg` and `badge.json` into a results folder from its
 * `results.json` and `exchanges.ndjson`.
 * @returns the results that the files were written from
 * @throws where `results.json` cannot be read; a missing `exchanges.ndjson` only leaves the report without evidence
 */
export async function writeReports(dir: string): Promise<Results> {
  const results = await readResults(dir);
  const evidence = await readEvidence(join(dir, 'exchanges.ndjson'), results).catch((error: unknown) => {
    if (isMissing(error)) return noEvidence;
    throw error;
  });
  const files = {
    'report.html': renderReport(results, evidence),
    'junit.xml': renderJUnit(results),
    'summary.md': renderSummary(results),
    'badge.svg': renderBadge(results),
    'badge.json': renderBadgeEndpoint(results),
  };
  for (const [name, content] of Object.entries(files)) await writeAtomically(join(dir, name), content);
  return results;
}

/**
 * Reads a folder's `results.json`.
 * @throws a message that names the file, where it is missing or is not JSON
 */
export async function readResults(dir: string): Promise<Results> {
  const file = join(dir, 'results.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Results;
  } catch (error) {
    const why = isMissing(error) ? 'there is no such file' : (error as Error).message;
    throw new Error(`${file} is not the results of a run: ${why}`);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
