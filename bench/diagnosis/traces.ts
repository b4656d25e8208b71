import type { Observed } from './observe.js';
import type { PlannedTrial } from './plan.js';
import type { Scored } from './score.js';

/** The same server without one of its defects, under the same conditions. */
export function without(trial: PlannedTrial, defect: string): PlannedTrial {
  return { ...trial, defects: trial.defects.filter((each) => each !== defect) };
}

/** The defects of a server with several that a diagnosis did not name, each with the server that lacks it. */
export function missed({
  trial,
  places,
}: Scored): readonly { readonly defect: string; readonly others: PlannedTrial }[] {
  if (trial.defects.length < 2) return [];
  return trial.defects
    .filter((_, at) => places[at] === Number.POSITIVE_INFINITY)
    .map((defect) => ({ defect, others: without(trial, defect) }));
}

/**
 * Whether two runs failed in exactly the same way. A defect with and without which this is so left no trace: others hide
 * it, e.g. because nothing is served at all, and nobody can name it.
 */
export function failAlike(one: Observed, other: Observed): boolean {
  return textOf(one) === textOf(other);
}

function textOf({ requirements }: Observed): string {
  const failures = requirements.flatMap(({ checks }) =>
    checks
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
      .map(({ id, symptoms, failedCases }) => JSON.stringify([id, symptoms, failedCases])),
  );
  return failures.sort().join('\n');
}
