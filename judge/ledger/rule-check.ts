import type { RequirementId } from '../../schemas/index.js';

// Waivers and reports quote ids: this one stays as it was published, whatever the title says.
const suffix = '/every answer';

/** The title of such a check. */
export const ruleCheckTitle = 'every response';

/** The id under which results list what all responses of a run showed about a requirement. */
export const ruleCheckId = (requirement: RequirementId | string): string => `${requirement}${suffix}`;

/** Whether a check is of that kind. */
export const isRuleCheck = (check: string): boolean => check.endsWith(suffix);
