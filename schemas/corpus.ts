/** A generated case that failed in an earlier run, and is tried first in later ones. */
export interface EarlierFailure {
  /** Id of the check whose cases it is one of. */
  readonly check: string;
  /** Seed of the check and fast-check's path: together they give the case again. */
  readonly seed: number;
  readonly path: string;
  /** The case in words, for the reader. */
  readonly value: string;
}

/** The content of `corpus.json`, which stays in the results folder from run to run. */
export interface Corpus {
  readonly failures: readonly EarlierFailure[];
}
