import { ruleCheckId, ruledRequirements } from '../../judge/index.js';
import { checks } from '../../specs/index.js';

/** Ids of all checks of the suite, those of requirements that are checked on every response included. */
export function knownChecks(): string[] {
  return [...new Set([...checks.map(({ id }) => id), ...ruledRequirements.map((id) => ruleCheckId(id))])];
}
