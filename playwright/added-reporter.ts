import { fileURLToPath } from 'node:url';

/** The environment variable with a reporter that Playwright adds to those of the command line; editors use it, too. */
const variable = 'PW_TEST_REPORTER';

/**
 * With `--reporter`, Playwright drops the reporters of the config. The suite's own prints nothing and tells the engine
 * what was selected, so it stays beside the one that was asked for. Without it the engine would know of a test only when
 * its turn comes: the verdicts are the same, but the run takes longer.
 *
 * @param file of the reporter
 */
export function addReporter(file: string): void {
  if (process.argv.some((argument) => /^--reporter\b/.test(argument))) process.env[variable] ??= file;
}

/** Programs that the tests start, which may be Playwright again, need no such reporter. */
export function forgetAddedReporter(): void {
  const added = process.env[variable];
  if (added?.startsWith(fileURLToPath(new URL('./reporter.', import.meta.url)))) delete process.env[variable];
}
