/** A whole run, from options to results folder: what the command line, Playwright and programs call. */

export {
  type ConnectionProblem,
  connectionProblem,
  gatekeeper,
} from './connection-advice.js';
export { writeCorpus } from './corpus.js';
export { knownClient } from './demand-clients.js';
export { reach } from './reach.js';
export { claimedProfiles, embeddedScenarios, type ResolvedRun, resolveRun } from './resolve-run.js';
export { resultFiles } from './result-files.js';
export { follow, runConformance } from './run-conformance.js';
export type { RunControl, RunOptions } from './run-options.js';
export { type CheckEvidence, type RequirementOutcome, RunSession } from './session.js';
