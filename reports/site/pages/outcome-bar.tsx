import type { RequirementOutcome } from '../outcome.js';
import { Share } from './figures.js';

/** How many of those that were assessed break a requirement. */
export function OutcomeBar({ outcome: { broken, assessed } }: { outcome: RequirementOutcome }) {
  if (assessed === 0) return <span class="outcome aside">not assessed anywhere</span>;
  return (
    <span class="outcome">
      <Share part={broken} whole={assessed} tone="fail" />
      <span>
        broken by {broken} of {assessed}
      </span>
    </span>
  );
}
