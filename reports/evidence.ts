import type { RecordedBody, RecordedExchange } from '../judge/index.js';
import type { CheckResult, RequirementVerdict } from '../schemas/index.js';

/** The recorded exchanges that a report shows, and what a report says about all of them. */
export interface Evidence {
  /** The exchange with this id, if it was kept. */
  readonly find: (id: string) => RecordedExchange | undefined;
  /** The valid request, the control, that was sent for this check, if one was and it was kept. */
  readonly control: (check: string) => RecordedExchange | undefined;
  /** A body with this SHA-256 that some response had, if a broken exchange should have had it. */
  readonly body: (sha256: string) => RecordedBody | undefined;
  /** Milliseconds that the recorded exchanges of each requirement took, one after the other. */
  readonly times: ReadonlyMap<string, number>;
  /** Lines that are not a recorded exchange, e.g. the last one of an interrupted run. */
  readonly unreadable: number;
}

/** Shows nothing: for a folder without a recording. */
export const noEvidence: Evidence = {
  find: () => undefined,
  control: () => undefined,
  body: () => undefined,
  times: new Map(),
  unreadable: 0,
};

const BROKEN: ReadonlySet<RequirementVerdict> = new Set([
  'fail',
  'warn',
  'waived',
  'error',
  'not-testable',
  'indeterminate',
]);

/** Whether a check asks for attention, so that more of its evidence and its control are worth showing. */
export function needsAttention(check: CheckResult): boolean {
  return BROKEN.has(check.verdict);
}

/** The ids of a check's exchanges that a report shows: three if it is broken, else one example. */
export function shownExchanges(check: CheckResult): readonly string[] {
  return check.exchanges.slice(0, needsAttention(check) ? 3 : 1);
}
