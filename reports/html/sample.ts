import type { RecordedBody, RecordedExchange, RecordedRequest } from '../../judge/index.js';
import type { CheckResult, RequirementResult } from '../../schemas/index.js';
import { type Evidence, needsAttention, shownExchanges } from '../evidence.js';

/** The evidence that fits into a page: which exchanges each check shows. */
export type ShownEvidence = (check: CheckResult) => readonly RecordedExchange[];

/** Characters of markup around an exchange's own text, measured on rendered pages. */
const FRAME = 1400;
const HEADER = 60;

/**
 * Chooses evidence until the page is full: that of broken requirements first, then one example of everything else in
 * the order of the page. Verdicts are not sampled, only what proves them.
 * @param budget characters of markup to spend
 */
export function sampleEvidence(
  requirements: readonly RequirementResult[],
  evidence: Evidence,
  budget: number,
): ShownEvidence {
  const chosen = new Map<CheckResult, RecordedExchange[]>();
  const checks = requirements.flatMap((requirement) => requirement.checks);
  let spent = 0;
  const spend = (check: CheckResult, ids: readonly string[]) => {
    for (const id of ids) {
      const exchange = evidence.find(id);
      const cost = exchange ? weight(exchange) : 0;
      if (!exchange || spent + cost > budget) continue;
      spent += cost;
      chosen.set(check, [...(chosen.get(check) ?? []), exchange]);
    }
  };
  const broken = checks.filter(needsAttention);
  for (const check of broken) spend(check, shownExchanges(check).slice(0, 1));
  for (const check of checks) if (!needsAttention(check)) spend(check, shownExchanges(check));
  for (const check of broken) spend(check, shownExchanges(check).slice(1));
  return (check) => chosen.get(check) ?? [];
}

function weight({ request, response }: RecordedExchange): number {
  return FRAME + messageWeight(request) + (response ? messageWeight({ ...response, target: '' }) : 0);
}

function messageWeight(
  message: Pick<RecordedRequest, 'headers' | 'target'> & { readonly body?: RecordedBody },
): number {
  const headers = message.headers
    .slice(0, 60)
    .reduce(
      (sum, [name, value]) => sum + HEADER + Math.min(name.length, 120) + Math.min(value.length, 400),
      0,
    );
  const body = message.body ? 200 + Math.min(message.body.head.length, 1500) : 0;
  return headers + Math.min(message.target.length, 1500) + body;
}
