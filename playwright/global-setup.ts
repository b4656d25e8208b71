import type { FullConfig } from '@playwright/test';
import { NoVerdict, UserError } from '../config/index.js';
import { RunSession } from '../runner/index.js';
import { socketVariable } from '../specs/index.js';
import { current } from './current.js';
import { startHost } from './host.js';
import { optionsIn } from './options.js';
import { verdictLine } from './verdict-line.js';

/**
 * Opens the run before the tests: the engine lives in this process, and workers ask it over a local socket.
 *
 * @returns what ends it after the tests
 */
export default async function globalSetup(config: FullConfig): Promise<() => Promise<void>> {
  const { strict = false, ...options } = optionsIn(config) ?? {};
  const session = await RunSession.open(options).catch(withoutStack);
  const host = await startHost(session, strict);
  process.env[socketVariable] = host.socket;
  current.session = session;
  return async () => {
    await host.close();
    delete process.env[socketVariable];
    current.ended = true;
    // With --reporter the reporter of the suite is not there: the results are written all the same.
    if (current.reporting) return;
    const results = await session.close();
    process.stdout.write(verdictLine(results, session.run.out));
  };
}

/** The message says what to correct; a stack of our own code would only hide it. */
function withoutStack(error: unknown): never {
  if (error instanceof UserError || error instanceof NoVerdict) error.stack = `Error: ${error.message}`;
  throw error;
}
