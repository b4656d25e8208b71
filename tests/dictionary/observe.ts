import { ruleCheckId, ruledRequirements } from '../../judge/index.js';
import type { Failure } from '../../reports/diagnosis/index.js';
import {
  type Profile,
  profiles,
  type RequirementId,
  type Results,
  requirement,
} from '../../schemas/index.js';
import { stimuliOf } from '../../specs/index.js';
import type { Defect } from '../../targets/reference/index.js';
import { type Assessment, assess } from '../kill-matrix/assess.js';
import type { Row } from '../kill-matrix/matrix.js';

/** The failing checks of a run, and how each fails. */
export type Failures = readonly (readonly [check: string, failure: Failure])[];

/** Profiles that cost a run much, and matter to defects of theirs only. */
const costly = ['auth', 'scale', 'clients'] as const;

/** Profiles that show what a defect breaks. */
export function profilesOf(defect: Defect): readonly Profile[] {
  const own = [requirement(defect.breaks).profile, defect.needs];
  return profiles.filter((each) => own.includes(each) || !costly.some((profile) => profile === each));
}

/** Checks with generated requests, which take most of the time. */
const generated = /generated|valid combinations|are accepted$/;

/**
 * What runs against the reference target with this defect show.
 *
 * @param row what the kill matrix says about the defect: only these requirements get as many generated cases as in an
 * ordinary run, and all others get none. All get some if there is none.
 */
export async function observe(defect: Defect, row: Row | undefined): Promise<Failures> {
  if (!row) return failuresOf(await run(defect, { cases: 30 }));
  const close = await observeClosely(defect, row);
  return [...new Map([...failuresOf(await run(defect, { without: generated })), ...close])];
}

/** The same, for the requirements that the defect breaks as the kill matrix knows it. */
export async function observeClosely(defect: Defect, { red, warned }: Row): Promise<Failures> {
  const broken = [...new Set([defect.breaks, ...red, ...warned])];
  const ruled = broken.filter((id) => ruledRequirements.includes(id));
  const stimuli = [...new Set(ruled.flatMap((id) => stimuliOf(id)))];
  const failures = failuresOf(await run(defect, { cases: 100, only: broken, stimuli }));
  // Its own rule is broken, even if only a response to some other requirement's check shows how.
  const seen = new Set(failures.map(([check]) => requirementOfCheck(check)));
  const unseen = ruled.filter((id) => id === defect.breaks && !seen.has(id));
  return [...failures, ...unseen.map((id) => [ruleCheckId(id), { symptoms: [], cases: [] }] as const)];
}

/** What these checks show, and no others: for a defect whose other checks are known. */
export async function observeOnly(defect: Defect, checks: readonly string[]): Promise<Failures> {
  const literal = checks.map((id) => id.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  const without = new RegExp(`^(?!(?:${literal.join('|')})$)`);
  const only = [...new Set(checks.map(requirementOfCheck))];
  return failuresOf(await run(defect, { cases: 100, only, without }));
}

const run = (defect: Defect, rest: Partial<Assessment>): Promise<Results> =>
  // Whether a failure comes back is known: defects are no accidents.
  assess({ change: { defect }, claimed: profilesOf(defect), attempts: 1, ...rest });

/** The checks of a run that failed or warned. */
export function failuresOf(results: Results): Failures {
  return results.requirements.flatMap(({ checks }) =>
    checks
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
      .map(({ id, symptoms = [], failedCases = [] }) => [id, { symptoms, cases: failedCases }] as const),
  );
}

/** Requirement of a check, from its id. */
export const requirementOfCheck = (check: string): RequirementId =>
  check.slice(0, check.indexOf('/')) as RequirementId;
