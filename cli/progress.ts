import ora from 'ora';
import type { CheckOutcome } from '../judge/index.js';

/** What is seen of a run while it runs. */
export interface Progress {
  update(outcome: CheckOutcome): void;
  /** A line that stays. */
  note(text: string): void;
  end(): void;
}

/** If there is no terminal to redraw: a line of progress for each such share of the checks. */
const share = 0.1;
/** And one after so many milliseconds, however slow the target is. */
const patience = 10_000;

/** Starts showing progress: one live line on a terminal, a line now and then elsewhere. */
export function startProgress(planned: number): Progress {
  let done = 0;
  let failed = 0;
  let exchanges = 0;
  const state = (): string =>
    `${done} of ${planned} checks, ${exchanges.toLocaleString('en')} exchanges, ${failed} failing`;
  const count = (outcome: CheckOutcome): void => {
    done += 1;
    exchanges += outcome.sent;
    if (outcome.verdict === 'fail') failed += 1;
  };
  if (process.stdout.isTTY) {
    const spinner = ora({ text: state(), stream: process.stdout }).start();
    return {
      update(outcome) {
        count(outcome);
        spinner.text = state();
      },
      note: (text) => {
        spinner.stopAndPersist({ text });
        spinner.start(state());
      },
      end: () => {
        spinner.stop();
      },
    };
  }
  let lastShare = 0;
  let lastAt = performance.now();
  return {
    update(outcome) {
      count(outcome);
      const now = performance.now();
      if (done < planned && done / planned < lastShare + share && now - lastAt < patience) return;
      lastShare = done / planned;
      lastAt = now;
      process.stdout.write(`${state()}\n`);
    },
    note: (text) => void process.stdout.write(`${text}\n`),
    end: () => {},
  };
}
