import { expect, test } from '@playwright/test';
import { conclusion } from '../../cli/conclusion.js';
import { renderReport, renderSummary, selectEvidence } from '../../reports/index.js';
import type { LikelyCause, Results } from '../../schemas/index.js';
import { test as browserTest } from '../pages.js';
import { expectQuiet, openPage } from '../report-open.js';
import { sample } from '../report-samples.js';

const cause = (defect: string, more: Partial<LikelyCause> = {}): LikelyCause => ({
  cause: `Does ${defect}`,
  defect,
  change: `Do not ${defect}`,
  explains: ['RL-17'],
  confidence: 0.9,
  ...more,
});

/** A run in which RL-17, RL-18 and RL-19 fail, with four causes for the first two of them. */
function run() {
  const broken: readonly string[] = ['RL-17', 'RL-18', 'RL-19'];
  const { results, recorded } = sample({ verdict: (id) => (broken.includes(id) ? 'fail' : 'pass') });
  const check = results.requirements.find(({ id }) => id === 'RL-17')?.checks[0]?.id ?? '';
  const diagnosis: LikelyCause[] = [
    cause('many-things', {
      explains: ['RL-17', 'RL-18'],
      confidence: 0.97,
      check,
      includes: [{ cause: 'Does one thing', defect: 'one' }],
    }),
    cause('second', { alike: [{ cause: 'Does the same', defect: 'same' }] }),
    cause('third'),
    cause('fourth'),
    cause('other', { confidence: 0.05, insteadOf: 'second' }),
  ];
  return { results: { ...results, diagnosis } satisfies Results, recorded };
}

test('the summary names likely causes, what looks the same, and what to change', () => {
  const text = renderSummary(run().results);
  expect(text).toMatch(
    /\| Does many-things \| very likely, 97 % \| Do not many-things \| RL-17, RL-18 \|\n\| Does second; or: Does the same \|/,
  );
  expect(text).toContain('No known cause explains RL-19');
  expect(text).not.toContain('Does other');
});

test('the command line ends with three lines of likely causes at most', () => {
  const lines = conclusion(run().results, 'out')
    .split('\n')
    .filter((line) => line.startsWith('Likely cause'));
  expect(lines).toEqual([
    'Likely cause: Does many-things (very likely, 97 %; explains 2 of the requirements above)',
    'Likely cause: Does second (very likely, 90 %; explains 1 of the requirements above)',
    'Likely cause: Does third (very likely, 90 %; explains 1 of the requirements above; 1 more in the report)',
  ]);
});

browserTest('the report says what is likely to be behind the failures', async ({ page }, info) => {
  const { results, recorded } = run();
  const watched = await openPage(page, info, renderReport(results, selectEvidence(results, recorded)));
  const [first, second] = [
    page.locator('#likely-causes li').nth(0),
    page.locator('#likely-causes li').nth(1),
  ];
  await expect(first.getByRole('heading')).toHaveText('Does many-things very likely, 97 %');
  await expect(first).toContainText('What to change: Do not many-things');
  await expect(first).toContainText('Stands for narrower causes, among them: does one thing');
  await expect(first.locator('.command code')).toContainText('curl');
  await expect(first).toContainText('codeartifact-conformance serve --fault many-things');
  await expect(first.getByRole('link')).toHaveText(['RL-17', 'RL-18']);
  await expect(second).toContainText('Looks the same in this run: does the same');
  await expect(second).toContainText('Or else: does other (possible, 5 %)');
  await expect(page.locator('#likely-causes')).toContainText(
    'No known cause explains 1 broken requirement: RL-19',
  );
  for (const width of [1200, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  expectQuiet(watched);
});
