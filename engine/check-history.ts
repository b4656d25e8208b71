import type { CheckEntry } from '../judge/index.js';
import type { BrokenCase } from './case-hunt.js';
import type { PropertyCase } from './check.js';

/** What a case that failed in an earlier run does now. */
export interface EarlierState {
  readonly value: string;
  readonly state: 'fixed' | 'still failing';
}

/**
 * Everything that a run has learnt about one check, over all the times that it was carried out: the numbers of its
 * exchanges and attempts go on where they stopped, so an exchange id stays unique.
 */
export class CheckHistory {
  /** Number of the attempt that is under way, or of the next one. */
  attempt = 1;
  /** Number of the exchange that was numbered last. */
  serial = 0;
  /** Exchanges that have ended. */
  sent = 0;
  /** The smallest generated case that breaks the requirement. */
  found: BrokenCase<PropertyCase> | undefined;
  earlier: readonly EarlierState[] = [];

  /** @param evidence what the run's ledger knows of the check */
  constructor(readonly evidence: CheckEntry) {}
}
