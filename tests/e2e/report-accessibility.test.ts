import { buildMatrix, compare, renderComparison, renderMatrix } from '../../reports/index.js';
import { expectAccessible } from '../accessible.js';
import { test } from '../pages.js';
import { openPage, openReport } from '../report-open.js';
import { abridged, writeReport } from '../report-runs.js';

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
