import { type CheckOutcome, concludeRun } from '../judge/index.js';
import { type Results, requirements, type Waiver } from '../schemas/index.js';

/** Everything about a run that is not the outcome of a check. */
export type RunFacts = Pick<Results, 'suite' | 'target'> & {
  readonly run: Omit<Results['run'], 'generated' | 'waivers'>;
  readonly waivers: readonly Waiver[];
  /** Generated cases for each requirement, if the outcomes do not say: those of merged shards. */
  readonly generated?: Results['run']['generated'];
  /** Why a claimed profile cannot be complete, e.g. a shard that is missing; absent if nothing is. */
  readonly partial?: string;
};

/** Puts the results of a run together. Pure: the same outcomes give the same results. */
export function assembleResults(outcomes: readonly CheckOutcome[], facts: RunFacts): Results {
  const { suite, target, run, waivers, partial } = facts;
  const {
    waiverErrors,
    verdict,
    profiles,
    requirements: concluded,
  } = concludeRun(outcomes, requirements, run, waivers, partial !== undefined);
  const generated = facts.generated ?? countGenerated(outcomes);
  return {
    suite,
    target,
    run: {
      ...run,
      ...(waivers.length === 0 ? {} : { waivers }),
      ...(Object.keys(generated).length === 0 ? {} : { generated }),
    },
    verdict,
    profiles,
    requirements: concluded,
    ...(waiverErrors.length === 0 ? {} : { waiverErrors }),
  };
}

function countGenerated(outcomes: readonly CheckOutcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { requirement, generated, judged } of outcomes)
    if (generated) counts[requirement] = (counts[requirement] ?? 0) + judged;
  return counts;
}
