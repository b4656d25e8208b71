import { diagnose } from '../../reports/diagnosis/index.js';
import type { Observed } from './observe.js';
import type { PlannedTrial } from './plan.js';

/** What a diagnosis made of one trial. */
export interface Scored {
  readonly trial: PlannedTrial;
  /** Place of each defect in the diagnosis, from 1; infinite if it is not named. */
  readonly places: readonly number[];
  readonly named: readonly string[];
  readonly ms: number;
  /** Whether the run saw any of the defects: nobody can name what breaks nothing. */
  readonly seen: boolean;
}

export function score(trial: PlannedTrial, observed: Observed): Scored {
  const seen = observed.requirements.some(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  const started = performance.now();
  const named = diagnose(observed).map(({ defect }) => defect);
  const ms = performance.now() - started;
  const places = trial.defects.map((id) =>
    named.includes(id) ? named.indexOf(id) + 1 : Number.POSITIVE_INFINITY,
  );
  return { trial, places, named, ms, seen };
}

/** The share of trials in which all defects are among the first `most`, from 0 to 1. */
export function shareWithin(scored: readonly Scored[], most: number): number {
  if (scored.length === 0) return 0;
  return scored.filter(({ places }) => places.every((place) => place <= most)).length / scored.length;
}
