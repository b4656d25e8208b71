export { chapterOf, checks as chapterChecks } from './chapters/index.js';
export { selectChecks, selectRules } from './select.js';
