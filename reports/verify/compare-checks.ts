import { type CheckOutcome, excerpt, ruleCheckId } from '../../judge/index.js';
import type { CheckResult, RequirementResult, RequirementVerdict, Results } from '../../schemas/index.js';
import { isSameSuite, isSampled, type Plan } from './plan.js';
import type { Problem } from './problem.js';
import type { RecordingEvidence } from './recording-evidence.js';

/** What of the published checks follows from the recording. */
export interface ComparedChecks {
  /** The checks with the verdicts that follow, or that are claimed if nothing recorded can show them. */
  readonly outcomes: readonly CheckOutcome[];
  /** How many verdicts of each kind nothing recorded can show. */
  readonly claims: Readonly<Partial<Record<RequirementVerdict, number>>>;
  /** Checks that were judged again and gave what was published. */
  readonly confirmed: number;
  /** Checks that an interrupted run had begun and says nothing about. */
  readonly begun: number;
  readonly problems: readonly Problem[];
}

/** Verdicts that say why there is none. A recording can contradict them, but not show them. */
const claimable: ReadonlySet<RequirementVerdict> = new Set(['not-testable', 'not-applicable', 'error']);
const ofBroken: ReadonlySet<RequirementVerdict> = new Set(['fail', 'warn']);

interface Recomputed {
  readonly verdict: RequirementVerdict;
  readonly stability: string | undefined;
  /** Recorded exchanges that the verdict rests on. */
  readonly judged: number;
}

function recompute(
  { id, level }: RequirementResult,
  check: CheckResult,
  evidence: RecordingEvidence,
): Recomputed {
  if (check.id === ruleCheckId(id)) {
    const rule = evidence.ledger.rules.get(id);
    return {
      verdict: rule?.verdict(level) ?? 'not-testable',
      stability: rule?.stability,
      judged: rule?.judged ?? 0,
    };
  }
  const own = evidence.ledger.checks.get(check.id);
  const conclusion = own?.conclusion(level);
  return {
    verdict: conclusion?.verdict ?? 'indeterminate',
    stability: conclusion?.stability,
    judged: own?.subjects ?? 0,
  };
}

/** Compares each published check with what the recorded exchanges show. */
export function compareChecks(results: Results, evidence: RecordingEvidence, plan: Plan): ComparedChecks {
  const problems: Problem[] = [];
  const outcomes: CheckOutcome[] = [];
  const claims: Partial<Record<RequirementVerdict, number>> = {};
  const planned = new Map(
    isSameSuite(results, plan) && !results.run.proxied
      ? plan.checks(results.run).map(({ id, generated }) => [id, generated])
      : [],
  );
  const published = new Set<string>();
  let confirmed = 0;
  for (const requirement of results.requirements)
    for (const check of requirement.checks) {
      const where = excerpt(check.id);
      const report = (what: string): void => void problems.push({ where, what });
      if (published.has(check.id)) report('is published twice');
      published.add(check.id);
      if (planned.size > 0 && !planned.has(check.id))
        report('is no check of this run in this version of the suite');
      const recomputed = recompute(requirement, check, evidence);
      const claimed = recomputed.verdict !== check.verdict && claimable.has(check.verdict);
      if (claimed) claims[check.verdict] = (claims[check.verdict] ?? 0) + 1;
      const decisive = claimed
        ? defectsOfClaim(check, recomputed)
        : defectsOfVerdict(check, recomputed, evidence, results, plan);
      for (const what of decisive) report(what);
      if (!claimed && decisive.length === 0) confirmed += 1;
      outcomes.push({
        ...check,
        requirement: requirement.id,
        verdict: claimed && decisive.length === 0 ? check.verdict : recomputed.verdict,
        sent: 0,
        generated: planned.get(check.id) ?? false,
      });
    }
  const { unpublished, begun } = findUnpublished(results, evidence, published);
  const missing =
    results.run.interrupted === undefined ? [...planned.keys()].filter((id) => !published.has(id)) : [];
  problems.push(
    ...unpublished.map((id) => ({
      where: excerpt(id),
      what: 'has recorded exchanges, and results.json does not name it: a check was removed',
    })),
    ...missing.map((id) => ({ where: excerpt(id), what: 'belongs to this run, and is not in results.json' })),
  );
  return { outcomes, claims, confirmed, begun, problems };
}

function defectsOfClaim(check: CheckResult, recomputed: Recomputed): string[] {
  if (ofBroken.has(recomputed.verdict))
    return [`is published as ${check.verdict}, but the recorded exchanges show ${recomputed.verdict}`];
  return check.reason === undefined ? [`is published as ${check.verdict}, without a reason`] : [];
}

function defectsOfVerdict(
  check: CheckResult,
  recomputed: Recomputed,
  evidence: RecordingEvidence,
  results: Results,
  plan: Plan,
): string[] {
  if (check.verdict !== recomputed.verdict)
    return [
      recomputed.judged === 0
        ? `is published as ${check.verdict}, and nothing recorded shows it`
        : `is published as ${check.verdict}, but the recorded exchanges show ${recomputed.verdict}`,
    ];
  const defects: string[] = [];
  const sampled = isSampled(results, plan);
  if (
    sampled
      ? check.judged < recomputed.judged || recomputed.judged < Math.min(check.judged, plan.recordedCases)
      : check.judged !== recomputed.judged
  )
    defects.push(`says that ${check.judged} exchanges were judged; ${recomputed.judged} are recorded`);
  // Proxied exchanges are nobody's repetition, and the parts of a merged rule were repeated each for itself.
  const comparable = !results.run.proxied && !evidence.repeated;
  if (ofBroken.has(check.verdict) && comparable && check.stability !== recomputed.stability)
    defects.push(
      `is published as ${check.stability ?? 'of unknown stability'}; recorded is ${recomputed.stability}`,
    );
  const lost = sampled ? [] : check.exchanges.filter((id) => !evidence.found.has(id));
  if (lost.length > 0) defects.push(`rests on ${excerpt(lost.join(', '))}, which is not recorded`);
  else if (
    !sampled &&
    isSameSuite(results, plan) &&
    check.exchanges.length > 0 &&
    check.actual !== undefined &&
    !evidence.quoted.has(check.id)
  )
    defects.push('quotes something as expected or received that its exchanges do not show');
  return defects;
}

/** Checks that were recorded and are not published, though nothing in the run explains it. */
function findUnpublished(
  { requirements, run }: Results,
  evidence: RecordingEvidence,
  published: ReadonlySet<string>,
): { unpublished: readonly string[]; begun: number } {
  const explained = new Set(
    requirements
      .filter(
        ({ id, profile }) =>
          !run.claimed.includes(profile) || (run.only !== undefined && !run.only.includes(id)),
      )
      .map(({ id }) => id as string),
  );
  const unpublished = [...evidence.ledger.checks.keys()].filter(
    (id) => !published.has(id) && !explained.has(id.slice(0, id.indexOf('/'))),
  );
  // What was under way when a run was interrupted has no outcome; the run says that it is incomplete.
  return run.interrupted === undefined
    ? { unpublished, begun: 0 }
    : { unpublished: [], begun: unpublished.length };
}
