import { ruledRequirements } from '../../judge/index.js';
import { chapters, referencePage, requirements } from '../../schemas/index.js';
import { checks } from '../../specs/checks.js';
import { defects } from '../../targets/reference/index.js';
import type { TraceabilitySources } from './render.js';

/** What the published table is made from: all that this suite has. */
export const ownSources: TraceabilitySources = {
  chapters,
  requirements,
  checks,
  rules: ruledRequirements,
  defects,
  page: referencePage,
};
