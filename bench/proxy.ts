import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cli, measure, script, startServer } from './command.js';
import { formatFigure, type Subject } from './figure.js';
import { interleaved, median } from './median.js';
import { serve, withWorkplace } from './workplace.js';

interface Replayed {
  readonly ms: number;
  readonly exchanges: number;
  readonly failed: number;
}

/** Waits until a file is written: the proxy writes its report in the pause, and must not slow what is measured next. */
async function written(file: string, afterMs: number): Promise<void> {
  for (let look = 0; look < 300; look++) {
    const known = await stat(file).catch(() => undefined);
    if (known && known.mtimeMs > afterMs) return;
    await pause(100);
  }
  throw new Error(`${file} was not written`);
}

/** (e) The same requests through the recording proxy, a plain byte relay, and straight, by the same bare loop. */
export const proxy: Subject = {
  name: 'proxy',
  measure: ({ rounds }) =>
    withWorkplace(async ({ dir, config, ...place }) => {
      const target = await serve({ dir, config, ...place }, 'none');
      const out = join(dir, 'run');
      const about = ['--config', config, '--auth', 'none'];
      await measure(process.execPath, [
        cli,
        'run',
        '--endpoint',
        target.url,
        ...about,
        '--profile',
        'core',
        '--out',
        out,
      ]);
      const between = await startServer([
        cli,
        'proxy',
        '--endpoint',
        target.url,
        ...about,
        '--out',
        join(dir, 'proxied'),
      ]);
      const relay = await startServer([script('relay-process'), target.url]);
      const replay = async (endpoint: string): Promise<Replayed> => {
        const args = [script('replay'), join(out, 'exchanges.ndjson'), endpoint, '16', 'none'];
        const { stdout, stderr } = await measure(process.execPath, args);
        if (stdout === '') throw new Error(`the replay failed: ${stderr}`);
        return JSON.parse(stdout) as Replayed;
      };
      try {
        const { direct, relayed, proxied } = await interleaved(rounds, {
          direct: () => replay(target.url),
          relayed: () => replay(relay.url),
          proxied: async () => {
            const replayed = await replay(between.url);
            await written(join(dir, 'proxied', 'report.html'), Date.now());
            return replayed;
          },
        });
        const rate = (runs: readonly Replayed[]): number =>
          median(runs.map(({ exchanges, ms }) => exchanges / (ms / 1000)));
        const lost = Math.max(...proxied.map(({ failed }) => failed));
        return [
          {
            subject: 'through the proxy against a plain byte relay',
            measured: `${formatFigure(rate(proxied))} exchanges/s against ${formatFigure(rate(relayed))} exchanges/s; directly ${formatFigure(rate(direct))}`,
            conditions: `unsigned, core, ${formatFigure(direct[0]?.exchanges ?? 0)} exchanges, 16 at a time, ${rounds} rounds in turn; ${lost} failed through the proxy, ${Math.max(...direct.map(({ failed }) => failed))} directly`,
            bar: {
              value: median(relayed.map(({ ms }, round) => ms / (proxied[round]?.ms ?? Number.NaN))),
              limit: 0.6,
              sense: 'at least',
              unit: 'times',
            },
          },
        ];
      } finally {
        await between.stop();
        await relay.stop();
        await target.stop();
      }
    }),
};
