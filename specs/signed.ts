import { type Attempt, NotTestable } from '../engine/index.js';

/**
 * Ends the attempt as `not-testable` if the run does not sign: without signatures of our own there is nothing to show
 * about those of others.
 */
export function signed({ signs }: Attempt): void {
  if (!signs) throw new NotTestable('Requests are not signed: run with credentials and --auth sigv4');
}
