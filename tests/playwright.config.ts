import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

// As for the command line: what the SDK will take next year is nothing that a test could show.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** The suite's own tests, from their compiled files. A test that only passes when repeated is a defect: no retries. */
export default defineConfig({
  testDir: fileURLToPath(new URL('.', import.meta.url)),
  testMatch: /\.test\.js$/,
  fullyParallel: true,
  // One more than there are processors: many tests wait, for a process or for a target that hangs.
  workers: availableParallelism() + 1,
  retries: 0,
  // Far more than any test takes on a quiet machine: it is there for the one that hangs.
  timeout: 180_000,
  forbidOnly: true,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME === undefined ? 'list' : [['list'], ['json']],
});
