import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readResults } from '../reports/index.js';
import { cli, measure } from './command.js';
import { type Figure, formatFigure, type Subject } from './figure.js';
import { serve, type Workplace, withWorkplace } from './workplace.js';

const steps = [10, 100, 1000] as const;

async function folderMiB(dir: string): Promise<number> {
  const sizes = await Promise.all(
    (await readdir(dir)).map(async (name) => (await stat(join(dir, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1024 / 1024;
}

async function grown({ config, dir }: Workplace, endpoint: string, cases: number) {
  const out = join(dir, `cases-${cases}`);
  const own = ['--profile', 'core', '--cases', String(cases), '--out', out];
  const args = [cli, 'run', '--endpoint', endpoint, '--config', config, '--auth', 'none', ...own];
  const { ms, peakMiB } = await measure(process.execPath, args);
  const { run } = await readResults(out);
  const generated = Object.values(run.generated ?? {}).reduce((sum, count) => sum + count, 0);
  return { cases, ms, peakMiB, generated, exchanges: run.exchanges, folderMiB: await folderMiB(out) };
}

/** (d) The same run with ten times and a hundred times the cases: time, memory, results folder. */
export const growth: Subject = {
  name: 'growth',
  measure: () =>
    withWorkplace(async (place): Promise<readonly Figure[]> => {
      const server = await serve(place, 'none');
      try {
        const sizes: Awaited<ReturnType<typeof grown>>[] = [];
        for (const cases of steps) sizes.push(await grown(place, server.url, cases));
        const [least, , most] = sizes;
        if (!least || !most) return [];
        const conditions = `core, unsigned, --cases ${steps.join(', ')}: ${sizes.map(({ generated }) => formatFigure(generated)).join(', ')} generated cases`;
        const all = (of: (size: (typeof sizes)[number]) => number): string =>
          sizes.map((size) => formatFigure(of(size))).join(', ');
        return [
          {
            subject: 'time for a hundred times the cases',
            measured: `${all(({ ms }) => ms / 1000)} s; ${all(({ exchanges, ms }) => exchanges / (ms / 1000))} exchanges/s`,
            conditions,
            bar: { value: most.ms / least.ms, limit: 3, sense: 'at most', unit: 'times' },
          },
          {
            subject: 'memory for a hundred times the cases',
            measured: `${all(({ peakMiB }) => peakMiB)} MiB`,
            conditions: 'resident, the largest process of the run',
            bar: { value: most.peakMiB, limit: 400, sense: 'at most', unit: 'MiB' },
          },
          {
            subject: 'results folder for a hundred times the cases',
            measured: `${all((size) => size.folderMiB)} MiB`,
            conditions: 'no more than 1,000 passing cases of a property are recorded',
          },
        ];
      } finally {
        await server.stop();
      }
    }),
};
