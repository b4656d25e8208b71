import type { Check } from '../engine/index.js';
import { ruledRequirements } from '../judge/index.js';
import { type Profile, type RequirementId, requirement } from '../schemas/index.js';
import { stimuliOf } from './stimuli.js';

/** Which requirements a run assesses. */
export interface Selection {
  readonly claimed: readonly Profile[];
  /** Absent: all requirements of the claimed profiles. */
  readonly only?: readonly RequirementId[];
  /** Absent: the whole run. */
  readonly shard?: { readonly index: number; readonly of: number };
}

function isWanted(id: RequirementId, { claimed, only }: Selection): boolean {
  const { profile, excluded } = requirement(id);
  return claimed.includes(profile) && excluded === undefined && (only === undefined || only.includes(id));
}

/** Whether a requirement is checked on every response. */
export const isRule = (id: RequirementId): boolean => ruledRequirements.includes(id);

/**
 * The checks of a run, in order. A shard takes every nth requirement with all its checks: adjacent ones in the list take
 * about the same time, so shards do too, and what is said about a requirement is said by one shard.
 *
 * A requirement that is checked on every response needs responses: if it is selected by name, a few checks that get
 * such responses are carried out for it.
 */
export function selectChecks(checks: readonly Check[], selection: Selection): readonly Check[] {
  const { claimed, only, shard } = selection;
  const stimuli = new Set((only ?? []).filter(isRule).flatMap(stimuliOf));
  const isStimulus = ({ requirement: id, cases }: Check): boolean =>
    stimuli.has(id) && cases === undefined && isWanted(id, { claimed });
  const wanted = checks.filter(
    (check) =>
      (isWanted(check.requirement, selection) || isStimulus(check)) &&
      (check.needs === undefined || claimed.includes(check.needs)),
  );
  if (!shard) return wanted;
  const own = new Set(shardOf([...new Set(wanted.map(({ requirement: id }) => id))], shard));
  return wanted.filter(({ requirement: id }) => own.has(id));
}

/** The requirements of a shard: every nth. */
export function shardOf(
  ids: readonly RequirementId[],
  { index, of }: NonNullable<Selection['shard']>,
): readonly RequirementId[] {
  return ids.filter((_, at) => at % of === index - 1);
}

/** The requirements of a run that are checked on every response. */
export function selectRules(selection: Selection): readonly RequirementId[] {
  return [...new Set(ruledRequirements)].filter((id) => isWanted(id, selection));
}
