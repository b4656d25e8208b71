export { CheckEntry } from './check-entry.js';
export { type Judgement, judgeExchange, Ledger } from './ledger.js';
export { isRuleCheck, ruleCheckId, ruleCheckTitle } from './rule-check.js';
export { type Offence, RuleEntry } from './rule-entry.js';
