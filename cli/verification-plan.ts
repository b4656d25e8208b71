import { suite } from '../config/index.js';
import { ruleCheckId } from '../judge/index.js';
import type { Plan } from '../reports/index.js';
import { catalogueDigest, type Results } from '../schemas/index.js';
import { checks, recordedCases, selectChecks, selectRules } from '../specs/index.js';

/** What a run of this version consists of, for anyone who judges its results again. */
export const verificationPlan: Plan = {
  checks: publishedChecks,
  recordedCases,
  suite: { name: suite.name, version: suite.version, catalogueDigest: catalogueDigest() },
};

/** The checks that a run publishes: others may be carried out for the sake of their responses only. */
function publishedChecks(run: Results['run']): ReturnType<Plan['checks']> {
  const published = selectChecks(checks, run).filter(
    ({ requirement }) => run.only === undefined || run.only.includes(requirement),
  );
  return [
    ...published.map(({ id, cases }) => ({ id, generated: cases !== undefined })),
    ...selectRules(run).map((id) => ({ id: ruleCheckId(id), generated: false })),
  ];
}
