/** The reference target in a process of its own. Light to import: what it serves is loaded there only. */
export { type EmbeddedOptions, type EmbeddedTarget, forkEarly, forkReferenceTarget } from './fork.js';
