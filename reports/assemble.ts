import {
  type CheckOutcome,
  leavesIncomplete,
  profileResult,
  requirementVerdict,
  runVerdict,
} from '../judge/index.js';
import {
  type CheckResult,
  isRequirementId,
  type Profile,
  type ProfileResult,
  profiles,
  type Requirement,
  type RequirementId,
  type RequirementResult,
  type RequirementVerdict,
  type Results,
  requirements,
  type Waiver,
} from '../schemas/index.js';

/** Everything about a run that is not the outcome of a check. */
export type RunFacts = Pick<Results, 'suite' | 'target'> & {
  readonly run: Omit<Results['run'], 'generated' | 'waivers' | 'exchanges' | 'latency' | 'recordingDigest'> &
    Pick<Results['run'], 'exchanges' | 'recordingDigest' | 'latency'>;
  readonly waivers: readonly Waiver[];
  /** Generated cases for each requirement, where the outcomes do not tell: those of merged shards. */
  readonly generated?: Results['run']['generated'];
  /** Why a claimed profile cannot be complete, e.g. a shard that is missing; absent where nothing is. */
  readonly partial?: string;
};

/** The parts of an outcome that are published. */
function toResult({
  requirement: _,
  sent: _sent,
  generated: _generated,
  ...result
}: CheckOutcome): CheckResult {
  return result;
}

/**
 * Puts the results of a run together: outcomes of checks to verdicts of requirements, these to verdicts of profiles,
 * these to the verdict of the run. Pure: the same outcomes give the same results.
 */
export function assembleResults(outcomes: readonly CheckOutcome[], facts: RunFacts): Results {
  const { run, waivers, partial } = facts;
  const judged = requirements.map((entry) =>
    judgeRequirement(
      entry,
      outcomes.filter((outcome) => outcome.requirement === entry.id),
      run,
    ),
  );
  const { results, errors } = applyWaivers(judged, waivers, run);
  const unfinished =
    partial !== undefined ||
    run.only !== undefined ||
    run.shard !== undefined ||
    run.interrupted !== undefined;
  const byProfile: Partial<Record<Profile, ProfileResult>> = {};
  for (const profile of profiles.filter((each) => run.claimed.includes(each)))
    byProfile[profile] = profileResult(
      results.filter((each) => each.profile === profile),
      unfinished,
    );
  const generated = facts.generated ?? countGenerated(outcomes);
  return {
    suite: facts.suite,
    target: facts.target,
    run: {
      ...run,
      ...(waivers.length === 0 ? {} : { waivers }),
      ...(Object.keys(generated).length === 0 ? {} : { generated }),
    },
    verdict: runVerdict(
      Object.values(byProfile).map((profile) => profile.verdict),
      unfinished,
    ),
    profiles: byProfile,
    requirements: results,
    ...(errors.length === 0 ? {} : { waiverErrors: errors }),
  };
}

function judgeRequirement(
  entry: Requirement,
  outcomes: readonly CheckOutcome[],
  run: RunFacts['run'],
): RequirementResult {
  const about = { id: entry.id, level: entry.level, profile: entry.profile };
  const selected = run.only === undefined || run.only.includes(entry.id);
  if (!run.claimed.includes(entry.profile) || entry.excluded !== undefined || !selected)
    return { ...about, verdict: 'not-applicable', checks: [] };
  const checks = outcomes.map(toResult);
  return { ...about, verdict: requirementVerdict(checks.map(({ verdict }) => verdict)), checks };
}

function countGenerated(outcomes: readonly CheckOutcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { requirement, generated, judged } of outcomes)
    if (generated) counts[requirement] = (counts[requirement] ?? 0) + judged;
  return counts;
}

/** Turns failures that are known, and still allowed today, into `waived`; says what is wrong with the others. */
function applyWaivers(
  judged: readonly RequirementResult[],
  waivers: readonly Waiver[],
  run: Pick<RunFacts['run'], 'startedAt' | 'shard'>,
): { results: readonly RequirementResult[]; errors: readonly string[] } {
  const today = run.startedAt.slice(0, 10);
  const errors: string[] = [];
  const valid = new Map<RequirementId, Waiver>();
  for (const waiver of waivers) {
    const { requirement: id, expires } = waiver;
    const found = judged.find((each) => each.id === id);
    if (!isRequirementId(id) || !found) errors.push(`${id}: no requirement has this id`);
    else if (expires < today) errors.push(`${id}: the waiver expired on ${expires}`);
    else if (valid.has(id)) errors.push(`${id}: waived twice`);
    else if (found.verdict !== 'fail' && found.verdict !== 'warn') {
      // In a shard, the failure may be another shard's: whether there is one is for the merged results to say.
      if (run.shard === undefined)
        errors.push(`${id}: the waiver matches no failure, the verdict is ${found.verdict}`);
    } else valid.set(id, waiver);
  }
  const results = judged.map((each): RequirementResult => {
    const waiver = valid.get(each.id);
    if (!waiver) return each;
    const { requirement: _, ...told } = waiver;
    return { ...each, verdict: 'waived', waiver: told };
  });
  return { results, errors };
}

/** Requirements of claimed profiles about which the run could say nothing. */
export function unassessed(results: Results): readonly RequirementResult[] {
  return results.requirements.filter(({ level, verdict }) => leavesIncomplete(level, verdict));
}

/** How many requirements have each verdict. */
export function countVerdicts(results: Results): Readonly<Partial<Record<RequirementVerdict, number>>> {
  const counts: Partial<Record<RequirementVerdict, number>> = {};
  for (const { verdict } of results.requirements) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
