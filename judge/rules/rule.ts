import type { RequirementId } from '../../schemas/index.js';
import type { RecordedResponse } from '../exchange.js';
import type { RecordedExchange } from '../recording.js';

/**
 * What a rule says of one response. The texts for a person are made when somebody reads them: a response is checked against two
 * dozen rules, and most of what is said about it is never shown.
 */
export interface RuleVerdict {
  readonly holds: boolean;
  actual(): string;
  /** If it is more exact for this response than the rule's. */
  expected?(): string;
}

/** A requirement that every response of some kind is checked against. */
export interface Rule {
  readonly requirement: RequirementId;
  /** What the documentation allows, for a person. */
  readonly expected: string;
  /** Whether the rule also speaks of responses that broke off. */
  readonly judgesFailures?: boolean;
  /** Undefined if the rule does not apply to this response. */
  judge(exchange: RecordedExchange, response: RecordedResponse): RuleVerdict | undefined;
}
