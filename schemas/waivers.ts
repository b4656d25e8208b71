/** One known deviation of a target. */
export interface Waiver {
  /** Not yet known to be in the catalogue: the schema cannot say that. */
  readonly requirement: string;
  /**
   * Ids or titles of checks of the requirement: the waiver covers these only, and waives nothing while another one fails.
   * All of them unless given.
   */
  readonly checks?: readonly string[];
  readonly reason: string;
  readonly owner: string;
  readonly issue?: string;
  /** The last day on which it counts, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** The content of a waiver file (`schemas/waivers.schema.json`). */
export interface WaiverFile {
  readonly waivers: readonly Waiver[];
}
