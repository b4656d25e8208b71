import { join } from 'node:path';
import { readResults } from '../reports/index.js';
import { cli, measure } from './command.js';
import { formatFigure, type Subject } from './figure.js';
import { startRelay } from './relay.js';
import { serve, withWorkplace } from './workplace.js';

const delayMs = 50;
const concurrency = 16;

/** (g) A target that takes 50 ms for each response: whether the run keeps as many requests in flight as it may. */
export const latency: Subject = {
  name: 'latency',
  measure: () =>
    withWorkplace(async (place) => {
      const server = await serve(place, 'none');
      let first: number | undefined;
      let last = 0;
      const relay = await startRelay(new URL(server.url), {
        delayMs,
        onSent: () => {
          first ??= performance.now();
        },
        onReceived: () => {
          last = performance.now();
        },
      });
      const out = join(place.dir, 'latency');
      const options = ['--config', place.config, '--auth', 'none', '--profile', 'core', '--out', out];
      try {
        await measure(process.execPath, [cli, 'run', '--endpoint', relay.url, ...options]);
      } finally {
        relay.close();
        await server.stop();
      }
      const { run } = await readResults(out);
      const took = last - (first ?? last);
      const least = (run.exchanges * delayMs) / concurrency;
      return [
        {
          subject: `a target that takes ${delayMs} ms for each response`,
          measured: `${formatFigure(took / 1000)} s for ${formatFigure(run.exchanges)} exchanges; ${formatFigure(least / 1000)} s if ${concurrency} are always in flight`,
          conditions: `core, unsigned, from the first request to the last response`,
          bar: { value: took / least, limit: 1.15, sense: 'at most', unit: 'times' },
        },
      ];
    }),
};
