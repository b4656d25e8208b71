import { test as base } from '@playwright/test';
import type { Run } from '../engine/index.js';
import { readRunFile } from './run-file.js';

/** The run that all specs of this worker take part in: its target, fixtures, engine and recording. */
export const test = base.extend<object, { run: Run }>({
  run: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      // Only the worker sends anything; the process that lists the specs does without the HTTP client and the signer.
      const { startRun } = await import('../engine/index.js');
      const started = await startRun(readRunFile());
      await use(started.run);
      await started.close();
    },
    { scope: 'worker', timeout: 0 },
  ],
});
