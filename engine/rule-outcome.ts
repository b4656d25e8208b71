import {
  attemptsOfFailure,
  type CheckOutcome,
  curlCommand,
  judgeByRules,
  stabilityOf,
} from '../judge/index.js';
import { type RequirementId, requirement } from '../schemas/index.js';
import { replayCommand } from './replay.js';
import type { RuleEntry } from './rule-ledger.js';
import type { RunContext } from './run-context.js';
import type { Sender } from './sender.js';

const title = 'every answer';

/** The id under which the results list what all responses showed about a requirement. */
export const ruleCheckId = (id: RequirementId): string => `${id}/${title}`;

/** The outcome of a requirement that is checked on every response, from what the responses of a run showed. */
export async function ruleOutcome(
  id: RequirementId,
  entry: RuleEntry | undefined,
  sender: Sender,
  context: Pick<RunContext, 'target' | 'seed' | 'cases'>,
): Promise<CheckOutcome> {
  const about = { id: ruleCheckId(id), requirement: id, title, generated: false };
  if (!entry)
    return {
      ...about,
      verdict: 'not-testable',
      exchanges: [],
      judged: 0,
      sent: 0,
      reason: 'No response of this run is one that the requirement speaks of',
    };
  const { judged, offence, example } = entry;
  const decisive = offence ?? example;
  const evidence = {
    exchanges: decisive ? [decisive.exchange.id] : [],
    judged,
    expected: decisive?.finding.expected ?? '',
    actual: decisive?.finding.actual ?? '',
    ...(decisive ? { curl: curlCommand(decisive.exchange.request, context.target.region) } : {}),
  };
  const { level } = requirement(id);
  if (!offence) return { ...about, ...evidence, sent: 0, verdict: level === 'MAY' ? 'info' : 'pass' };
  const again = await sendAgain(id, offence, sender);
  return {
    ...about,
    ...evidence,
    exchanges: [...evidence.exchanges, ...again.ids],
    sent: again.ids.length,
    verdict: level === 'MUST' ? 'fail' : level === 'SHOULD' ? 'warn' : 'info',
    stability: stabilityOf(1 + again.broken, 1 + again.ids.length),
    replay: replayCommand({
      endpoint: context.target.endpoint,
      requirement: id,
      seed: context.seed,
      cases: context.cases,
    }),
  };
}

/** Sends the request whose response broke a rule again, to tell a deterministic failure from a flaky one. */
async function sendAgain(
  id: RequirementId,
  { plan, exchange }: NonNullable<RuleEntry['offence']>,
  sender: Sender,
): Promise<{ readonly ids: readonly string[]; readonly broken: number }> {
  const ids: string[] = [];
  let broken = 0;
  for (let attempt = 2; plan && attempt <= attemptsOfFailure; attempt++) {
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
      if (judgeByRules(again).some((finding) => finding.requirement === id && finding.outcome === 'broken'))
        broken += 1;
    } catch {
      break;
    }
  }
  return { ids, broken };
}
