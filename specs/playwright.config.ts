import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { readRunFile } from './run-file.js';

const { out } = readRunFile();

/**
 * One worker: the engine itself keeps as many requests in flight as the run allows, and one process spends its time
 * waiting for the target. No timeout and no retries either: both are the engine's, which reports what it repeats. Where
 * the worker is killed the run ends: another one would know nothing of what was seen so far, and record it twice.
 */
export default defineConfig({
  testDir: fileURLToPath(new URL('.', import.meta.url)),
  testMatch: 'conformance.spec.js',
  outputDir: `${out}/.playwright`,
  workers: 1,
  timeout: 0,
  retries: 0,
  maxFailures: 1,
  reporter: [[fileURLToPath(new URL('../reports/playwright-reporter.js', import.meta.url))]],
});
