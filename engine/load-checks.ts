import { type Exchange, exchangeId, judge, type RecordedExchange } from '../judge/index.js';
import { defined, type RequirementId } from '../schemas/index.js';
import type { Sent } from '../targets/connection/index.js';
import type { CheckHistory } from './check-history.js';

/** The checks that what a run finds out about load belongs to. */
const titles: Readonly<Partial<Record<RequirementId, string>>> = {
  'OP-04': 'the connections of this run',
  'OP-05': 'the load of this run',
};

/** The title of the check of a requirement that takes up what the run finds out about load. */
export function loadTitle(requirement: 'OP-04' | 'OP-05'): string {
  return titles[requirement] ?? '';
}

/** The id of that check; undefined if the requirement has none. */
export function loadCheckId(requirement: RequirementId): string | undefined {
  const title = titles[requirement];
  return title === undefined ? undefined : `${requirement}/${title}`;
}

/** Exchanges of one check that are kept as evidence of load. */
const mostKept = 5;

/**
 * Adds what a request showed under load, and alone, to the history of the check that is about load: the first as what the
 * check is about, the second as the probe that shows that the target responds. The rules do not apply to either: what each
 * response must keep is judged by what was shown alone, under the label of the check that asked.
 *
 * @returns the exchanges to record
 */
export function addLoadEvidence(
  history: CheckHistory,
  requirement: RequirementId,
  failed: RecordedExchange,
  alone: Sent,
): RecordedExchange[] {
  const check = loadCheckId(requirement);
  if (check === undefined || history.evidence.subjects >= mostKept) return [];
  const label = (role: 'subject' | 'probe', exchange: Omit<Exchange, 'id'>): RecordedExchange => {
    history.serial += 1;
    const expects =
      failed.expects.kind === 'observed'
        ? ({ kind: 'answered', statuses: [[200, 499]] } as const)
        : failed.expects;
    return {
      ...exchange,
      id: exchangeId(check, history.serial),
      check,
      requirement,
      role,
      attempt: history.attempt,
      expects,
      beyond: true,
    };
  };
  const { request, response, failure, timing } = failed;
  const recorded = [
    label('subject', {
      request,
      timing,
      ...defined({ response, failure }),
    }),
    label('probe', alone),
  ];
  for (const exchange of recorded) {
    history.sent += 1;
    history.evidence.add(
      {
        id: exchange.id,
        role: exchange.role,
        attempt: exchange.attempt,
        finding: judge(requirement, exchange.expects, exchange),
        brokeOff: exchange.failure !== undefined,
      },
      exchange,
    );
  }
  return recorded;
}
