import { join } from 'node:path';
import { cli, measure, script } from './command.js';
import type { Figure, Subject } from './figure.js';
import { shown } from './figure.js';
import { interleaved, median } from './median.js';
import { serve, type Workplace, withWorkplace } from './workplace.js';

interface Replayed {
  readonly ms: number;
  readonly exchanges: number;
  readonly failed: number;
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
  const { stdout, stderr } = await measure(process.execPath, args);
  if (stdout === '') throw new Error(`the replay failed: ${stderr}`);
  return JSON.parse(stdout) as Replayed;
}

async function compare(place: Workplace, auth: 'sigv4' | 'none', rounds: number): Promise<Figure> {
  const server = await serve(place, auth);
  try {
    let exchanges = 0;
    let cpuMs = 0;
    const { run, bare } = await interleaved(rounds, {
      run: async () => {
        const ran = await wholeRun(place, server.url, auth);
        cpuMs = ran.cpuMs;
        return ran.ms;
      },
      bare: async () => {
        const replayed = await replay(place, server.url, auth);
        exchanges = replayed.exchanges;
        return replayed.ms;
      },
    });
    // Each run against the replay right after it: both met the machine in the same state.
    const ratio = median(run.map((ms, round) => ms / (bare[round] ?? Number.NaN)));
    return {
      subject: `a full run against a bare loop, ${auth === 'none' ? 'unsigned' : 'signed'}`,
      measured: `${shown(median(run) / 1000)} s against ${shown(median(bare) / 1000)} s for ${shown(exchanges)} exchanges; ${shown(cpuMs / 1000)} s of CPU`,
      conditions: `all profiles, ${rounds} rounds in turn; the run from its command to the written report, the loop without its start`,
      bar: { value: ratio, limit: 2, sense: 'at most', unit: 'times' },
    };
  } finally {
    await server.stop();
  }
}

/** (a) A full run against a bare undici loop that replays the run's own exchanges, at the same concurrency. */
export const bareLoop: Subject = {
  name: 'bare-loop',
  measure: ({ rounds }) =>
    withWorkplace(async (place) => [
      await compare(place, 'sigv4', rounds),
      await compare(place, 'none', rounds),
    ]),
};
