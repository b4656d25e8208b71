import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readResults } from '../reports/index.js';
import { cli, measure } from './command.js';
import { type Figure, formatFigure, type Subject } from './figure.js';
import { interleaved, median } from './median.js';
import { startRelay } from './relay.js';
import { serve, type Workplace, withWorkplace } from './workplace.js';

const quick = {
  '--help': ['--help'],
  'a wrong option': ['run', '--nonsense'],
  requirements: ['requirements'],
  'requirements AST-MAX': ['requirements', 'AST-MAX'],
} as const;

/** Without anything that is loaded into the process to measure it. */
const alone = { usage: false };

/** A whole run through a relay that notes when the run sends. */
async function aroundTheExchanges({ config, dir }: Workplace, target: string) {
  const sentAt: number[] = [];
  const relay = await startRelay(new URL(target), { onSent: () => sentAt.push(performance.now()) });
  const began = performance.now();
  const out = join(dir, 'start-up');
  const options = ['--config', config, '--auth', 'none', '--profile', 'core', '--out', out];
  await measure(process.execPath, [cli, 'run', '--endpoint', relay.url, ...options], alone);
  relay.close();
  // The first is the look whether anything listens.
  const [, first = began] = sentAt;
  const { mtimeMs } = await stat(join(out, 'report.html'));
  const { run } = await readResults(out);
  const last = sentAt.at(-1) ?? began;
  return { first: first - began, after: mtimeMs - performance.timeOrigin - last, exchanges: run.exchanges };
}

/** A run of one requirement against the embedded target, from the command to its end. */
const oneRequirement = async ({ dir }: Workplace, id: string): Promise<number> =>
  (await measure(process.execPath, [cli, 'run', '--requirement', id, '--out', join(dir, 'one')], alone)).ms;

/** (f) What a user waits for before the first request and after the last, and for responses that need no target. */
export const startUp: Subject = {
  name: 'start-up',
  measure: ({ rounds }) =>
    withWorkplace(async (place): Promise<readonly Figure[]> => {
      const commands = Object.fromEntries(
        Object.entries(quick).map(([name, args]) => [
          name,
          async () => (await measure(process.execPath, [cli, ...args], alone)).ms,
        ]),
      );
      const answered = await interleaved(2 * rounds + 1, commands);
      const server = await serve(place, 'none');
      const { around, node, one, rule } = await interleaved(rounds, {
        node: async () => (await measure(process.execPath, ['-e', '0'], alone)).ms,
        around: () => aroundTheExchanges(place, server.url),
        one: () => oneRequirement(place, 'ER-NF-ASSET'),
        rule: () => oneRequirement(place, 'RS-16'),
      });
      await server.stop();
      const first = median(around.map((each) => each.first));
      const after = median(around.map((each) => each.after)) / 1000;
      const bare = median(node);
      return [
        ...Object.entries(answered).map(
          ([name, times]): Figure => ({
            subject: `time to the response of ${name}`,
            measured: `${formatFigure(median(times))} ms`,
            conditions: `median of ${times.length}`,
            bar: { value: median(times), limit: 500, sense: 'at most', unit: 'ms' },
          }),
        ),
        {
          subject: 'from the command to the first request, against node -e 0',
          measured: `${formatFigure(first)} ms against ${formatFigure(bare)} ms`,
          conditions: `median of ${rounds}, in turn; the look whether anything listens not counted`,
          bar: {
            value: median(around.map((each, round) => each.first / (node[round] ?? Number.NaN))),
            limit: 8,
            sense: 'at most',
            unit: 'times',
          },
        },
        {
          subject: 'from the last request to the written report.html',
          measured: `${formatFigure(after)} s`,
          conditions: `core, ${formatFigure(around[0]?.exchanges ?? 0)} exchanges, median of ${rounds}`,
          bar: { value: after, limit: 0.3, sense: 'at most', unit: 's' },
        },
        ...Object.entries({ 'ER-NF-ASSET': one, 'RS-16, which every response is checked for': rule }).map(
          ([name, times]): Figure => ({
            subject: `a run of one requirement: ${name}`,
            measured: `${formatFigure(median(times) / 1000)} s`,
            conditions: `embedded target, from the command to its end, median of ${rounds}`,
            bar: { value: median(times) / 1000, limit: 1, sense: 'at most', unit: 's' },
          }),
        ),
      ];
    }),
};
