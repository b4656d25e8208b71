import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig, Project } from '@playwright/test';
import { type Profile, profiles } from '../schemas/catalogue/index.js';
import { addReporter } from './added-reporter.js';
import type { ConformanceOptions, ConformanceUse } from './options.js';
import { withoutBrowser } from './without-browser.js';

export type { ConformanceOptions } from './options.js';

/** Node.js runs the compiled files as they are; Playwright compiles the TypeScript sources. */
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The part of a Playwright config that `conformance` makes. */
export type ConformanceConfig = Required<
  Pick<PlaywrightTestConfig<ConformanceUse>, 'globalSetup' | 'projects' | 'reporter'>
>;

/** UI mode and editors: they run what somebody picks, and pick the first project until then. */
const isInteractive = process.argv.some((argument) => /^--ui\b|^test-server$/.test(argument));

/**
 * Requirements that every response is checked for are known when all other checks have ended, so the profiles that have
 * some come last: until then the tests of the others keep the workers busy.
 */
const last: readonly Profile[] = ['clients', 'auth', 'faults', 'core'];
const projectOrder: readonly Profile[] = isInteractive
  ? profiles
  : [...profiles.filter((profile) => !last.includes(profile)), ...last];

/**
 * The conformance suite as a part of a Playwright config: one project for each profile, with one test for each
 * requirement. Without an endpoint, here or in the target file, the target is the embedded reference target.
 *
 * @example
 * import { defineConfig } from '@playwright/test';
 * import { conformance } from 'codeartifact-conformance/playwright';
 *
 * export default defineConfig({
 *   webServer: { command: 'npm start', port: 4566 },
 *   ...conformance({ endpoint: 'http://localhost:4566', fixtures: 'fixtures', profiles: ['core', 'npm'] }),
 * });
 *
 * @param options relative paths are relative to the working directory
 */
export function conformance(options: ConformanceOptions = {}): ConformanceConfig {
  const reporter = file(`./reporter.${extension}`);
  addReporter(reporter);
  return {
    globalSetup: file(`./global-setup.${extension}`),
    reporter: [['list'], [reporter]],
    projects: projectOrder.map(
      (profile): Project<ConformanceUse> => ({
        name: profile,
        testDir: file('../specs/'),
        testMatch: /\.spec\.[jt]s$/,
        // The tag, and not a longer one that begins alike.
        grep: new RegExp(`@${profile}(?![\\w-])`),
        use: { ...withoutBrowser, conformance: options },
        // The engine has limits for each exchange, repeats what fails and labels it: Playwright must do neither.
        timeout: 0,
        retries: 0,
        // Each project starts workers of its own, and a small one needs no second. Where there are two, tests are handed out
        // one by one: one worker begins while another ends.
        ...(profile === 'core' ? { fullyParallel: true } : { workers: 1 }),
      }),
    ),
  };
}
