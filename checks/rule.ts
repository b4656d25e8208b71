import type { RequirementId } from '../schemas/index.js';
import type { RecordedResponse } from './exchange.js';
import type { RecordedExchange } from './recording.js';

/** A requirement that every answer of some kind is held to. */
export interface Rule {
  readonly requirement: RequirementId;
  /** What the documentation allows, for a person. */
  readonly expected: string;
  /** Whether the rule also speaks of answers that broke off. */
  readonly judgesFailures?: boolean;
  /** Undefined where the rule does not apply to this answer. `expected` where it is more exact for this one. */
  judge(
    exchange: RecordedExchange,
    response: RecordedResponse,
  ): { readonly holds: boolean; readonly actual: string; readonly expected?: string } | undefined;
}
