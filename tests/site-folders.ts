import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assessment } from '../cli/assessment.js';
import { writeReports, writeSite } from '../reports/index.js';
import { catalogueDigest, type Results } from '../schemas/index.js';
import { sample } from './report-samples.js';

/** Results folders by name, with what their `results.json` holds. */
export type Folders = Readonly<Record<string, Results>>;

export const suite = {
  name: 'codeartifact-conformance',
  version: '1.0.0',
  catalogueDigest: catalogueDigest(),
};

const at = (startedAt: string) => ({ run: { startedAt } });
const example = (version: string) => ({ vendor: 'Example', product: 'Example Registry', version });

/**
 * Three implementations and two versions of one of them: one that fixed `RL-16` and broke `RS-04` on the way from 2.9
 * to 2.10, one that holds everything of the one profile it claims, and the reference target.
 */
export const folders: Folders = {
  'example-2.9.0': sample({
    claimed: ['core', 'npm'],
    identity: example('2.9.0'),
    verdict: (id) => (['RL-16', 'RL-17'].includes(id) ? 'fail' : 'pass'),
    ...at('2026-05-04T09:30:00.000Z'),
  }).results,
  'example-2.10.0': sample({
    claimed: ['core', 'npm'],
    identity: example('2.10.0'),
    verdict: (id) => (['RL-17', 'RS-04'].includes(id) ? 'fail' : id === 'OP-02' ? 'not-testable' : 'pass'),
    ...at('2026-06-04T09:30:00.000Z'),
  }).results,
  plain: sample({
    claimed: ['core'],
    identity: { product: 'Plain Server', version: '0.1' },
    ...at('2026-04-01T00:00:00.000Z'),
  }).results,
  reference: sample({
    identity: { product: 'embedded reference target', version: '1.0.0' },
    ...at('2026-03-01T00:00:00.000Z'),
  }).results,
};

/** Writes results folders and gives their paths. Those named in `withReport` get the files that a run writes. */
export async function writeFolders(
  dir: string,
  contents: Folders,
  withReport: readonly string[] = [],
): Promise<string[]> {
  const dirs: string[] = [];
  for (const [name, results] of Object.entries(contents)) {
    const folder = join(dir, name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'results.json'), JSON.stringify(results));
    if (withReport.includes(name)) await writeReports(folder);
    dirs.push(folder);
  }
  return dirs;
}

/** A site of these folders, in a folder of its own below `dir`. */
export async function siteOf(dir: string, contents: Folders, withReport: readonly string[] = []) {
  const own = await mkdtemp(join(dir, 'site-'));
  const dirs = await writeFolders(join(own, 'results'), contents, withReport);
  const out = join(own, 'site');
  const written = await writeSite(dirs, out, { assessment, suite });
  return { out, written };
}

/** A new folder of the system's own. */
export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'site-test-'));
