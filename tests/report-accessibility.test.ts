import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { buildMatrix, compare, renderComparison, renderMatrix, renderReport } from '../reports/index.js';
import { test } from './browser.js';
import { openPage } from './report-open.js';
import { conformant, evidenceOf, faulty } from './report-samples.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults;
  return results.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
}

const pages = {
  report: () => renderReport(faulty().results, evidenceOf(faulty())),
  comparison: () =>
    renderComparison(compare(conformant().results, faulty().results), { after: './b/report.html' }),
  matrix: () =>
    renderMatrix(
      buildMatrix(
        [conformant(), faulty()].map(({ results }) => ({ results, folder: 'a', report: './a/report.html' })),
      ),
    ),
};

for (const [name, render] of Object.entries(pages)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing wrong with the ${name} in ${colorScheme}`, async ({ page }, info) => {
      test.setTimeout(120_000);
      await page.emulateMedia({ colorScheme });
      await openPage(page, info, render());
      if (name === 'report') {
        // Everything of one kind stands open; all of it at once would only take longer.
        await page.locator('.chip', { hasText: 'warn' }).click();
        await page.getByRole('button', { name: 'Open all' }).click();
      }
      expect(await violations(page)).toEqual([]);
    });
  }
}
