import { operation, type RequirementId } from '../../schemas/index.js';
import type { Finding } from '../finding.js';
import type { RecordedExchange } from '../recording.js';
import { ruleSymptom, type Symptom } from '../symptom.js';
import { errorRules } from './errors.js';
import { servedRules } from './response.js';
import type { Rule, RuleVerdict } from './rule.js';

const rules: readonly Rule[] = [...servedRules, ...errorRules];

/** The requirements that every response of the operation is checked against, whatever it was requested. */
export const ruledRequirements: readonly RequirementId[] = rules.map((rule) => rule.requirement);

/** Whether a request is one that the operation claims (restJson1: method and path). */
export function isClaimed(exchange: Pick<RecordedExchange, 'request' | 'beyond'>): boolean {
  if (exchange.beyond || exchange.request.method !== operation.method) return false;
  const path = exchange.request.target.split('?', 1)[0] ?? '';
  return path.endsWith(operation.path);
}

/** What a rule says of one response. Its texts are made when they are read. */
class RuleFinding implements Finding {
  readonly requirement: RequirementId;
  readonly outcome: Finding['outcome'];

  constructor(
    private readonly rule: Rule,
    private readonly verdict: RuleVerdict,
  ) {
    this.requirement = rule.requirement;
    this.outcome = verdict.holds ? 'holds' : 'broken';
  }

  get expected(): string {
    return this.verdict.expected?.() ?? this.rule.expected;
  }

  get actual(): string {
    return this.verdict.actual();
  }

  get symptom(): Symptom {
    return ruleSymptom(this.expected, this.actual);
  }
}

/** Checks one response against every rule that applies to it. Responses that are not whole break only the rules on framing. */
export function judgeByRules(exchange: RecordedExchange): Finding[] {
  const { response } = exchange;
  if (!response || !isClaimed(exchange)) return [];
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (exchange.failure && !rule.judgesFailures) continue;
    const verdict = rule.judge(exchange, response);
    if (verdict !== undefined) findings.push(new RuleFinding(rule, verdict));
  }
  return findings;
}
