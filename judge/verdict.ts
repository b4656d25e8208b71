import type {
  Level,
  ProfileResult,
  RequirementResult,
  RequirementVerdict,
  RunVerdict,
} from '../schemas/index.js';

/** From the verdict that decides most to the one that decides least. */
const precedence: readonly RequirementVerdict[] = [
  'fail',
  'error',
  'indeterminate',
  'not-testable',
  'waived',
  'warn',
  'pass',
  'info',
  'not-applicable',
];

/** The verdict of a requirement: that of its check which decides most. Without any check, `not-testable`. */
export function requirementVerdict(checks: readonly RequirementVerdict[]): RequirementVerdict {
  return precedence.find((verdict) => checks.includes(verdict)) ?? 'not-testable';
}

const unassessed: ReadonlySet<RequirementVerdict> = new Set(['error', 'indeterminate', 'not-testable']);

/** Whether a verdict of this requirement says nothing about the target, and so leaves its profile incomplete. */
export function leavesIncomplete(level: Level, verdict: RequirementVerdict): boolean {
  return level !== 'MAY' && unassessed.has(verdict);
}

/**
 * The verdict and counts of one claimed profile, from the results of its requirements.
 *
 * @param partial the run was filtered, is one shard of several, or was interrupted: see `runVerdict`
 */
export function profileResult(
  requirements: readonly Pick<RequirementResult, 'level' | 'verdict'>[],
  partial: boolean,
): ProfileResult {
  const count = (level: Level, verdicts: readonly RequirementVerdict[]): number =>
    requirements.filter((each) => each.level === level && verdicts.includes(each.verdict)).length;
  const must = {
    pass: count('MUST', ['pass']),
    fail: count('MUST', ['fail']),
    notTestable: count('MUST', [...unassessed]),
    waived: count('MUST', ['waived']),
  };
  const should = {
    pass: count('SHOULD', ['pass']),
    warn: count('SHOULD', ['warn']),
    notTestable: count('SHOULD', [...unassessed]),
  };
  const verdict: RunVerdict =
    must.fail > 0
      ? 'not-conformant'
      : partial || must.notTestable + should.notTestable > 0
        ? 'incomplete'
        : requirements.some((each) => each.verdict === 'waived')
          ? 'conformant-with-waivers'
          : 'conformant';
  return { verdict, must, should };
}

/**
 * The verdict of a run from those of its claimed profiles.
 *
 * @param partial the run was filtered, is one shard of several, or was interrupted: it cannot say more than `incomplete`
 */
export function runVerdict(claimed: readonly RunVerdict[], partial: boolean): RunVerdict {
  if (claimed.includes('not-conformant')) return 'not-conformant';
  if (partial || claimed.length === 0 || claimed.includes('incomplete')) return 'incomplete';
  return claimed.includes('conformant-with-waivers') ? 'conformant-with-waivers' : 'conformant';
}

/** The exit code that a verdict stands for (docs/architecture.md, From findings to the exit code). */
export function exitCode(verdict: RunVerdict, waiverErrors: number): 0 | 1 | 3 {
  if (verdict === 'not-conformant' || waiverErrors > 0) return 1;
  return verdict === 'incomplete' ? 3 : 0;
}
