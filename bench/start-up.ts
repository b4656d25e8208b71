import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { cli, measure } from './command.js';
import { type Figure, formatFigure, type Subject } from './figure.js';
import { interleaved, median } from './median.js';
import { serve, type Workplace, withWorkplace } from './workplace.js';

const quick = {
  '--help': ['--help'],
  'a wrong option': ['run', '--nonsense'],
  requirements: ['requirements'],
  'requirements AST-MAX': ['requirements', 'AST-MAX'],
} as const;

/** Passes bytes on between a run and its target, and notes when the run sends. */
async function listenIn(target: URL) {
  const sentAt: number[] = [];
  const relay = createServer((own) => {
    const other = connect({ host: target.hostname, port: Number(target.port) });
    own.on('data', () => sentAt.push(performance.now()));
    own.pipe(other).pipe(own);
    own.on('error', () => other.destroy());
    other.on('error', () => own.destroy());
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    sentAt,
    close: () => relay.close(),
  };
}

async function aroundTheExchanges({ config, dir }: Workplace, target: string) {
  const relay = await listenIn(new URL(target));
  const began = performance.now();
  const out = join(dir, 'start-up');
  await measure(process.execPath, [
    cli,
    'run',
    '--endpoint',
    relay.url,
    '--config',
    config,
    '--auth',
    'none',
    '--profile',
    'core',
    '--cases',
    '5',
    '--out',
    out,
  ]);
  const ended = performance.now();
  relay.close();
  // The first is the look whether anything listens, in the command line's own process.
  const [reached = began, first = began] = relay.sentAt;
  const last = relay.sentAt.at(-1) ?? ended;
  return { reached: reached - began, first: first - began, after: ended - last, between: last - first };
}

/** (f) What a user waits for before the first request and after the last, and for responses that need no target. */
export const startUp: Subject = {
  name: 'start-up',
  measure: ({ rounds }) =>
    withWorkplace(async (place): Promise<readonly Figure[]> => {
      const commands = Object.fromEntries(
        Object.entries(quick).map(([name, args]) => [
          name,
          async () => (await measure(process.execPath, [cli, ...args])).ms,
        ]),
      );
      const answered = await interleaved(2 * rounds + 1, commands);
      const server = await serve(place, 'none');
      const { around } = await interleaved(rounds, { around: () => aroundTheExchanges(place, server.url) });
      await server.stop();
      const middle = (of: (each: (typeof around)[number]) => number): number => median(around.map(of));
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
          subject: 'from the command to the first request',
          measured: `${formatFigure(middle(({ reached }) => reached))} ms to the look whether anything listens, ${formatFigure(middle(({ first }) => first))} ms to the first of the run`,
          conditions: `median of ${rounds}`,
        },
        {
          subject: 'from the last request to the written report',
          measured: `${formatFigure(middle(({ after }) => after))} ms`,
          conditions: `core with 5 cases, ${formatFigure(middle(({ between }) => between))} ms of exchanges`,
        },
      ];
    }),
};
