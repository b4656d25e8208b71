import { mergeTests } from '@playwright/test';
import { test as reportTest } from './report-runs.js';
import { test as siteTest } from './site-open.js';

/**
 * Playwright's `test` for all pages, with reports and sites: tests of one kind share their workers, and so their browsers.
 * What a test does not ask for is not made.
 */
export const test = mergeTests(reportTest, siteTest);
