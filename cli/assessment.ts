import { ruledRequirements } from '../judge/index.js';
import type { Assessment } from '../reports/index.js';
import { checks } from '../specs/index.js';
import { defects } from '../targets/reference/index.js';

/** How this version of the suite assesses its requirements, for the pages about them. */
export const assessment: Assessment = {
  checks: checks.map(({ requirement, title, cases }) => ({
    requirement,
    title,
    generated: cases !== undefined,
  })),
  rules: ruledRequirements,
  defects,
};
