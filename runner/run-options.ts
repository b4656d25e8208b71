import type { CheckOutcome } from '../judge/index.js';
import type { TargetFile } from '../schemas/index.js';

type Optional<Type> = { readonly [Member in keyof Type]?: Type[Member] | undefined };

/**
 * Options of a run: every member of the target file, and what belongs to one run only. An option wins over
 * the target file, and the file over the environment. Relative paths are relative to the working directory.
 */
export interface RunOptions extends Optional<Omit<TargetFile, 'profiles'>> {
  /** The target file; `conformance.config.json` unless given, if there is one. */
  readonly config?: string | undefined;
  /** Claimed profiles; `all` claims every one. `core` for a target of yours, `all` for the embedded one. */
  readonly profiles?: readonly string[] | undefined;
  /** Ids of requirements: only these are assessed, and the verdict is then `incomplete`. All unless given. */
  readonly requirements?: readonly string[] | undefined;
  /** Official clients that must be ready, by name; whatever is ready takes part unless given. */
  readonly clients?: readonly string[] | undefined;
  /** Seed of the generators; fixed unless given. */
  readonly seed?: number | undefined;
  /** Generated cases for each property; 100 unless given. */
  readonly cases?: number | undefined;
  /** Path of one generated case, as a failure names it: only this case is sent. */
  readonly path?: string | undefined;
  /** This part of the run; `index` counts from 1. */
  readonly shard?: { readonly index: number; readonly of: number } | undefined;
  /** The results folder; `conformance-results` unless given. */
  readonly out?: string | undefined;
  /** Run for a certificate: everything claimed, nothing filtered or waived. */
  readonly certify?: boolean | undefined;
}

/** How a run is followed and stopped. */
export interface RunControl {
  /** Stops the run: the results are then those of what was done, and the verdict is `incomplete`. */
  readonly signal?: AbortSignal | undefined;
  /** Called when the run knows its target and its size, before the first request. */
  readonly onStart?: ((start: { readonly endpoint: string; readonly checks: number }) => void) | undefined;
  /** Called with the outcome of each check, in the order in which they end. */
  readonly onOutcome?: ((outcome: CheckOutcome) => void) | undefined;
}
