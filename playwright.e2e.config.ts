import { defineConfig } from '@playwright/test';
import own from './playwright.tests.config.js';

/**
 * Tests from end to end: `npm run test:e2e`. They open the pages in a browser, install the packed tarball, and run
 * Playwright projects and an editor's test server. What they start takes most of their time, so they stand apart from
 * `npm test`, which is to end while somebody waits.
 */
export default defineConfig({
  ...own,
  testDir: 'tests/e2e',
  projects: [
    // Each of these tests starts Playwright or npm.
    { name: 'packages', testMatch: ['package*.test.ts', 'playwright-*.test.ts'], fullyParallel: true },
    { name: 'pages', testMatch: ['report-*.test.ts', 'site*.test.ts'] },
  ],
});
