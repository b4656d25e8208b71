import type { Results } from '../schemas/index.js';
import type { RunControl, RunOptions } from './run-options.js';
import { RunSession } from './session.js';

/**
 * Runs the suite against a target and writes the results folder. Without an endpoint, in the options or in a target
 * file, the target is the embedded reference target.
 *
 * @example
 * const results = await runConformance({ endpoint: 'http://localhost:4566', profiles: ['core', 'npm'] });
 * assert.equal(results.verdict, 'conformant');
 *
 * @returns the results, as in `results.json`; a target that is not conformant is no error
 * @throws UserError if an option or a file that it names is wrong; NoVerdict if the target cannot be reached
 */
export async function runConformance(options: RunOptions & RunControl = {}): Promise<Results> {
  const { signal, onStart, onOutcome, ...rest } = options;
  const session = await RunSession.open(rest);
  return follow(session, { signal, onStart, onOutcome });
}

/** Carries out a session to its end, or until it is told to stop. */
export async function follow(
  session: RunSession,
  { signal, onStart, onOutcome }: RunControl,
): Promise<Results> {
  try {
    onStart?.({ endpoint: session.run.endpoint, checks: session.checks });
    const aborted = new Promise<'aborted'>((resolve) => {
      if (signal?.aborted) resolve('aborted');
      signal?.addEventListener('abort', () => resolve('aborted'), { once: true });
    });
    const all = session.all((outcome) => onOutcome?.(outcome));
    // After an abort the connections are closed under it; what it says then is of no interest.
    all.catch(() => {});
    const end = await Promise.race([all, aborted]);
    return await session.close(end === 'aborted' ? 'The run was interrupted' : undefined);
  } finally {
    await session.close('The run did not finish');
  }
}
