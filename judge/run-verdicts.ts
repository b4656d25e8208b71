import {
  type CheckResult,
  type Profile,
  type ProfileResult,
  profiles,
  type Requirement,
  type RequirementResult,
  type Results,
  type RunVerdict,
  type Waiver,
} from '../schemas/index.js';
import type { CheckOutcome } from './outcome.js';
import { profileResult, requirementVerdict, runVerdict } from './verdict.js';
import { judgeWaiver } from './waivers.js';

/** What of a run decides what its outcomes mean. */
export type RunScope = Pick<Results['run'], 'claimed' | 'only' | 'shard' | 'interrupted' | 'startedAt'>;

/** A requirement as far as arithmetic goes; `excluded` ones are never assessed. */
export type CatalogueEntry = Pick<Requirement, 'id' | 'level' | 'profile'> & { readonly excluded?: unknown };

/** Everything that follows from the outcomes of checks. */
export interface Verdicts {
  readonly verdict: RunVerdict;
  readonly profiles: Readonly<Partial<Record<Profile, ProfileResult>>>;
  readonly requirements: readonly RequirementResult[];
  /** What is wrong with the waivers, one sentence each. */
  readonly waiverErrors: readonly string[];
}

/**
 * From the outcomes of checks to the verdicts of requirements, profiles and the run. A run, the proxy, merged shards and
 * `verify` all come through here, so that they cannot disagree.
 *
 * @param catalogue the requirements that the run was about, in the order of the results
 * @param partial whether a claimed profile cannot be complete for a reason that is not in `run`
 */
export function concludeRun(
  outcomes: readonly CheckOutcome[],
  catalogue: readonly CatalogueEntry[],
  run: RunScope,
  waivers: readonly Waiver[] = [],
  partial = false,
): Verdicts {
  const judged = catalogue.map((entry) =>
    judgeRequirement(
      entry,
      outcomes.filter(({ requirement }) => requirement === entry.id),
      run,
    ),
  );
  const { results, errors } = applyWaivers(judged, waivers, run);
  const unfinished =
    partial || run.only !== undefined || run.shard !== undefined || run.interrupted !== undefined;
  const byProfile: Partial<Record<Profile, ProfileResult>> = {};
  for (const profile of profiles.filter((each) => run.claimed.includes(each)))
    byProfile[profile] = profileResult(
      results.filter((each) => each.profile === profile),
      unfinished,
    );
  const verdict = runVerdict(
    Object.values(byProfile).map((profile) => profile.verdict),
    unfinished,
  );
  return { verdict, profiles: byProfile, requirements: results, waiverErrors: errors };
}

/** The parts of an outcome that are published. */
function toResult({
  requirement: _,
  sent: _sent,
  generated: _generated,
  ...result
}: CheckOutcome): CheckResult {
  return result;
}

function judgeRequirement(
  entry: CatalogueEntry,
  outcomes: readonly CheckOutcome[],
  run: RunScope,
): RequirementResult {
  const about = { id: entry.id, level: entry.level, profile: entry.profile };
  const selected = run.only === undefined || run.only.includes(entry.id);
  if (!run.claimed.includes(entry.profile) || entry.excluded !== undefined || !selected)
    return { ...about, verdict: 'not-applicable', checks: [] };
  const checks = outcomes.map(toResult);
  return { ...about, verdict: requirementVerdict(checks.map(({ verdict }) => verdict)), checks };
}

/** Turns failures that are known, and still allowed today, into `waived`; says what is wrong with the other waivers. */
function applyWaivers(
  judged: readonly RequirementResult[],
  waivers: readonly Waiver[],
  run: RunScope,
): { readonly results: readonly RequirementResult[]; readonly errors: readonly string[] } {
  const today = run.startedAt.slice(0, 10);
  const errors: string[] = [];
  const valid = new Map<string, Waiver>();
  for (const waiver of waivers) {
    const { requirement: id } = waiver;
    const found = judged.find((each) => each.id === id);
    if (!found) errors.push(`${id}: no requirement has this id`);
    else if (valid.has(id)) errors.push(`${id}: waived twice`);
    else {
      // In a shard, the failure may be another shard's: whether there is one is for the merged results to say.
      const judgement = judgeWaiver(waiver, found, today, run.shard !== undefined);
      errors.push(...judgement.errors.map((error) => `${id}: ${error}`));
      if (judgement.waives) valid.set(id, waiver);
    }
  }
  const results = judged.map((each): RequirementResult => {
    const waiver = valid.get(each.id);
    if (!waiver) return each;
    const { requirement: _, ...published } = waiver;
    return { ...each, verdict: 'waived', waiver: published };
  });
  return { results, errors };
}
