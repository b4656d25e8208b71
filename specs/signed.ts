import { type Attempt, type Check, check, NotTestable } from '../engine/index.js';
import type { RequirementId } from '../schemas/index.js';

/**
 * A check by example that is `not-testable` if the run does not sign: without signatures of our own there is nothing to
 * show about those of others.
 */
export const signedCheck = (
  requirement: RequirementId,
  title: string,
  run: (attempt: Attempt) => Promise<unknown>,
  options: Pick<Check, 'needs'> = {},
): Check =>
  check(
    requirement,
    title,
    async (attempt) => {
      if (!attempt.signs)
        throw new NotTestable('Requests are not signed: run with credentials and --auth sigv4');
      await run(attempt);
    },
    options,
  );
