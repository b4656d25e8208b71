import type { Finding } from '../../judge/index.js';

/** Exchanges of each check and rule that are recorded in full; further ones are judged and counted only. */
export const recordedOfEach = 1000;

/** Decides which exchanges of one check or rule are worth recording: the first ones, and the first that are wrong. */
export class RecordingBudget {
  #recorded = 0;
  #recordedBroken = 0;

  wants({ outcome }: Pick<Finding, 'outcome'>): boolean {
    return this.#recorded < recordedOfEach || (outcome === 'broken' && this.#recordedBroken < recordedOfEach);
  }

  /** An exchange with this finding was recorded, for whichever check wanted it. */
  recorded({ outcome }: Pick<Finding, 'outcome'>): void {
    this.#recorded += 1;
    if (outcome === 'broken') this.#recordedBroken += 1;
  }
}
