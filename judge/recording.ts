import type { RequirementId } from '../schemas/index.js';
import type { Exchange } from './exchange.js';
import type { Expectation } from './expectation.js';

/**
 * What an exchange is for.
 * - `control`: the valid request that must be served before its faulty variation is sent
 * - `subject`: the request that the check is about
 * - `probe`: a valid request, sent after one without a response, to see whether the target still responds to others
 */
export type Role = 'control' | 'subject' | 'probe';

/** One line of `exchanges.ndjson`: an exchange and everything that it takes to judge it again. */
export interface RecordedExchange extends Exchange {
  /** Id of the check that sent it. */
  readonly check: string;
  readonly requirement: RequirementId;
  readonly role: Role;
  /** 1 for the first try; a check that failed is tried again up to 5. */
  readonly attempt: number;
  readonly expects: Expectation;
  /** The request goes beyond what the operation models, so the rules on the operation's responses do not apply to it. */
  readonly beyond?: boolean;
  /** Which case of its check it is, in words that hold for any fixtures and seed, if the check names its cases. */
  readonly case?: string;
}
