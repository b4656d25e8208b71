/** The suite as a library: `import { runConformance } from 'codeartifact-conformance'`. */
export { NoVerdict, UserError } from '../config/index.js';
export type { CheckOutcome } from '../judge/index.js';
export type { CheckResult, Profile, RequirementId, RequirementResult, Results } from '../schemas/index.js';
export { runConformance } from './run-conformance.js';
export type { RunControl, RunOptions } from './run-options.js';
