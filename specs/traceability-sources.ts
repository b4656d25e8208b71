import { ruledRequirements } from '../checks/index.js';
import { chapters, referencePage, requirements } from '../schemas/index.js';
import { faults } from '../targets/reference/index.js';
import { checks } from './chapters/index.js';
import type { TraceabilitySources } from './traceability.js';

/** What the published table is made from: all that this suite has. */
export const ownSources: TraceabilitySources = {
  chapters,
  requirements,
  checks,
  rules: ruledRequirements,
  faults,
  page: referencePage,
};
