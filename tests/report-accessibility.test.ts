import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { buildMatrix, compare, renderComparison, renderMatrix } from '../reports/index.js';
import { openPage, openReport } from './report-open.js';
import { abridged, test, writeReport } from './report-runs.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page, options: RunOptions = {}): Promise<string[]> {
  const { violations } = (await page.evaluate(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })})`,
  )) as AxeResults;
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
}

/** Everything in light; in dark, only what colours decide. */
async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, { runOnly: ['color-contrast'] })).toEqual([]);
}

test.describe('axe finds nothing wrong', () => {
  test.setTimeout(120_000);

  test('with the report', async ({ page, faulty }) => {
    await openReport(page, await writeReport(faulty, abridged(faulty.results), faulty.recorded));
    await page.getByRole('button', { name: 'Open all' }).click();
    await expectAccessible(page);
  });

  test('with the report of a proxied client', async ({ page, proxied }) => {
    await openReport(page, await writeReport(proxied, abridged(proxied.results), proxied.recorded));
    await expectAccessible(page);
  });

  test('with the comparison', async ({ page, conformant, faulty }, info) => {
    await openPage(
      page,
      info,
      renderComparison(compare(conformant.results, faulty.results), { after: './b/report.html' }),
    );
    await expectAccessible(page);
  });

  test('with the matrix', async ({ page, conformant, faulty }, info) => {
    const matrix = buildMatrix(
      [conformant, faulty].map(({ results }) => ({
        results: abridged(results),
        folder: 'a',
        report: './a/report.html',
      })),
    );
    await openPage(page, info, renderMatrix(matrix));
    await expectAccessible(page);
  });
});
