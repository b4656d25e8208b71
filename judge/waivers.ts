import type { CheckResult, RequirementResult, Waiver } from '../schemas/index.js';

const isFailing = ({ verdict }: Pick<CheckResult, 'verdict'>): boolean =>
  verdict === 'fail' || verdict === 'warn';

/** Whether a waiver names a check: by its id, with or without the requirement, or by its title. */
const names =
  ({ id, title }: Pick<CheckResult, 'id' | 'title'>) =>
  (name: string): boolean =>
    name === id || name === title || name === id.slice(id.indexOf('/') + 1);

/**
 * Whether a waiver speaks of a check: one that names no checks speaks of all of its requirement.
 *
 * @param listed the waiver's `checks`
 */
export const speaksOf = (listed: Waiver['checks'], check: Pick<CheckResult, 'id' | 'title'>): boolean =>
  listed === undefined || listed.some(names(check));

/** The checks that fail and that a waiver does not speak of: while there is one, it waives nothing. */
export function uncoveredBy(
  { checks: listed }: Pick<Waiver, 'checks'>,
  checks: readonly Pick<CheckResult, 'id' | 'title' | 'verdict'>[],
): readonly string[] {
  return checks.filter((check) => isFailing(check) && !speaksOf(listed, check)).map(({ title }) => title);
}

/** What a waiver does to a requirement: nothing if it is wrong, or does not cover all that fails. */
export interface WaiverJudgement {
  readonly waives: boolean;
  /** What is wrong with the waiver, one sentence each, without the id of the requirement. */
  readonly errors: readonly string[];
}

/**
 * Judges a waiver by what its requirement showed.
 *
 * @param today `YYYY-MM-DD`, the day on which the run started
 * @param partial whether the failures may be elsewhere, in another shard: then a waiver without one is no error
 */
export function judgeWaiver(
  waiver: Waiver,
  { level, verdict, checks }: RequirementResult,
  today: string,
  partial: boolean,
): WaiverJudgement {
  const wrong = (...errors: readonly string[]): WaiverJudgement => ({ waives: false, errors });
  if (waiver.expires < today) return wrong(`the waiver expired on ${waiver.expires}`);
  if (verdict !== 'fail' && verdict !== 'warn')
    return partial ? wrong() : wrong(`the waiver matches no failure, the verdict is ${verdict}`);
  const failing = checks.filter(isFailing);
  const stale = (waiver.checks ?? []).filter((name) => !failing.some((check) => names(check)(name)));
  const uncovered = uncoveredBy(waiver, checks);
  return {
    waives: uncovered.length === 0,
    errors: [
      ...(partial ? [] : stale.map((name) => `the waiver names the check “${name}”, which does not fail`)),
      // A recommendation that is not kept is no error, waived or not.
      ...(level === 'MUST'
        ? uncovered.map((title) => `the waiver does not name the check “${title}”, which fails, too`)
        : []),
    ],
  };
}
