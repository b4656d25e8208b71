export { NotApplicable } from './attempt.js';
export { recordedCases } from './case-hunt.js';
export * from './check.js';
export * from './expectations.js';
export { FixtureView, type HeldAsset, MissingFixture, NotTestable, ofOnePackage } from './fixture-view.js';
export * from './request.js';
export { ruleCheckId } from './rule-outcome.js';
export { Run, type RunOptions } from './run.js';
export { type StartedRun, startRun } from './start-run.js';
