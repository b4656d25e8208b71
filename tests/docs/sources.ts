import { ruledRequirements } from '../../judge/index.js';
import { chapters, referencePage, requirements } from '../../schemas/index.js';
import { checks } from '../../specs/checks.js';
import { defects } from '../../targets/reference/index.js';
import { ownMatrix } from '../kill-matrix/matrix.js';
import type { SummarySources } from './summaries.js';

/** What the published summaries are made from: all that this suite has. */
export const ownSources: SummarySources = {
  chapters,
  requirements,
  checks,
  rules: ruledRequirements,
  defects,
  page: referencePage,
  matrix: [...ownMatrix().values()],
};
