export { chapterOf, checks } from './chapters/index.js';
export { selectChecks, selectRules } from './select.js';
