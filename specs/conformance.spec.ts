import type { TestInfo } from '@playwright/test';
import { type CheckOutcome, outcomeAttachment } from '../checks/index.js';
import { checks } from './chapters/index.js';
import { readRunFile } from './run-file.js';
import { test } from './run-fixture.js';
import { selectChecks, selectRules } from './select.js';

const selection = readRunFile();

// Playwright takes a stack for each of a test's dozen steps, and maps every frame of it through source maps by a formatter
// of its own: a fifth of a run's time, for files that it need not compile. Node's own formatter is back with this.
Reflect.deleteProperty(Error, 'prepareStackTrace');

/**
 * Hands the outcome to the reporter, which decides how the run ended. The spec itself does not fail: Playwright would
 * start a new worker after each failure, and with it everything that the run has learnt so far would go.
 */
async function report(outcome: CheckOutcome, info: TestInfo): Promise<void> {
  await info.attach(outcomeAttachment, { body: JSON.stringify(outcome), contentType: 'application/json' });
}

for (const check of selectChecks(checks, selection))
  test(check.id, async ({ run }, info) => report(await run.outcome(check), info));

for (const id of selectRules(selection))
  test(`${id}/every answer`, async ({ run }, info) => report(await run.everyAnswer(id), info));
