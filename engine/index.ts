export { recordedCases } from './case-hunt.js';
export * from './check.js';
export { NotApplicable } from './check-run.js';
export * from './expectations.js';
export { FixtureView, type HeldAsset, MissingFixture, NotTestable, ofOnePackage } from './fixture-view.js';
export * from './request.js';
export { Run, type RunOptions } from './run.js';
export { type Selection, selectChecks, selectRules } from './select.js';
export { type StartedRun, startRun } from './start-run.js';
