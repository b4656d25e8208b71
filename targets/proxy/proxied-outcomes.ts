import {
  type CheckEntry,
  type CheckOutcome,
  curlCommand,
  type Finding,
  isRuleCheck,
  type Ledger,
  type RecordedRequest,
  type RuleEntry,
  ruleCheckId,
  ruleCheckTitle,
} from '../../judge/index.js';
import { type RequirementId, requirement } from '../../schemas/index.js';

/** What the exchanges that passed through the proxy showed, as the outcomes of checks. */
export function proxiedOutcomes(
  ledger: Ledger,
  requirementOf: (check: string) => RequirementId,
  region: string,
): CheckOutcome[] {
  return [
    ...[...ledger.checks].map(([id, entry]) => checkOutcome(id, requirementOf(id), entry, region)),
    ...[...ledger.rules].map(([id, entry]) => ruleOutcome(id, entry, region)),
  ];
}

function checkOutcome(id: string, about: RequirementId, entry: CheckEntry, region: string): CheckOutcome {
  const { verdict, decisive } = entry.conclusion(requirement(about).level);
  return {
    ...published(id, about, decisive?.finding ?? entry.example()?.finding),
    verdict,
    exchanges: entry.ids(decisive),
    judged: entry.subjects,
    ...curl(decisive && entry.request(decisive.id), region),
  };
}

function ruleOutcome(about: RequirementId, entry: RuleEntry, region: string): CheckOutcome {
  return {
    ...published(ruleCheckId(about), about, entry.decisive?.finding),
    verdict: entry.verdict(requirement(about).level),
    exchanges: entry.ids,
    judged: entry.judged,
    ...(entry.symptoms.length > 0 ? { symptoms: entry.symptoms } : {}),
    ...curl(entry.offence?.exchange.request, region),
  };
}

const published = (
  id: string,
  about: RequirementId,
  finding: Pick<Finding, 'expected' | 'actual'> | undefined,
) => ({
  id,
  requirement: about,
  title: isRuleCheck(id) ? ruleCheckTitle : id.slice(about.length + 1),
  sent: 0,
  generated: false,
  ...(finding ? { expected: finding.expected, actual: finding.actual } : {}),
});

const curl = (request: RecordedRequest | undefined, region: string) =>
  request ? { curl: curlCommand(request, region) } : {};
