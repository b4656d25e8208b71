const suffix = '/every answer';

/** Id of the check that holds every answer of a run to this requirement. */
export const everyAnswerOf = (requirement: string): string => `${requirement}${suffix}`;

/** Whether a check is of that kind. */
export const isEveryAnswer = (check: string): boolean => check.endsWith(suffix);
