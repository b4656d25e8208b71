import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { knownChecks } from '../../tests/dictionary/checks.js';
import type { Observed } from './observe.js';
import type { PlannedTrial } from './plan.js';

interface Line {
  readonly of: string;
  readonly trial: PlannedTrial;
  readonly observed: Observed;
}

/**
 * What servers showed, kept in a file with one line of JSON for each, so that a run that was interrupted goes on where it
 * stopped, and a change of the model is measured in seconds. Lines of other checks are ignored; what
 * the target or a symptom is like may have changed all the same: delete the file after such a change.
 */
export class ObservationCache {
  readonly #seen = new Map<string, Observed>();
  readonly #suite = createHash('sha256').update(knownChecks().sort().join()).digest('hex').slice(0, 16);

  constructor(private readonly file: string) {
    if (!existsSync(file)) return;
    for (const text of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const { of, trial, observed } = JSON.parse(text) as Line;
      if (of === this.#suite) this.#seen.set(JSON.stringify(trial), observed);
    }
  }

  get(trial: PlannedTrial): Observed | undefined {
    return this.#seen.get(JSON.stringify(trial));
  }

  add(trial: PlannedTrial, observed: Observed): void {
    this.#seen.set(JSON.stringify(trial), observed);
    mkdirSync(dirname(this.file), { recursive: true });
    appendFileSync(this.file, `${JSON.stringify({ of: this.#suite, trial, observed } satisfies Line)}\n`);
  }
}
