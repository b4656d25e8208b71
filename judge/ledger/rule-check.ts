import type { RequirementId } from '../../schemas/index.js';

// The title is part of the id, which waivers and reports quote: it stays as it was published.
const suffix = '/every answer';

/** The id under which results list what all responses of a run showed about a requirement. */
export const ruleCheckId = (requirement: RequirementId | string): string => `${requirement}${suffix}`;

/** Whether a check is of that kind. */
export const isRuleCheck = (check: string): boolean => check.endsWith(suffix);
