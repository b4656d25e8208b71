/** The weights of the model. None belongs to a single defect; how they were found is in `docs/diagnosis.md`. */
export const weights = {
  /** How often a check fails for a reason that is in no dictionary. */
  leak: 0.0006,
  /** How often a server has a certain defect. */
  prior: 0.004,
  /** How often a check fails that a cause is known to break. Other defects may hide it, or fixtures may not show it. */
  hit: 0.93,
  /** The same of a check with generated requests, which another seed may miss. */
  hitOfGenerated: 0.75,
  /** How often a cause breaks a further check of a requirement that it breaks, in a way that it is known for. */
  spillWithin: 0.1,
  /** The same of a check of any other requirement. */
  spillBeyond: 0.005,
  /** The same of a cause that brings about all other failures with the same symptom, if these are many. */
  spillOfBroad: 0.01,
  /** The same of a check with generated requests. */
  spillOfBroadGenerated: 0.4,
  leastBroad: 10,
  /** How often a cause that breaks a check shows in its symptoms, if another cause breaks the check in another way. */
  shownBesides: 0.3,
  /** How often all checks hold of the requirement that a narrow defect is known to break. */
  ownHeld: 0.05,
  /** How often a case fails that a cause is known to break, if other cases of its check fail. */
  hitOfCase: 0.9,
  /** Several cases of one check count as the number of them to this power. */
  growthOfCases: 0.5,
  /** Several checks that held although a cause is known to break them count likewise: fixtures may show none of them. */
  growthOfHeld: 0.8,
  /**
   * How the odds that a cause is a known one fall with what does not fit, as logarithms: with nothing amiss; if all checks
   * that it should break held; if no symptom agrees; if no case does; if it explains none of the failures; if the
   * requirement that it breaks held or was not assessed.
   */
  fit: { perfect: 2.4, broken: 5.5, alike: 4.5, cases: 2, explained: 1, ownHeld: 2 },
  /**
   * How well symptoms agree: the same; some in common; not found as this target says it everywhere; unknown on one side;
   * both of a request that was looked up; only the status in common; none.
   */
  agreement: { same: 1, some: 0.6, translated: 0.8, unknown: 0.5, lookedUp: 0.25, status: 0.2, none: 0.04 },
};
