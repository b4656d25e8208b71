import { NotTestable } from '../engine/index.js';
import { checksAfter } from './checks-after.js';

/**
 * A check by example that is `not-testable` if the run does not sign: without signatures of our own there is nothing to
 * show about those of others.
 */
export const signedCheck = checksAfter(({ signs }) => {
  if (!signs) throw new NotTestable('Requests are not signed: run with credentials and --auth sigv4');
});
