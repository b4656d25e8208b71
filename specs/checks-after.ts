import { type Attempt, type Check, check } from '../engine/index.js';
import type { RequirementId } from '../schemas/index.js';

/**
 * Makes checks by example that need something of the run. What `ready` throws ends the attempt before anything is sent,
 * e.g. as `not-testable`.
 */
export const checksAfter =
  (ready: (attempt: Attempt) => unknown) =>
  (
    requirement: RequirementId,
    title: string,
    run: (attempt: Attempt) => Promise<unknown>,
    options: Pick<Check, 'needs' | 'startsProgram'> = {},
  ): Check =>
    check(
      requirement,
      title,
      async (attempt) => {
        await ready(attempt);
        await run(attempt);
      },
      options,
    );
