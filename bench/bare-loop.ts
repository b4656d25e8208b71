import { join } from 'node:path';
import { cli, measure, script } from './command.js';
import type { Figure, Subject } from './figure.js';
import { formatFigure } from './figure.js';
import { interleaved, median } from './median.js';
import { serve, type Workplace, withWorkplace } from './workplace.js';

interface Replayed {
  readonly ms: number;
  readonly exchanges: number;
  readonly failed: number;
  readonly cpuMs: number;
}

/** A whole run as a user calls it: the command line in a process of its own, to the written report. */
async function wholeRun({ config, dir }: Workplace, endpoint: string, auth: string) {
  const out = join(dir, `run-${auth}`);
  const args = [cli, 'run', '--endpoint', endpoint, '--config', config, '--auth', auth, '--out', out];
  const ran = await measure(process.execPath, args);
  if (ran.code === 2) throw new Error(`the run was refused: ${ran.stderr}`);
  return ran;
}

/** Sends the exchanges of that run again. */
async function replay({ dir }: Workplace, endpoint: string, auth: string): Promise<Replayed> {
  const args = [script('replay'), join(dir, `run-${auth}`, 'exchanges.ndjson'), endpoint, '16', auth];
  const { stdout, stderr, cpuMs } = await measure(process.execPath, args);
  if (stdout === '') throw new Error(`the replay failed: ${stderr}`);
  return { ...(JSON.parse(stdout) as Omit<Replayed, 'cpuMs'>), cpuMs };
}

async function compare(place: Workplace, auth: 'sigv4' | 'none', rounds: number): Promise<readonly Figure[]> {
  const server = await serve(place, auth);
  try {
    const { run, bare } = await interleaved(rounds, {
      run: () => wholeRun(place, server.url, auth),
      bare: () => replay(place, server.url, auth),
    });
    // Each run against the replay right after it: both met the machine in the same state.
    const ratio = median(run.map(({ ms }, round) => ms / (bare[round]?.ms ?? Number.NaN)));
    const cpuRatio = median(run.map(({ cpuMs }, round) => cpuMs / (bare[round]?.cpuMs ?? Number.NaN)));
    const seconds = (
      figures: readonly { readonly [of in 'ms' | 'cpuMs']: number }[],
      of: 'ms' | 'cpuMs',
    ): string => `${formatFigure(median(figures.map((each) => each[of])) / 1000)} s`;
    const signed = auth === 'sigv4';
    const conditions = `all profiles but clients, ${rounds} rounds in turn; the run from its command to the written report, the loop without its start`;
    // The bars are for the default run, which is signed; of a loop that does not even sign, there is little left.
    const barOf = (value: number, limit: number): Pick<Figure, 'bar'> =>
      signed ? { bar: { value, limit, sense: 'at most', unit: 'times' } } : {};
    const subject = `a full run against a bare loop, ${signed ? 'signed' : 'unsigned'}`;
    return [
      {
        subject,
        measured: `${formatFigure(ratio)} times: ${seconds(run, 'ms')} against ${seconds(bare, 'ms')} for ${formatFigure(bare[0]?.exchanges ?? 0)} exchanges`,
        conditions,
        ...barOf(ratio, 2),
      },
      {
        subject: `${subject}: CPU without the target's`,
        measured: `${formatFigure(cpuRatio)} times: ${seconds(run, 'cpuMs')} against ${seconds(bare, 'cpuMs')}`,
        conditions: 'of the same rounds; start and report of the run included',
        ...barOf(cpuRatio, 2.5),
      },
    ];
  } finally {
    await server.stop();
  }
}

/** (a) A full run against a bare undici loop that replays the run's own exchanges, at the same concurrency. */
export const bareLoop: Subject = {
  name: 'bare-loop',
  measure: ({ rounds }) =>
    withWorkplace(async (place) => [
      ...(await compare(place, 'sigv4', rounds)),
      ...(await compare(place, 'none', rounds)),
    ]),
};
