import type { Suite, TestRun } from '@playwright/test/reporter';
import type { RunSession } from '../runner/index.js';
import { checks, isRule, selectChecks } from '../specs/index.js';
import { requirementsOf } from './requirements-of.js';
import { whyUnassessed } from './why-unassessed.js';

/**
 * Leaves the tests of one shard: the requirements that `run --shard` would take, so that the results folders of shards
 * can be merged. What every response is checked for is in each shard.
 */
export function takeShard(
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
