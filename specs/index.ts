export { chapterOf, checks } from './chapters/index.js';
export { recordedCases } from './engine/index.js';
export { selectChecks, selectRules } from './select.js';
