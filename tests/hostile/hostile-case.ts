import type { RequirementId, RunVerdict } from '../../schemas/index.js';
import type { HostileTarget } from './target.js';

/** One misbehaviour, and what must come of a run against it. */
export interface HostileCase {
  readonly title: string;
  readonly start: () => Promise<HostileTarget>;
  /** The verdict over the requirements that were checked; the exit code follows from it. */
  readonly verdict: RunVerdict;
  /** Requirements that must be among the failing ones. */
  readonly fails?: readonly RequirementId[];
  /** Nothing but those of `fails` may fail. */
  readonly only?: true;
  /** Requirements that must not fail: the misbehaviour does not touch them. */
  readonly keeps?: readonly RequirementId[];
  /** A stability label that some failure has to carry. */
  readonly stability?: RegExp;
  /** `few` unless given: a handful of checks of each kind. `framing`: even if answers end. `load`: also what depends on load. `core`: all of the profile. */
  readonly checks?: 'few' | 'framing' | 'load' | 'core';
  /** Milliseconds for one exchange; 2000 unless given. */
  readonly timeoutMs?: number;
  /** Milliseconds to wait for a silent target; 500 unless given. */
  readonly patienceMs?: number;
  /** Requests in flight; 8 unless given. */
  readonly concurrency?: number;
  /** Seconds within which the run must end: a bound on hangs, not on speed. 30 unless given. */
  readonly withinSeconds?: number;
}
