import type { Level, RequirementVerdict } from '../schemas/index.js';
import { isEarlier } from './exchange-id.js';
import type { Finding } from './finding.js';
import type { RecordedExchange } from './recording.js';

/** An exchange of a check with what its judgement concluded; all that a conclusion needs. */
export interface JudgedExchange {
  readonly id: string;
  readonly role: RecordedExchange['role'];
  readonly attempt: number;
  readonly finding: Pick<Finding, 'outcome' | 'expected' | 'actual'> & { readonly symptom?: string };
  /** There was no response, or it broke off: whether that is the target's doing or an outage, a probe must show. */
  readonly brokeOff: boolean;
}

/** A check that fails is tried this often in all before it is reported. */
export const attemptsOfFailure = 5;

/**
 * What one attempt of a check shows.
 * - `void`: the target answered nobody at the time, so the attempt says nothing
 * - `broken`: by a faulty request whose own control was served
 * - `untestable`: a control was not served, so the faulty request proves nothing
 */
export type AttemptState = 'holds' | 'broken' | 'observed' | 'untestable' | 'void';

export interface Conclusion {
  readonly verdict: RequirementVerdict;
  /** The exchange that decided, if one did: the first that broke the requirement, or the control that failed. */
  readonly decisive?: JudgedExchange;
  /** `deterministic` or `flaky (2 of 5)`, if the requirement was broken. */
  readonly stability?: string;
  readonly reason?: string;
}

/** Whether the exchange broke the requirement, or nothing came back. */
export const isWrong = ({ finding }: JudgedExchange): boolean =>
  finding.outcome === 'broken' || finding.outcome === 'unanswered';

/**
 * Whether the target responded to nobody during an attempt, from its probes in the order in which they were sent, not
 * that in which they ended: a valid one may hang while others get their responses. If the valid request got no response and
 * another one did, the target is there, unless the valid request got one after that: then an outage had ended in between.
 */
export function isAway(exchanges: readonly JudgedExchange[]): boolean {
  const probes = exchanges.filter(({ role }) => role === 'probe');
  const inOrder = probes.toSorted(
    (one, other) => Number(isEarlier(other.id, one.id)) - Number(isEarlier(one.id, other.id)),
  );
  const silent = inOrder.map(({ finding }) => finding.outcome === 'unanswered');
  const since = silent.slice(silent.indexOf(true));
  return silent.includes(true) && !(since.includes(false) && since.at(-1) === true);
}

/** What one attempt shows, from all its exchanges. */
export function attemptState(exchanges: readonly JudgedExchange[]): AttemptState {
  const probes = exchanges.filter(({ role }) => role === 'probe');
  const subjects = exchanges.filter(({ role }) => role === 'subject');
  // A whole response that is wrong is wrong in an outage, too.
  if (subjects.some((exchange) => isWrong(exchange) && !exchange.brokeOff)) return 'broken';
  if (isAway(exchanges)) return 'void';
  if (probes.length === 0 && exchanges.some((exchange) => exchange.brokeOff && isWrong(exchange)))
    return 'void';
  if (subjects.some(isWrong)) return 'broken';
  const controlFailed = exchanges.some((exchange) => exchange.role === 'control' && isWrong(exchange));
  if (controlFailed || subjects.length === 0) return 'untestable';
  return subjects.every(({ finding }) => finding.outcome === 'observed') ? 'observed' : 'holds';
}

const verdictOfBroken: Readonly<Record<Level, RequirementVerdict>> = {
  MUST: 'fail',
  SHOULD: 'warn',
  MAY: 'info',
};
const verdictOfHolding: Readonly<Record<Level, RequirementVerdict>> = {
  MUST: 'pass',
  SHOULD: 'pass',
  MAY: 'info',
};

/** `deterministic`, or how many of the attempts broke the requirement. */
export function stabilityOf(broken: number, attempts: number): string {
  return broken === attempts ? 'deterministic' : `flaky (${broken} of ${attempts})`;
}

/**
 * Draws the conclusion of one check from all its exchanges, in all attempts. One broken attempt is enough to fail,
 * whatever later attempts showed; a void attempt counts for nothing.
 */
export function conclude(level: Level, exchanges: readonly JudgedExchange[]): Conclusion {
  const byAttempt = new Map<number, JudgedExchange[]>();
  for (const exchange of exchanges) {
    const attempt = byAttempt.get(exchange.attempt);
    if (attempt) attempt.push(exchange);
    else byAttempt.set(exchange.attempt, [exchange]);
  }
  const attempts = [...byAttempt.values()].map((own) => ({ own, state: attemptState(own) }));
  const conclusive = attempts.filter(
    ({ state }) => state === 'holds' || state === 'broken' || state === 'observed',
  );
  const broken = conclusive.filter(({ state }) => state === 'broken');
  if (broken[0]) {
    const decisive = broken[0].own.find((exchange) => exchange.role === 'subject' && isWrong(exchange));
    return {
      verdict: verdictOfBroken[level],
      ...(decisive ? { decisive } : {}),
      stability: stabilityOf(broken.length, conclusive.length),
    };
  }
  if (conclusive.length > 0)
    return {
      verdict: conclusive.every(({ state }) => state === 'observed') ? 'info' : verdictOfHolding[level],
    };
  const untestable = attempts.find(({ state }) => state === 'untestable');
  if (untestable) {
    const control = untestable.own.find((exchange) => exchange.role === 'control' && isWrong(exchange));
    return {
      verdict: 'not-testable',
      ...(control ? { decisive: control } : {}),
      reason: `The valid request that has to succeed first did not: ${control?.finding.actual ?? 'no response'}`,
    };
  }
  return { verdict: 'indeterminate', reason: 'The target stopped responding' };
}
