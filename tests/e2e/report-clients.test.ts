import { expect } from '@playwright/test';
import { clientMatrix } from '../../reports/client-matrix.js';
import { noEvidence } from '../../reports/evidence.js';
import { renderReport, renderSummary } from '../../reports/index.js';
import type { CheckResult, RequirementId, RequirementVerdict, Results } from '../../schemas/index.js';
import { expectAccessible } from '../accessible.js';
import { test } from '../pages.js';
import { expectQuiet, openPage } from '../report-open.js';
import { conformant } from '../report-samples.js';

const toBuild = 'AWS SDK for Go v2 is not built. Build it with: codeartifact-conformance clients build go';

const check = (id: string, title: string, verdict: RequirementVerdict, reason?: string): CheckResult => ({
  id: `${id}/${title}`,
  title,
  verdict,
  exchanges: [],
  judged: 1,
  ...(reason === undefined ? {} : { reason }),
});

/** A run in which boto3 understands less than the AWS CLI, and Go is not built. */
function withClients(): Results {
  const { results } = conformant();
  const own: Partial<Record<RequirementId, readonly CheckResult[]>> = {
    'SDK-01': [
      check('SDK-01', 'AWS CLI', 'pass'),
      check('SDK-01', 'AWS SDK for Go v2', 'not-applicable', toBuild),
      check('SDK-01', 'boto3', 'pass'),
    ],
    'SDK-02': [
      check('SDK-02', 'AWS CLI: ConflictException', 'pass'),
      check('SDK-02', 'AWS SDK for Go v2: ConflictException', 'not-applicable', toBuild),
      check('SDK-02', 'boto3: ConflictException', 'fail'),
    ],
    'SDK-03': [check('SDK-03', 'boto3: ValidationException', 'not-testable', 'no scenario')],
  };
  return {
    ...results,
    requirements: results.requirements.map((requirement) => ({
      ...requirement,
      checks: requirement.profile === 'clients' ? (own[requirement.id] ?? []) : requirement.checks,
    })),
  };
}

test('puts the clients side by side, and names those that are not ready', () => {
  const matrix = clientMatrix(withClients());
  expect(matrix?.clients).toEqual(['AWS CLI', 'boto3']);
  expect(
    matrix?.rows.map(({ requirement, what, cells }) => [
      requirement,
      what,
      ...cells.map((cell) => cell?.verdict),
    ]),
  ).toEqual([
    ['SDK-01', 'an asset', 'pass', 'pass'],
    ['SDK-02', 'ConflictException', 'pass', 'fail'],
    ['SDK-03', 'members of ValidationException', undefined, 'not-testable'],
  ]);
  expect(matrix?.absent).toEqual([{ name: 'AWS SDK for Go v2', reason: toBuild }]);
});

test('says nothing of clients if none was asked', () => {
  const results = withClients();
  const requirements = results.requirements.filter(({ profile }) => profile !== 'clients');
  expect(clientMatrix({ ...results, requirements })).toBeUndefined();
  expect(renderSummary({ ...results, requirements })).not.toContain('## Official clients');
});

test('has a line for each client in the summary', () => {
  const summary = renderSummary(withClients());
  expect(summary).toContain('| AWS CLI | 2 of 2 |  |');
  expect(summary).toContain('| boto3 | 1 of 3 | SDK-02 fail, SDK-03 not testable |');
  expect(summary).toContain('codeartifact-conformance clients build go');
});

for (const width of [1280, 390])
  test(`shows the clients side by side on ${width} pixels`, async ({ page }, info) => {
    await page.setViewportSize({ width, height: 900 });
    const watched = await openPage(page, info, renderReport(withClients(), noEvidence), 'official-clients');
    const table = page.getByRole('region', { name: 'Verdicts by official client' });
    await expect(table.getByRole('columnheader')).toHaveText([/Call/, /AWS CLI/, /boto3/]);
    await expect(table.getByRole('row', { name: /ConflictException/ })).toContainText('fail');
    await expect(page.locator('#official-clients')).toContainText(toBuild);
    // The table scrolls, the page does not.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await table.getByRole('link', { name: 'fail' }).click();
    await expect(page.locator('article[id="SDK-02"]')).toBeInViewport();
    expectQuiet(watched);
    await expectAccessible(page);
  });
