export { recordedCases, selectChecks, selectRules } from '../engine/index.js';
export { chapterOf, checks } from './checks.js';
