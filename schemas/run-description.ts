import type { RequirementId } from './catalogue/index.js';
import type { EarlierFailure } from './corpus.js';
import type { ErrorType } from './error-shapes.js';
import type { Profile } from './profiles.js';
import type { Results } from './results.js';
import type { Scenario } from './target-file.js';
import type { Waiver } from './waivers.js';

/** What one run is about, with everything resolved that the user gave or left out. Holds no credentials. */
export interface RunDescription {
  readonly suite: Results['suite'];
  readonly endpoint: string;
  readonly identity: Results['target']['identity'];
  readonly startedAt: string;
  /** Milliseconds since 1970, to the fraction, for the duration. */
  readonly startedAtMs: number;
  readonly auth: 'sigv4' | 'none';
  /** Whether the target is the embedded one, with its own test keys. */
  readonly embedded: boolean;
  readonly region: string;
  readonly caFile?: string;
  /** PEM file with the client certificate to present, and one with its private key. */
  readonly certFile?: string;
  readonly keyFile?: string;
  /** Absent: the default set. */
  readonly fixtures?: string;
  readonly claimed: readonly Profile[];
  readonly only?: readonly RequirementId[];
  readonly seed: number;
  readonly cases: number;
  readonly path?: string;
  readonly shard?: { readonly index: number; readonly of: number };
  readonly concurrency: number;
  readonly rate?: number;
  /** Requests that the run may send in all. */
  readonly budget?: number;
  readonly timeout: number;
  readonly scenarios: { readonly [type in ErrorType]?: Scenario };
  readonly waivers: readonly Waiver[];
  readonly certify: boolean;
  /** Generated cases that failed in earlier runs: they are tried first. */
  readonly corpus?: readonly EarlierFailure[];
  /** The results folder, absolute. */
  readonly out: string;
}
