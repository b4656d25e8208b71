import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestRun } from '@playwright/test/reporter';
import type { RunSession } from '../runner/index.js';
import { isRequirementId, type RequirementId, type Results } from '../schemas/index.js';
import { checks, isRule, selectChecks } from '../specs/index.js';
import { current } from './current.js';
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
  async preprocess({ config, suite, testRun }: PreprocessParams): Promise<void> {
    const { session } = current;
    if (!session) return;
    if (config.shard) takeShard(config.shard, session, suite, testRun);
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

/** The requirement that a test is about: the first word of its title. Tests of other projects are about none. */
function requirementsOf({ title, parent }: TestCase): RequirementId[] {
  const [id = ''] = title.split(' ', 1);
  return isRequirementId(id) && 'conformance' in (parent.project()?.use ?? {}) ? [id] : [];
}

/**
 * Leaves the tests of one shard: the requirements that `run --shard` would take, so that the results folders of shards
 * can be merged. What every response is checked for is in each shard.
 */
function takeShard(
  { current: index, total: of }: { current: number; total: number },
  { run: { claimed } }: RunSession,
  suite: Suite,
  testRun: TestRun,
): void {
  const tests = suite.allTests();
  // Somebody else's tests are sharded by Playwright, and ours with them.
  if (tests.some((test) => requirementsOf(test).length === 0)) return;
  testRun.skipSharding();
  const only = [...new Set(tests.flatMap(requirementsOf))];
  const own = new Set(
    selectChecks(checks, { claimed, only, shard: { index, of } }).map(({ requirement: id }) => id),
  );
  for (const test of tests) {
    const [id] = requirementsOf(test);
    if (id === undefined || own.has(id)) continue;
    const assessed = whyUnassessed(id, claimed) === undefined;
    if (assessed ? !isRule(id) : index > 1) testRun.exclude(test);
  }
}
