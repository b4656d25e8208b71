import { type CheckResult, defined, type RequirementVerdict, type Results } from '../schemas/index.js';

const broken: ReadonlySet<RequirementVerdict> = new Set(['fail', 'warn', 'waived', 'error']);

/**
 * Results as committed evidence: every verdict and everything about what is broken, without what points into a recording
 * that is not committed, and without command lines for what needs no fixing.
 */
export function slim(results: Results): Results {
  return {
    ...results,
    requirements: results.requirements.map((requirement) => ({
      ...requirement,
      checks: requirement.checks.map(slimCheck),
    })),
  };
}

function slimCheck(check: CheckResult): CheckResult {
  if (broken.has(check.verdict)) return { ...check, exchanges: [] };
  const { id, title, verdict, judged, reason } = check;
  return { id, title, verdict, exchanges: [], judged, ...defined({ reason }) };
}
