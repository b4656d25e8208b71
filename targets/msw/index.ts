/**
 * `codeartifact-conformance/msw`: the reference target as MSW handlers for tests of your own, and as an HTTP server. Both
 * answer with the same operation; only this folder needs MSW.
 */
export * from '../reference/index.js';
export { codeArtifactHandlers } from './handlers.js';
