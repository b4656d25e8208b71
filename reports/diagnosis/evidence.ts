import type { CheckResult, Results } from '../../schemas/index.js';

/** What a run showed about one check, as far as it says something about causes. */
export interface ObservedCheck {
  readonly id: string;
  /** The requirement that it belongs to. */
  readonly requirement: string;
  readonly failed: boolean;
  /** How the responses were wrong; empty if the results do not say. */
  readonly symptoms: readonly string[];
  /** Which of its named cases failed; empty if it names none, or the results do not say. */
  readonly cases: readonly string[];
}

const failed: ReadonlySet<CheckResult['verdict']> = new Set(['fail', 'warn']);
const held: ReadonlySet<CheckResult['verdict']> = new Set(['pass', 'info']);

/**
 * The checks of a run that failed or held. One that was not assessed proves nothing, and is left out.
 */
export function observedChecks(results: Pick<Results, 'requirements'>): ObservedCheck[] {
  return results.requirements.flatMap(({ id: requirement, checks }) =>
    checks
      .filter(({ verdict }) => failed.has(verdict) || held.has(verdict))
      .map(({ id, verdict, symptoms = [], failedCases = [] }) => ({
        id,
        requirement,
        failed: failed.has(verdict),
        symptoms,
        cases: failedCases,
      })),
  );
}

/** Whether the requests of a check are generated: another seed, or fewer cases, may miss what a cause breaks. */
export const isGenerated = (check: string): boolean =>
  /generated|valid combinations|are accepted$/.test(check);
