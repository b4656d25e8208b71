import { operation, type RequirementId } from '../../schemas/index.js';
import { type Finding, LazyFinding } from '../finding.js';
import type { RecordedExchange } from '../recording.js';
import { ruleSymptom } from '../symptom.js';
import { errorRules } from './errors.js';
import { servedRules } from './response.js';
import type { Rule } from './rule.js';

const rules: readonly Rule[] = [...servedRules, ...errorRules];

/** The requirements that every response of the operation is checked against, whatever it was requested. */
export const ruledRequirements: readonly RequirementId[] = rules.map((rule) => rule.requirement);

/** Whether a request is one that the operation claims (restJson1: method and path). */
export function isClaimed(exchange: Pick<RecordedExchange, 'request' | 'beyond'>): boolean {
  if (exchange.beyond || exchange.request.method !== operation.method) return false;
  const path = exchange.request.target.split('?', 1)[0] ?? '';
  return path.endsWith(operation.path);
}

/** Holds one answer to every rule that applies to it. Answers that are not whole break only the rules on framing. */
export function judgeByRules(exchange: RecordedExchange): Finding[] {
  if (!exchange.response || !isClaimed(exchange)) return [];
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (exchange.failure && !rule.judgesFailures) continue;
    const verdict = rule.judge(exchange, exchange.response);
    if (verdict === undefined) continue;
    const expected = () => verdict.expected?.() ?? rule.expected;
    findings.push(
      new LazyFinding(
        rule.requirement,
        verdict.holds ? 'holds' : 'broken',
        expected,
        () => verdict.actual(),
        () => ruleSymptom(expected(), verdict.actual()),
      ),
    );
  }
  return findings;
}
