import type { RequirementId } from './catalogue/index.js';
import type { Level, Profile } from './profiles.js';
import type { Waiver } from './waivers.js';

/** Verdict of a run and of a profile. */
export type RunVerdict = 'conformant' | 'conformant-with-waivers' | 'not-conformant' | 'incomplete';

/** Verdict of a requirement and of each of its checks. */
export type RequirementVerdict =
  | 'pass'
  | 'fail'
  | 'warn'
  | 'info'
  | 'not-applicable'
  | 'not-testable'
  | 'indeterminate'
  | 'waived'
  | 'error';

/** What one check concluded, with the evidence for it. */
export interface CheckResult {
  /** Unique in the catalogue of checks, e.g. `AST-MAX/256 characters`. */
  readonly id: string;
  readonly title: string;
  readonly verdict: RequirementVerdict;
  /** Ids of exchanges in `exchanges.ndjson`: those that broke it, else a sample. */
  readonly exchanges: readonly string[];
  /** Exchanges that were judged for this check, controls not counted. */
  readonly judged: number;
  readonly expected?: string;
  readonly actual?: string;
  /** Why there is no verdict: the failed control, the missing fixture, the client that is not installed. */
  readonly reason?: string;
  /** `deterministic` or `flaky (2 of 5)`; only if the check failed. */
  readonly stability?: string;
  /**
   * How the responses were wrong, in words that do not depend on fixtures, sizes and messages: what targets with the same
   * defect have in common. Only if the check failed.
   */
  readonly symptoms?: readonly string[];
  /** The named cases of the check that failed, e.g. `dot, first`; only if the check failed and names its cases. */
  readonly failedCases?: readonly string[];
  /** The smallest generated case that fails. */
  readonly counterexample?: { readonly seed: number; readonly path: string; readonly value: string };
  /** Cases that failed in earlier runs, and what they do now. */
  readonly earlier?: readonly { readonly value: string; readonly state: 'fixed' | 'still failing' }[];
  /** A command line that sends the failing request. Credentials are placeholders. */
  readonly curl?: string;
  /** A command line that runs this check again, same cases. */
  readonly replay?: string;
}

export interface RequirementResult {
  readonly id: RequirementId;
  readonly level: Level;
  readonly profile: Profile;
  readonly verdict: RequirementVerdict;
  readonly checks: readonly CheckResult[];
  readonly waiver?: {
    readonly checks?: readonly string[];
    readonly reason: string;
    readonly owner: string;
    readonly issue?: string;
    readonly expires: string;
  };
}

export interface ProfileResult {
  readonly verdict: RunVerdict;
  readonly must: {
    readonly pass: number;
    readonly fail: number;
    readonly notTestable: number;
    readonly waived: number;
  };
  readonly should: { readonly pass: number; readonly warn: number; readonly notTestable: number };
}

/** A constraint of the request that a proxied client broke. */
export interface ClientMistake {
  readonly requirement: RequirementId;
  /** What the documentation asks for. */
  readonly message: string;
  readonly count: number;
  /** How often the target refused it as invalid, as it must. */
  readonly refused: number;
  /** The first request that broke it: its target, without credentials. */
  readonly example: string;
}

/** What is likely to be behind some of the failures: an inference from seeded defects, no verdict. */
export interface LikelyCause {
  /** What the target does, in one sentence without its full stop. */
  readonly cause: string;
  /** The seeded defect of the reference target that behaves like this. */
  readonly defect: string;
  /** What to change. */
  readonly change: string;
  /** The broken requirements that it explains. */
  readonly explains: readonly RequirementId[];
  /** Probability, from 0 to 1. */
  readonly confidence: number;
  /** The failing check that shows it best. */
  readonly check?: string;
  /** Narrow defects that this general one stands for, the most telling first. */
  readonly includes?: readonly { readonly cause: string; readonly defect: string }[];
  /** Other defects that look the same in this run: any of them may be the one. */
  readonly alike?: readonly { readonly cause: string; readonly defect: string }[];
  /** The likelier cause of the same failures; absent of the causes that explain all failures together. */
  readonly insteadOf?: string;
}

/** The content of `results.json` (`schemas/results.schema.json`). */
export interface Results {
  readonly suite: { readonly name: string; readonly version: string; readonly catalogueDigest: string };
  readonly target: {
    readonly endpoint: string;
    readonly identity: { readonly vendor?: string; readonly product?: string; readonly version?: string };
    /** What the target held: counts for the reader. */
    readonly fixtures?: { readonly packageVersions: number; readonly assets: number };
  };
  readonly run: {
    /** ISO 8601, UTC. */
    readonly startedAt: string;
    readonly durationMs: number;
    readonly seed: number;
    readonly cases: number;
    readonly exchanges: number;
    /** SHA-256 over `exchanges.ndjson`, `sha256:…`. */
    readonly recordingDigest: string;
    readonly claimed: readonly Profile[];
    /** Requirement filter; absent if all were run. */
    readonly only?: readonly RequirementId[];
    readonly shard?: { readonly index: number; readonly of: number };
    /** Why the run did not come to its end. */
    readonly interrupted?: string;
    /** What the reader must know of the target before the verdicts, e.g. that responses depend on load. */
    readonly notes?: readonly string[];
    readonly certify?: boolean;
    /** The exchanges are those of a client, seen by the proxy: the run is never complete. */
    readonly proxied?: boolean;
    /** Milliseconds to a complete response: percentiles and a histogram over all exchanges. */
    readonly latency?: {
      readonly p50: number;
      readonly p90: number;
      readonly p99: number;
      readonly max: number;
      readonly histogram: readonly {
        readonly fromMs: number;
        readonly toMs: number;
        readonly count: number;
      }[];
    };
    /** What the waiver file held; absent if there was none. */
    readonly waivers?: readonly Waiver[];
    /** Generated cases for each requirement that a property covers. */
    readonly generated?: { readonly [requirement: string]: number };
  };
  readonly verdict: RunVerdict;
  readonly profiles: { readonly [profile in Profile]?: ProfileResult };
  readonly requirements: readonly RequirementResult[];
  /** The likely causes of the failures, first those that explain all of them together; absent if there are none. */
  readonly diagnosis?: readonly LikelyCause[];
  /** What the proxied client did wrong itself, if the run is one of the proxy. */
  readonly client?: {
    /** Requests of the operation that were seen. */
    readonly requests: number;
    readonly mistakes: readonly ClientMistake[];
  };
  /** What is wrong with the waiver file: unmatched or expired entries. Each makes the exit code 1. */
  readonly waiverErrors?: readonly string[];
}
