import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readResults } from '../reports/index.js';
import { requirements } from '../schemas/index.js';
import { cli, measure } from './command.js';
import { type Figure, formatFigure, type Subject } from './figure.js';
import { interleaved, median } from './median.js';
import { withWorkplace } from './workplace.js';

const IMPLEMENTATIONS = 50;

/** Results folders of many products, each with the results of a whole embedded run. */
async function resultsOfMany(dir: string): Promise<string[]> {
  const embedded = join(dir, 'embedded');
  await measure(process.execPath, [cli, 'run', '--cases', '5', '--out', embedded]);
  const results = await readResults(embedded);
  const folders = Array.from({ length: IMPLEMENTATIONS }, (_, index) => join(dir, `product-${index}`));
  for (const [index, folder] of folders.entries()) {
    const identity = { vendor: 'Example', product: `Product ${index}`, version: '1.0.0' };
    await mkdir(folder);
    await writeFile(
      join(folder, 'results.json'),
      JSON.stringify({ ...results, target: { ...results.target, identity } }),
    );
  }
  return folders;
}

async function sizeOf(dir: string): Promise<number> {
  const names = await readdir(dir, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(dir, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024 / 1024;
}

/** The site of fifty implementations. */
export const site: Subject = {
  name: 'site',
  measure: ({ rounds }) =>
    withWorkplace(async ({ dir }): Promise<readonly Figure[]> => {
      const folders = await resultsOfMany(dir);
      const out = join(dir, 'site');
      const peaks: number[] = [];
      const { ms } = await interleaved(rounds, {
        ms: async () => {
          const taken = await measure(process.execPath, [cli, 'site', ...folders, '--out', out]);
          peaks.push(taken.peakMiB);
          return taken.ms;
        },
      });
      const seconds = median(ms) / 1000;
      return [
        {
          subject: `site of ${IMPLEMENTATIONS} implementations`,
          measured: `${formatFigure(seconds)} s; ${formatFigure(await sizeOf(out))} MiB written; ${formatFigure(Math.max(...peaks))} MiB resident`,
          conditions: `${requirements.length} requirements, no full reports; median of ${rounds}`,
          bar: { value: seconds, limit: 10, sense: 'at most', unit: 's' },
        },
      ];
    }),
};
