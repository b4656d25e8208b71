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
import { assess } from '../kill-matrix/assess.js';
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

/**
 * Requirements that a defect breaks at most to count as narrow. A run for a broad one assesses everything: it breaks
 * checks that are newer than the kill matrix, too, and fails each at once.
 */
const mostOfNarrow = 11;

/**
 * What a run against the reference target with this defect shows.
 *
 * @param row what the kill matrix says about the defect: only these requirements are assessed. All are if
 * there is none, or if they are many.
 */
export async function observe(defect: Defect, row: Row | undefined): Promise<Failures> {
  const broken = row ? [...new Set([defect.breaks, ...row.red, ...row.warned])] : [];
  const narrow = row !== undefined && broken.length <= mostOfNarrow;
  const ruled = broken.filter((id) => ruledRequirements.includes(id));
  const results = await assess({
    change: { defect },
    claimed: profilesOf(defect),
    // As many as a run has: fewer would miss what a narrow defect breaks. A broad one shows soon enough.
    cases: narrow ? 100 : 30,
    // Whether a failure comes back is known: defects are no accidents.
    attempts: 1,
    ...(narrow ? { only: broken, stimuli: [...new Set(ruled.flatMap((id) => stimuliOf(id)))] } : {}),
  });
  const failures = failuresOf(results);
  // A rule that only a response to some other requirement's check broke is broken all the same, nobody knows here how.
  const seen = new Set(failures.map(([check]) => requirementOfCheck(check)));
  const unseen = ruled.filter((id) => narrow && !seen.has(id));
  return [...failures, ...unseen.map((id) => [ruleCheckId(id), { symptoms: [], cases: [] }] as const)];
}

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
