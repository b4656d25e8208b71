/** Trials on every processor: each process takes one after the other and hands back what it saw. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Observed, observe } from './observe.js';
import type { PlannedTrial } from './plan.js';

interface Answer {
  readonly at: number;
  readonly observed: Observed;
}

const own = fileURLToPath(import.meta.url);
if (process.send && process.argv[1] === own) serve();

function serve(): void {
  process.on('message', async ({ at, trial }: { at: number; trial: PlannedTrial }) => {
    process.send?.({ at, observed: await observe(trial) } satisfies Answer);
  });
  process.send?.('ready');
}

/**
 * Tests the server of each trial.
 *
 * @param onObserved called as each ends, in any order
 */
export async function runTrials(
  trials: readonly PlannedTrial[],
  onObserved: (trial: PlannedTrial, observed: Observed) => void,
): Promise<void> {
  const queue = trials.map((trial, at) => ({ at, trial }));
  const processes = Array.from({ length: Math.min(availableParallelism(), queue.length) }, async () => {
    const child = fork(own);
    child.on('message', (answer: Answer | 'ready') => {
      const trial = answer === 'ready' ? undefined : trials[answer.at];
      if (answer !== 'ready' && trial) onObserved(trial, answer.observed);
      const next = queue.shift();
      if (next) child.send(next);
      else child.disconnect();
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`A process ended with ${code} before it had tested all of its servers`);
  });
  await Promise.all(processes);
}
