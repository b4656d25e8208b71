import { ruledRequirements } from '../../judge/index.js';
import { requirement } from '../../schemas/index.js';
import { stimuliOf } from '../../specs/index.js';
import type { Defect } from '../../targets/reference/index.js';
import { ofCompany } from '../remembered/ideal-run.js';
import type { Assessment } from './assess.js';

/**
 * What it takes to see whether a defect is caught by the requirement that it breaks: the checks of that requirement; if
 * it is one that every response is checked against, such responses besides.
 */
export function assessmentOf(defect: Defect): Assessment {
  const { profile, id } = requirement(defect.breaks);
  const ruled = ruledRequirements.includes(id);
  return {
    change: { defect },
    only: [id],
    claimed: [...new Set(['core', profile, defect.needs ?? profile] as const)],
    cases: ruled ? 1 : 2,
    // The first failure decides the verdict. That failures are repeated, and what becomes of them then, other tests show.
    attempts: 2,
    ...(ruled ? { stimuli: stimuliOf(id) } : {}),
    // A defect shows in responses that differ from those of the ideal target: only such are sent.
    ...(ofCompany.includes(id) ? {} : { remember: { checks: false } }),
  };
}
