import type { CheckOutcome } from '../judge/index.js';

/** What is seen of a run while it runs. */
export interface Progress {
  update(outcome: CheckOutcome): void;
  end(): void;
}

/** If there is no terminal to redraw: a line of progress for each such share of the checks. */
const share = 0.1;
/** And one after so many milliseconds, however slow the target is. */
const patience = 10_000;

/**
 * Starts showing progress: one live line on a terminal, a line now and then elsewhere.
 *
 * @param planned checks of the run
 */
export async function startProgress(planned: number): Promise<Progress> {
  const count = new ProgressCount(planned);
  if (process.stdout.isTTY) {
    // Only a terminal needs the spinner, and it takes time to load.
    const { default: ora } = await import('ora');
    const spinner = ora({ text: count.line, stream: process.stdout }).start();
    return {
      update(outcome) {
        count.add(outcome);
        spinner.text = count.line;
      },
      end: () => void spinner.stop(),
    };
  }
  let lastShare = 0;
  let lastAt = performance.now();
  return {
    update(outcome) {
      count.add(outcome);
      const { done } = count;
      const now = performance.now();
      if (done < planned && done / planned < lastShare + share && now - lastAt < patience) return;
      lastShare = done / planned;
      lastAt = now;
      process.stdout.write(`${count.line}\n`);
    },
    end: () => {},
  };
}

/** How far a run is. */
class ProgressCount {
  done = 0;
  #failed = 0;
  #exchanges = 0;

  constructor(private readonly planned: number) {}

  add({ sent, verdict }: CheckOutcome): void {
    this.done += 1;
    this.#exchanges += sent;
    if (verdict === 'fail') this.#failed += 1;
  }

  get line(): string {
    const exchanges = this.#exchanges.toLocaleString('en');
    return `${this.done} of ${this.planned} checks, ${exchanges} exchanges, ${this.#failed} failing`;
  }
}
