import {
  type CheckOutcome,
  curlCommand,
  judgeExchange,
  type Offence,
  ruleCheckId,
  ruleCheckTitle,
} from '../judge/index.js';
import { type Profile, type RequirementId, requirement } from '../schemas/index.js';
import { replayCommand } from './replay.js';
import type { RunContext } from './run-context.js';

/**
 * The outcome of a requirement that is checked on every response, from what the responses of a run showed. A failure is
 * repeated, to tell a deterministic one from a flaky one.
 *
 * @param needsOf the profile that a check takes besides that of its requirement, by the id of the check
 */
export async function ruleOutcome(
  id: RequirementId,
  context: Pick<RunContext, 'ledger' | 'sender' | 'target' | 'seed' | 'cases' | 'attempts'>,
  needsOf: (check: string) => Profile | undefined,
): Promise<CheckOutcome> {
  const entry = context.ledger.rules.get(id);
  const checkId = ruleCheckId(id);
  const about = { id: checkId, requirement: id, title: ruleCheckTitle, generated: false };
  const decisive = entry?.decisive;
  if (!entry || !decisive)
    return {
      ...about,
      verdict: 'not-testable',
      exchanges: [],
      judged: 0,
      sent: 0,
      reason: 'No response of this run is one that the requirement speaks of',
    };
  const { exchange, finding } = decisive;
  const { judged, offence } = entry;
  const again = offence ? await sendAgain(id, offence, context) : [];
  const { stability } = entry;
  const needs = needsOf(exchange.check);
  return {
    ...about,
    verdict: entry.verdict(requirement(id).level),
    exchanges: [exchange.id, ...again],
    judged,
    sent: again.length,
    expected: finding.expected,
    actual: finding.actual,
    curl: curlCommand(exchange.request, context.target.region),
    ...(stability !== undefined
      ? {
          stability,
          symptoms: entry.symptoms,
          replay: replayCommand({
            endpoint: context.target.endpoint,
            requirement: id,
            // Alone, the requirement gets a few responses only, and this one need not be among them.
            sentFor: exchange.requirement,
            ...(needs === undefined ? {} : { needs }),
            seed: context.seed,
            cases: context.cases,
          }),
        }
      : {}),
  };
}

/** Sends the request whose response broke a rule again. Returns the ids of these exchanges. */
async function sendAgain(
  id: RequirementId,
  { plan, exchange }: Offence,
  { ledger, sender, attempts }: Pick<RunContext, 'ledger' | 'sender' | 'attempts'>,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let attempt = 2; plan && attempt <= attempts; attempt++) {
    const check = ruleCheckId(id);
    try {
      const again = await sender.send(plan, {
        id: `${check}#${attempt}`,
        check,
        requirement: id,
        role: 'subject',
        attempt,
        expects: exchange.expects,
        ...(exchange.beyond ? { beyond: true } : {}),
      });
      ids.push(again.id);
      ledger.add(again, judgeExchange(again));
    } catch {
      break;
    }
  }
  return ids;
}
