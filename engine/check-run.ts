import { type AttemptState, attemptState, type CheckOutcome } from '../judge/index.js';
import { attemptOver } from './attempt.js';
import type { Check } from './check.js';
import type { CheckHistory } from './check-history.js';
import { checkOutcome, type Ending, endingOf } from './check-outcome.js';
import { CheckSender, Untestable } from './check-sender.js';
import { tryGeneratedCases } from './generated-cases.js';
import type { RunContext } from './run-context.js';

/** How often a check is tried: until so many attempts were conclusive, one of them broken, or so many were not. */
export interface Tries {
  readonly conclusive: number;
  readonly inconclusive: number;
}

/** Attempts that say nothing before a check is given up. */
const maxInconclusiveAttempts = 3;
/** If a target is known for hanging, and hung on this check: to wait more often would show nothing new. */
const ofHanging: Tries = { conclusive: 2, inconclusive: 1 };

/** Whether a check needs no further attempt. One that holds is enough; one that is broken is repeated. */
export function isSettled(states: readonly AttemptState[], tries: Tries): boolean {
  const count = (...wanted: AttemptState[]): number =>
    states.filter((state) => wanted.includes(state)).length;
  const broken = count('broken');
  const conclusive = broken + count('holds', 'observed');
  if (states.length - conclusive >= tries.inconclusive) return true;
  return broken === 0 ? conclusive > 0 : conclusive >= tries.conclusive;
}

/** How a check went: what this time showed, and how it ended. */
export interface CheckRun {
  readonly outcome: CheckOutcome;
  readonly ending: Ending;
}

/**
 * Carries out a check once: all its attempts, to its outcome.
 *
 * @param history what the run has learnt about this check so far; this time is added to it
 */
export async function runCheck(check: Check, history: CheckHistory, context: RunContext): Promise<CheckRun> {
  const firstAttempt = history.attempt;
  const sender = new CheckSender(check, history, context);
  let ending: Ending;
  try {
    ending = await runAttempts(check, history, sender, context);
  } catch (error) {
    await sender.settle();
    ending = endingOf(error);
    history.attempt += 1;
  }
  return { outcome: checkOutcome(check, history, ending, context, firstAttempt), ending };
}

async function runAttempts(
  check: Check,
  history: CheckHistory,
  sender: CheckSender,
  context: RunContext,
): Promise<Ending> {
  const { cases } = check;
  const states: AttemptState[] = [];
  let reason: string | undefined;
  history.found = undefined;
  for (; !isSettled(states, triesOf(sender, context)); history.attempt++) {
    sender.begin();
    reason = undefined;
    try {
      if (cases) {
        await check.before?.(attemptOver(sender, context));
        history.found = await tryGeneratedCases({ ...check, cases }, history.found, {
          history,
          sender,
          context,
        });
      } else await check.run?.(attemptOver(sender, context));
    } catch (error) {
      if (!(error instanceof Untestable)) throw error;
      reason = error.message;
      await sender.settle();
    }
    const own = history.evidence.judged.filter(({ attempt }) => attempt === history.attempt);
    if (own.length === 0) break;
    states.push(attemptState(own));
  }
  return { kind: 'completed', ...(reason === undefined ? {} : { reason }) };
}

function triesOf(sender: CheckSender, { attempts }: RunContext): Tries {
  if (!sender.isHanging) return { conclusive: attempts, inconclusive: maxInconclusiveAttempts };
  return { ...ofHanging, conclusive: Math.min(attempts, ofHanging.conclusive) };
}
