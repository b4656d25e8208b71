import type { TestInfo } from '@playwright/test';
import { selectChecks, selectRules } from '../engine/index.js';
import { type CheckOutcome, outcomeAttachment, plannedCheck } from '../judge/index.js';
import { checks } from './checks.js';
import { readRunFile } from './run-file.js';
import { test } from './run-fixture.js';

const selection = readRunFile();

// Playwright takes a stack for each of a test's dozen steps, and maps every frame of it through source maps by a formatter
// of its own: a fifth of a run's time, for files that it need not compile. Node's own formatter is back with this.
Reflect.deleteProperty(Error, 'prepareStackTrace');

/**
 * Hands outcomes to the reporter, which decides how the run ended. The spec itself does not fail: Playwright would start a
 * new worker after each failure, and with it everything that the run has learnt so far would go.
 */
async function report(outcomes: readonly CheckOutcome[], info: TestInfo): Promise<void> {
  await info.attach(outcomeAttachment, { body: JSON.stringify(outcomes), contentType: 'application/json' });
}

/** Tells the reporter which outcomes a spec will hand over. */
const plans = (ids: readonly string[]) => ({
  annotation: ids.map((id) => ({ type: plannedCheck, description: id })),
});

// A spec for each requirement and not for each check: a spec costs Playwright as much as dozens of exchanges cost us.
// They come in the order in which the last checks of each end, so that progress is told as it is made.
const selected = selectChecks(checks, selection);
const inOrderOfEnd = [...new Set(selected.toReversed().map(({ requirement }) => requirement))].reverse();
for (const id of inOrderOfEnd) {
  const own = selected.filter(({ requirement }) => requirement === id);
  test(id, plans(own.map((check) => check.id)), async ({ run }, info) =>
    report(await Promise.all(own.map((check) => run.outcome(check))), info),
  );
}

const rules = selectRules(selection);
if (rules.length > 0)
  test('every answer', plans(rules.map((id) => `${id}/every answer`)), async ({ run }, info) => {
    const outcomes: CheckOutcome[] = [];
    for (const id of rules) outcomes.push(await run.everyAnswer(id));
    await report(outcomes, info);
  });
