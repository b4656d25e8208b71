/** Judges a results folder again, offline. What other folders may use of this one is here, and nothing else. */
export { partialByProxy } from './compare-verdicts.js';
export type { Plan } from './plan.js';
export type { Problem } from './problem.js';
export { type Verification, verifyFolder } from './verify-folder.js';
