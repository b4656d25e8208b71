import type { RunSession } from '../runner/index.js';

/**
 * The run of this Playwright process. Global setup and reporter are two files that Playwright loads into one process:
 * this module is what they share.
 */
export const current: {
  session?: RunSession | undefined;
  /** Whether a reporter follows the tests, and so will write the results when they have ended. */
  reporting: boolean;
  /** Whether the tests have ended for good. In UI mode one run follows another before that. */
  ended: boolean;
} = { reporting: false, ended: false };
