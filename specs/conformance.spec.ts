import { expect, type TestInfo } from '@playwright/test';
import { type CheckOutcome, outcomeAttachment } from '../checks/index.js';
import { requirement } from '../schemas/index.js';
import { checks } from './chapters/index.js';
import { readRunFile, test } from './run-fixture.js';
import { selectChecks, selectRules } from './select.js';

const selection = readRunFile();

/** Hands the outcome to the reporter, and fails the spec where a MUST is broken. */
async function report(outcome: CheckOutcome, info: TestInfo): Promise<void> {
  await info.attach(outcomeAttachment, { body: JSON.stringify(outcome), contentType: 'application/json' });
  const { statement } = requirement(outcome.requirement);
  expect(outcome.verdict, `${statement}\nExpected: ${outcome.expected}\nActual: ${outcome.actual}`).not.toBe(
    'fail',
  );
}

for (const check of selectChecks(checks, selection))
  test(check.id, async ({ run }, info) => report(await run.outcome(check), info));

for (const id of selectRules(selection))
  test(`${id}/every answer`, async ({ run }, info) => report(await run.everyAnswer(id), info));
