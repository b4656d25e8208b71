import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { withoutBrowser } from './playwright/without-browser.js';

// As for the command line: what the SDK will take next year is nothing that a test could show.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/**
 * Files whose tests take long, many of them waiting: they begin first, each test by itself, and short files fill both
 * processors at the end.
 */
const long = [
  'clock',
  'discover',
  'doctor',
  'embedded-lost',
  'engine',
  'hostile',
  'kill-matrix',
  'mutual-tls',
  'provision',
  'remembered',
  'shards',
  'variants',
  'verify',
].map((name) => `tests/${name}.test.ts`);

/**
 * The suite's own tests, from their TypeScript sources. Unit tests lie beside what they test, start no process and open
 * no socket: `npm run test:unit` takes seconds. Tests of the whole are in `tests/`; those that start the command line
 * start the compiled one, which `npm test` builds first. A test that only passes when repeated is a defect: no retries.
 */
export default defineConfig({
  testMatch: /\.test\.ts$/,
  projects: [
    { name: 'long', testDir: '.', testMatch: long, fullyParallel: true },
    // A file at a time: most of these tests take less time than it takes to hand them out.
    { name: 'unit', testDir: '.', testIgnore: ['tests/**', 'dist/**'] },
    { name: 'system', testDir: 'tests', testIgnore: ['tests/{clients,e2e}/**', ...long] },
  ],
  // Tests that look at pages open contexts of their own (`tests/browser.ts`).
  use: withoutBrowser,
  // More than there are processors: many tests wait, for a process or for a target that hangs.
  workers: availableParallelism() + 2,
  retries: 0,
  // Far more than any test takes on a quiet machine: it is there for the one that hangs.
  timeout: 180_000,
  forbidOnly: true,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME === undefined ? 'list' : [['list'], ['json']],
});
