import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import own from './playwright.tests.config.js';

/**
 * Tests of the official clients: `npm run test:clients`. They build what the toolchains of the machine allow, so they
 * stand apart from `npm test`. A client that cannot be built skips its tests, with the reason.
 */
export default defineConfig({
  ...own,
  testDir: 'tests/clients',
  projects: [{ name: 'clients' }],
  // The AWS CLI starts an interpreter for each call, which takes seconds on a busy machine.
  timeout: 300_000,
  globalSetup: './tests/clients/global-setup.ts',
  // Each worker starts every driver for itself, and a driver is a process or more.
  workers: availableParallelism(),
});
