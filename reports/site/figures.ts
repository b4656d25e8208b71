import type { Level, Profile, RequirementVerdict } from '../../schemas/index.js';

/** A requirement as the site counts it: level and profile are those of the catalogue, never those of a results file. */
export interface Counted {
  readonly level: Level;
  readonly profile: Profile;
  /** `undefined` if the results do not name it. */
  readonly verdict: RequirementVerdict | undefined;
}

/**
 * What the standings say about the MUSTs of a profile, or of all of them. Always two figures: how many are broken of
 * those assessed, and how many were assessed of those there are. One without the other misleads.
 */
export interface Figures {
  /** MUSTs shown to hold. */
  readonly held: number;
  /** MUSTs shown to be broken; a waiver changes nothing about that. */
  readonly broken: number;
  /** `held` + `broken`. */
  readonly assessed: number;
  /** MUSTs that can be assessed at all. */
  readonly total: number;
}

const held: ReadonlySet<RequirementVerdict | undefined> = new Set(['pass']);
const broken: ReadonlySet<RequirementVerdict | undefined> = new Set(['fail', 'waived']);

/** Counts the MUSTs among these requirements. */
export function figuresOf(requirements: readonly Counted[]): Figures {
  const musts = requirements.filter(({ level }) => level === 'MUST');
  const having = (verdicts: ReadonlySet<RequirementVerdict | undefined>) =>
    musts.filter(({ verdict }) => verdicts.has(verdict)).length;
  const counts = { held: having(held), broken: having(broken) };
  return { ...counts, assessed: counts.held + counts.broken, total: musts.length };
}
