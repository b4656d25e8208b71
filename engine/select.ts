import { ruledRequirements } from '../judge/index.js';
import { type Profile, type RequirementId, requirement } from '../schemas/index.js';
import type { Check } from './check.js';

/** Which checks a run is made of. */
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

/**
 * The checks of a run, in order. A shard takes every nth requirement with all its checks: neighbours in the list cost
 * alike, so shards do too, and what is said about a requirement is said by one shard.
 *
 * A requirement that every answer is held to needs answers: where only such requirements are selected, all checks of the
 * claimed profiles are carried out for them.
 */
export function selectChecks(checks: readonly Check[], selection: Selection): readonly Check[] {
  const { claimed, only, shard } = selection;
  const widened = only?.some((id) => ruledRequirements.includes(id)) ? { claimed } : selection;
  const wanted = checks.filter(
    ({ requirement: id, needs }) => isWanted(id, widened) && (needs === undefined || claimed.includes(needs)),
  );
  if (!shard) return wanted;
  const order = [...new Set(wanted.map(({ requirement: id }) => id))];
  const own = new Set(order.filter((_, index) => index % shard.of === shard.index - 1));
  return wanted.filter(({ requirement: id }) => own.has(id));
}

/** The requirements that every answer of the run is held to, as far as they are wanted. */
export function selectRules(selection: Selection): readonly RequirementId[] {
  return [...new Set(ruledRequirements)].filter((id) => isWanted(id, selection));
}
