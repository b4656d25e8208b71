import type { FullConfig } from '@playwright/test';
import { isForEmbeddedTarget, NoVerdict, UserError } from '../config/index.js';
import { forkEarly } from '../targets/embedded/index.js';
import { current } from './current.js';
import { optionsIn } from './options.js';
import { verdictLine } from './verdict-line.js';

/**
 * Opens the run before the tests: the engine lives in this process, and workers ask it over a local socket.
 *
 * @returns what ends it after the tests
 */
export default async function globalSetup(config: FullConfig): Promise<() => Promise<void>> {
  const { strict = false, ...options } = optionsIn(config) ?? {};
  // The process of the embedded target and this one load their code at the same time.
  if (await isForEmbeddedTarget(options)) forkEarly();
  const [{ RunSession }, { startHost }, { socketVariable }] = await Promise.all([
    import('../runner/index.js'),
    import('./host.js'),
    import('../specs/index.js'),
  ]);
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
