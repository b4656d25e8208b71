import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter';
import type { Results } from '../schemas/index.js';
import { forgetAddedReporter } from './added-reporter.js';
import { current } from './current.js';
import { requirementsOf } from './requirements-of.js';
import { verdictLine } from './verdict-line.js';
import { whyUnassessed } from './why-unassessed.js';

/** Why Playwright ended before all tests had run. */
const interruptions: { readonly [status in FullResult['status']]?: string } = {
  interrupted: 'The run was interrupted',
  timedout: 'The run took longer than globalTimeout',
};

/**
 * Tells the engine what Playwright selected, so that it works ahead on that and sends nothing else, and writes the
 * results folder when the tests have ended.
 */
export default class ConformanceReporter implements Reporter {
  constructor() {
    forgetAddedReporter();
  }

  async preprocess({ config, suite, testRun }: PreprocessParams): Promise<void> {
    const { session } = current;
    if (!session) return;
    if (config.shard) {
      const { takeShard } = await import('./shard.js');
      takeShard(config.shard, session, suite, testRun);
    }
    // Playwright starts a worker for each project that has something to run.
    for (const test of suite.allTests()) {
      const [id] = requirementsOf(test);
      const reason = id && whyUnassessed(id, session.run.claimed);
      if (reason !== undefined) testRun.skip(test, reason);
    }
  }

  onBegin(config: FullConfig, suite: Suite): void {
    const { session } = current;
    if (!session) return;
    current.reporting = true;
    const order = suite.allTests().flatMap(requirementsOf);
    const only = new Set(order);
    const { shard } = config;
    session.select(
      {
        ...(session.isEverything(only) || shard ? {} : { only: [...only] }),
        ...(shard ? { shard: { index: shard.current, of: shard.total } } : {}),
      },
      order,
    );
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] } | undefined> {
    const { session } = current;
    if (!session || !current.reporting) return undefined;
    current.reporting = false;
    // In UI mode the next run goes on with the same engine; it ends with the process.
    if (!current.ended) return undefined;
    const results = await session.close(interruptions[status]);
    process.stdout.write(verdictLine(results, session.run.out));
    return { status: status === 'passed' && !certifies(results) ? 'failed' : status };
  }

  /** The lines of the tests are another reporter's; without any, Playwright adds its own. */
  printsToStdio(): boolean {
    return false;
  }
}

type PreprocessParams = Parameters<NonNullable<Reporter['preprocess']>>[0];

const certifies = ({ verdict, waiverErrors = [] }: Results): boolean =>
  (verdict === 'conformant' || verdict === 'conformant-with-waivers') && waiverErrors.length === 0;
