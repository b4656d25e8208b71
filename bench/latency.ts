import { join } from 'node:path';
import { readResults } from '../reports/index.js';
import { cli, measure, script } from './command.js';
import { type Figure, formatFigure, type Subject } from './figure.js';
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
      const sentAt: number[] = [];
      let receivedAt = 0;
      const relay = await startRelay(new URL(server.url), {
        delayMs,
        onSent: () => sentAt.push(performance.now()),
        onReceived: () => {
          receivedAt = performance.now();
        },
      });
      const out = join(place.dir, 'latency');
      const options = ['--config', place.config, '--auth', 'none', '--profile', 'core', '--out', out];
      try {
        await measure(process.execPath, [cli, 'run', '--endpoint', relay.url, ...options]);
        // The first is the look whether anything listens.
        const ofTheRun = receivedAt - (sentAt[1] ?? receivedAt);
        sentAt.length = 0;
        const recording = join(out, 'exchanges.ndjson');
        await measure(process.execPath, [
          script('replay'),
          recording,
          relay.url,
          String(concurrency),
          'none',
        ]);
        const { run } = await readResults(out);
        return figures(run.exchanges, ofTheRun, receivedAt - (sentAt[0] ?? receivedAt));
      } finally {
        relay.close();
        await server.stop();
      }
    }),
};

/** Takes milliseconds from the first request to the last response: of the run, and of the bare loop. */
function figures(exchanges: number, run: number, loop: number): readonly Figure[] {
  const least = (exchanges * delayMs) / concurrency;
  return [
    {
      subject: `a target that takes ${delayMs} ms for each response`,
      measured: `${formatFigure(run / 1000)} s for ${formatFigure(exchanges)} exchanges; ${formatFigure(least / 1000)} s if ${concurrency} are always in flight`,
      conditions: 'core, unsigned, from the first request to the last response',
      bar: { value: run / least, limit: 1.15, sense: 'at most', unit: 'times' },
    },
    {
      subject: 'the same against a bare loop',
      measured: `${formatFigure(run / loop)} times: ${formatFigure(run / 1000)} s against ${formatFigure(loop / 1000)} s`,
      conditions: `the loop sends the exchanges of the run again, ${concurrency} at a time, through the same relay`,
    },
  ];
}
