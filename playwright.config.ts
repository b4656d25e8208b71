import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { conformance } from './playwright/index.js';

// Each project starts a worker, which compiles Playwright again. Node.js 22 or newer keeps what it compiled.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

/**
 * The conformance specs, against the embedded reference target or against yours: the target of
 * `conformance.config.json`, of the file that CONFORMANCE_CONFIG names, or of CONFORMANCE_ENDPOINT.
 */
export default defineConfig({
  // One worker that starts, or waits for what all responses showed, and another that goes on.
  workers: 2,
  ...conformance({
    config: process.env.CONFORMANCE_CONFIG,
    endpoint: process.env.CONFORMANCE_ENDPOINT,
  }),
});
