import { type CheckOutcome, curlCommand, type JudgedExchange } from '../judge/index.js';
import { defined, requirement } from '../schemas/index.js';
import { BudgetSpent } from '../targets/connection/index.js';
import { NotApplicable } from './attempt.js';
import type { Check } from './check.js';
import type { CheckHistory } from './check-history.js';
import { NotTestable } from './fixture-view.js';
import { TargetGone } from './health.js';
import { replayCommand } from './replay.js';
import type { RunContext } from './run-context.js';

/** How the attempts of a check ended: by themselves, or because something stopped them. */
export type Ending =
  | { readonly kind: 'completed'; readonly reason?: string }
  /** The check does not apply to this machine or target. */
  | { readonly kind: 'not-applicable'; readonly reason: string }
  /** Something that the check needs is not there: a fixture, a scenario, budget. */
  | { readonly kind: 'not-testable'; readonly reason: string }
  /** The target stopped responding. */
  | { readonly kind: 'target-gone'; readonly reason: string }
  /** The suite itself failed. */
  | { readonly kind: 'error'; readonly reason: string };

/** What stopped the attempts of a check, from the error that they threw. */
export function endingOf(error: unknown): Ending {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof NotApplicable) return { kind: 'not-applicable', reason };
  if (error instanceof NotTestable || error instanceof BudgetSpent) return { kind: 'not-testable', reason };
  if (error instanceof TargetGone) return { kind: 'target-gone', reason };
  return { kind: 'error', reason: error instanceof Error ? (error.stack ?? reason) : reason };
}

interface Conclusion {
  readonly verdict: CheckOutcome['verdict'];
  readonly decisive?: JudgedExchange | undefined;
  readonly stability?: string | undefined;
  readonly reason?: string | undefined;
}

/** What was seen to be broken stays broken, however the check ended; what held before it was stopped proves nothing. */
function concludeCheck(
  check: Check,
  { evidence }: CheckHistory,
  ending: Ending,
  firstAttempt: number,
): Conclusion {
  if (ending.kind === 'not-applicable' || ending.kind === 'error')
    return { verdict: ending.kind, reason: ending.reason };
  const wasBroken = (evidence.lastBroken()?.attempt ?? 0) >= firstAttempt;
  if (ending.kind === 'not-testable' && !wasBroken) return { verdict: 'not-testable', reason: ending.reason };
  // A check that found nothing to send ends by itself; that no response came is not the target's doing.
  if (ending.kind === 'completed' && evidence.judged.length === 0)
    return {
      verdict: 'not-testable',
      reason: ending.reason ?? 'The fixtures give this check nothing to send',
    };
  const { verdict, decisive, stability, reason } = evidence.conclusion(
    requirement(check.requirement).level,
    firstAttempt,
  );
  const holds = verdict === 'pass' || verdict === 'info';
  if (ending.kind === 'target-gone' && holds) return { verdict: 'not-testable', reason: ending.reason };
  const failed = verdict === 'fail' || verdict === 'warn';
  const because = ending.kind === 'completed' ? ending.reason : undefined;
  return {
    verdict,
    decisive: decisive ?? evidence.example(),
    stability: failed ? stability : undefined,
    reason: holds || failed ? undefined : (because ?? reason),
  };
}

/**
 * The outcome of a check, from all that its exchanges showed.
 *
 * @param firstAttempt the first attempt that counts: 1 for all that the run has learnt about the check
 */
export function checkOutcome(
  check: Check,
  history: CheckHistory,
  ending: Ending,
  context: Pick<RunContext, 'target' | 'seed' | 'cases'>,
  firstAttempt = 1,
): CheckOutcome {
  const { evidence, earlier } = history;
  const { verdict, stability, reason, ...concluded } = concludeCheck(check, history, ending, firstAttempt);
  const failed = verdict === 'fail' || verdict === 'warn';
  const found = failed ? history.found : undefined;
  const decisive = found ? (evidence.lastBroken() ?? concluded.decisive) : concluded.decisive;
  const request = evidence.request(decisive?.id);
  return {
    id: check.id,
    requirement: check.requirement,
    title: check.title,
    verdict,
    exchanges: evidence.ids(decisive),
    judged: evidence.subjects,
    sent: history.sent,
    generated: check.cases !== undefined,
    ...(decisive ? { expected: decisive.finding.expected, actual: decisive.finding.actual } : {}),
    ...defined({ reason, stability }),
    ...(failed ? { symptoms: evidence.symptoms } : {}),
    ...(failed && evidence.failedCases.length > 0 ? { failedCases: evidence.failedCases } : {}),
    ...(found ? { counterexample: { seed: found.seed, path: found.path, value: found.case.summary } } : {}),
    ...(earlier.length > 0 ? { earlier } : {}),
    ...(request ? { curl: curlCommand(request, context.target.region) } : {}),
    ...(failed
      ? {
          replay: replayCommand({
            endpoint: context.target.endpoint,
            requirement: check.requirement,
            ...defined({ needs: check.needs }),
            seed: context.seed,
            cases: context.cases,
            ...(found ? { path: found.path } : {}),
          }),
        }
      : {}),
  };
}
