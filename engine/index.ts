export { AssetRequest, requestFor } from './asset-request.js';
export { NotApplicable } from './attempt.js';
export { recordedCases } from './case-hunt.js';
export * from './check.js';
export { type DryRun, dryRun } from './dry-run.js';
export * from './expectations.js';
export {
  type AssetUnderTest,
  FixtureView,
  MissingFixture,
  NotTestable,
  ofOnePackage,
} from './fixture-view.js';
export { loadTitle } from './load-checks.js';
export * from './request.js';
export type { Expect, RequestExpectation } from './request-expectation.js';
export { Run, type RunOptions } from './run.js';
export { type StartedRun, startRun } from './start-run.js';
