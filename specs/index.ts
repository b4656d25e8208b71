export { recordedCases } from '../engine/index.js';
export { chapterOf, checks } from './checks.js';
export { type CheckReport, type RequirementReport, socketVariable } from './engine-client.js';
export { isRule, type Selection, selectChecks, selectRules, shardOf } from './select.js';
export { stimuliOf } from './stimuli.js';
