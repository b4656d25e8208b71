import { expect, test } from '@playwright/test';
import {
  buildMatrix,
  type ChangeKind,
  compare,
  renderComparison,
  renderComparisonMarkdown,
  renderMatrix,
  renderMatrixMarkdown,
} from '../../reports/index.js';
import type { LikelyCause, RequirementVerdict, Results } from '../../schemas/index.js';
import { test as browserTest } from '../pages.js';
import { expectQuiet, openPage } from '../report-open.js';
import { conformant, faulty, sample } from '../report-samples.js';

/** Results in which RL-17 has this verdict; everything else passes. */
const having = (verdict: RequirementVerdict): Results =>
  sample({ verdict: (id) => (id === 'RL-17' ? verdict : 'pass') }).results;

/** Results without RL-17. */
const lacking = (): Results => {
  const results = having('pass');
  return { ...results, requirements: results.requirements.filter(({ id }) => id !== 'RL-17') };
};

/** Results in which the first check of RL-17 did something else. */
const acting = (results: Results, actual: string): Results => ({
  ...results,
  requirements: results.requirements.map((requirement) =>
    requirement.id === 'RL-17'
      ? {
          ...requirement,
          checks: requirement.checks.map((check, at) => (at === 0 ? { ...check, actual } : check)),
        }
      : requirement,
  ),
});

/** Results in which every check of RL-17 fails. */
const worse = (results: Results): Results => ({
  ...results,
  requirements: results.requirements.map((requirement) =>
    requirement.id === 'RL-17'
      ? {
          ...requirement,
          checks: requirement.checks.map((check) => ({ ...check, verdict: 'fail' as const })),
        }
      : requirement,
  ),
});

/** Results in which RL-17 is waived, its first check fails, and the waiver names these checks. */
const waivedFor = (results: Results, ...checks: readonly number[]): Results => ({
  ...results,
  requirements: results.requirements.map((requirement) =>
    requirement.id === 'RL-17'
      ? {
          ...requirement,
          verdict: 'waived' as const,
          waiver: {
            reason: 'known',
            owner: 'team',
            expires: '2099-01-01',
            ...(checks.length === 0
              ? {}
              : { checks: checks.map((at) => requirement.checks[at]?.title ?? '') }),
          },
        }
      : requirement,
  ),
});

const cases: readonly [
  name: string,
  a: Results,
  b: Results,
  kind: ChangeKind | undefined,
  regression: boolean,
][] = [
  ['pass, pass', having('pass'), having('pass'), undefined, false],
  ['pass, fail', having('pass'), having('fail'), 'newly-failing', true],
  ['fail, fail with one more check failing', having('fail'), worse(having('fail')), 'newly-failing', true],
  [
    'waived, waived with one more check failing',
    waivedFor(having('fail')),
    waivedFor(worse(having('fail'))),
    'newly-failing',
    true,
  ],
  [
    'waived, fail with one more check failing',
    waivedFor(having('fail'), 0),
    worse(having('fail')),
    'newly-failing',
    true,
  ],
  [
    'waived, waived with one more check that the waiver names',
    waivedFor(having('fail'), 0),
    waivedFor(worse(having('fail')), 0, 1),
    'changed-evidence',
    false,
  ],
  ['waived, waived', waivedFor(having('fail')), waivedFor(having('fail')), undefined, false],
  ['pass, warn', having('pass'), having('warn'), 'newly-broken', false],
  ['pass, waived', having('pass'), having('waived'), 'newly-broken', false],
  ['not testable, fail', having('not-testable'), having('fail'), 'newly-broken', false],
  ['fail, pass', having('fail'), having('pass'), 'fixed', false],
  ['waived, pass', having('waived'), having('pass'), 'fixed', false],
  ['pass, not testable', having('pass'), having('not-testable'), 'no-longer-assessed', false],
  ['fail, not testable', having('fail'), having('not-testable'), 'no-longer-assessed', false],
  ['pass, gone', having('pass'), lacking(), 'no-longer-assessed', false],
  ['not testable, pass', having('not-testable'), having('pass'), 'newly-assessed', false],
  ['absent, pass', lacking(), having('pass'), 'new', false],
  ['absent, fail', lacking(), having('fail'), 'new', false],
  [
    'fail, fail otherwise',
    having('fail'),
    acting(having('fail'), '500 InternalServerException'),
    'changed-evidence',
    false,
  ],
  [
    'pass, pass otherwise',
    having('pass'),
    acting(having('pass'), '400 ValidationException, other id'),
    undefined,
    false,
  ],
  ['info, info otherwise', having('info'), acting(having('info'), '405'), 'changed-evidence', false],
];

for (const [name, a, b, kind, regression] of cases) {
  test(`compares ${name}: ${kind ?? 'no change'}`, () => {
    const comparison = compare(a, b);
    expect(comparison.changes.map((change) => [change.id, change.kind])).toEqual(
      kind ? [['RL-17', kind]] : [],
    );
    expect(comparison.regression).toBe(regression);
    expect(comparison.unchanged + comparison.changes.length).toBe(having('pass').requirements.length);
  });
}

test('a comparison in Markdown names each change and both sides', () => {
  const text = renderComparisonMarkdown(compare(having('pass'), having('fail')));
  expect(text).toMatch(/^# ❌ Regression\n/);
  expect(text).toContain('## Newly failing');
  expect(text).toMatch(/\| \*\*RL-17\*\* \| MUST \| .* \| pass \| fail: .*200, 360 bytes/);
  expect(renderComparisonMarkdown(compare(having('pass'), having('pass')))).toMatch(/^# ✅ No regression\n/);
});

const causeOf = (defect: string, more: Partial<LikelyCause> = {}): LikelyCause => ({
  cause: `Does ${defect}`,
  defect,
  change: 'Do otherwise',
  explains: ['RL-17'],
  confidence: 0.9,
  ...more,
});
const diagnosed = (...diagnosis: readonly LikelyCause[]): Results => ({ ...having('fail'), diagnosis });

test('a comparison names likely causes that are gone, and new ones', () => {
  const before = diagnosed(causeOf('status-redirect'), causeOf('body-truncated'));
  const after = diagnosed(causeOf('body-truncated'), causeOf('header-asset-absent'));
  const comparison = compare(before, after);
  expect(comparison.causes.gone.map(({ defect }) => defect)).toEqual(['status-redirect']);
  expect(comparison.causes.appeared.map(({ defect }) => defect)).toEqual(['header-asset-absent']);
  const text = renderComparisonMarkdown(comparison);
  expect(text).toMatch(
    /## Likely causes that are gone\n+- Does status-redirect \(very likely, 90 %\): RL-17/,
  );
  expect(text).toMatch(/## New likely causes\n+- Does header-asset-absent /);
});

for (const [how, cause] of [
  ['as an alternative', causeOf('status-redirect', { insteadOf: 'body-truncated' })],
  ['as one that looks the same', causeOf('other', { alike: [causeOf('status-redirect')] })],
] as const)
  test(`a likely cause that the other run names ${how} is not gone`, () => {
    const { causes } = compare(diagnosed(causeOf('status-redirect')), diagnosed(cause));
    expect(causes.gone).toEqual([]);
  });

test('an alternative that only one run names is no new cause', () => {
  const alternative = causeOf('status-redirect', { insteadOf: 'body-truncated' });
  const { causes } = compare(
    diagnosed(causeOf('body-truncated')),
    diagnosed(causeOf('body-truncated'), alternative),
  );
  expect(causes).toEqual({ gone: [], appeared: [] });
});

test('a comparison of runs without a diagnosis says nothing about causes', () => {
  expect(renderComparisonMarkdown(compare(having('pass'), having('fail')))).not.toMatch(/likely cause/i);
});

const three = () => [
  { results: conformant().results, folder: 'a', report: './a/report.html' },
  { results: faulty().results, folder: 'b', report: './b/report.html' },
  {
    results: sample({ claimed: ['core'], identity: { product: 'Third', version: '0.9' } }).results,
    folder: 'c',
  },
];

test('a matrix has a column for each implementation and a row for each requirement, by chapter', () => {
  const { columns, chapters } = buildMatrix(three());
  expect(columns.map(({ name }) => name)).toEqual([
    'Example Registry 2.1.0 (a)',
    'Example Registry 2.1.0 (b)',
    'Third 0.9',
  ]);
  const rows = chapters.flatMap(({ requirements }) => requirements);
  expect(rows.map(({ id }) => id)).toEqual(conformant().results.requirements.map(({ id }) => id));
  const failing = rows.find(({ id }) => id === 'RL-17');
  expect(failing).toMatchObject({ cells: ['pass', 'fail', 'pass'], same: false });
});

test('a matrix also names what only one implementation was tested for', () => {
  const { chapters } = buildMatrix([
    { results: lacking(), folder: 'a' },
    { results: having('fail'), folder: 'b' },
  ]);
  const row = chapters.flatMap(({ requirements }) => requirements).find(({ id }) => id === 'RL-17');
  expect(row?.cells).toEqual([undefined, 'fail']);
});

test('a matrix in Markdown says verdicts, versions, profiles and dates', () => {
  const text = renderMatrixMarkdown(buildMatrix(three()));
  expect(text).toContain('| Verdict | Conformant | Not conformant | Conformant |');
  expect(text).toContain('2026-05-04 09:30 UTC');
  expect(text).toMatch(/\| RL-17 \| MUST \| ✅ pass \| ❌ fail \| ✅ pass \| /);
});

browserTest(
  'the matrix leads from a failing cell to its evidence, and can hide what is the same',
  async ({ page, conformant, faulty }, info) => {
    const implementations = [
      { results: conformant.results, folder: 'a', report: './a/report.html' },
      { results: faulty.results, folder: 'b', report: './b/report.html' },
      { results: faulty.results, folder: 'c' },
    ];
    const watched = await openPage(page, info, renderMatrix(buildMatrix(implementations)));
    // What a buyer asks first: which profiles does each of them keep.
    const npm = page.locator('#profiles tr', { hasText: 'npm' }).locator('.cell');
    await expect(npm).toHaveText(['Conformant', 'Incomplete', 'Incomplete']);
    const auth = page.locator('#profiles tr', { hasText: 'auth' }).locator('.cell');
    await expect(auth).toHaveText(['Conformant', 'not claimed', 'not claimed']);
    const row = page.locator('tr[id="RL-17"]');
    await expect(row.locator('.cell').nth(1).getByRole('link')).toHaveAttribute(
      'href',
      './b/report.html#RL-17',
    );
    await expect(row.locator('.cell').nth(1)).toContainText('fail');
    await expect(row.locator('.cell').nth(2).getByRole('link')).toHaveCount(0);
    const same = page.locator('tr.same').first();
    await expect(same).toBeVisible();
    await page.getByLabel('Only where they differ').check();
    await expect(same).toBeHidden();
    await expect(row).toBeVisible();
    await page.goBack();
    await expect(same).toBeVisible();
    await page.goto(`${watched.url}#show=differing`);
    await expect(same).toBeHidden();
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expectQuiet(watched);
  },
);

browserTest('the comparison lists causes that are gone and new ones', async ({ page }, info) => {
  const comparison = compare(
    diagnosed(causeOf('status-redirect')),
    diagnosed(causeOf('header-asset-absent'), causeOf('body-truncated')),
  );
  const watched = await openPage(page, info, renderComparison(comparison));
  await expect(page.locator('#causes-gone li')).toHaveText([
    /Does status-redirect very likely, 90 %\s*RL-17/,
  ]);
  await expect(page.locator('#causes-new li')).toHaveText([
    /Does header-asset-absent/,
    /Does body-truncated/,
  ]);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expectQuiet(watched);
});

browserTest('the comparison marks what differs and leads to both sides', async ({ page, faulty }, info) => {
  const comparison = compare(faulty.results, acting(faulty.results, '500 InternalServerException'));
  const watched = await openPage(page, info, renderComparison(comparison, { before: './a/report.html' }));
  const item = page.locator('li[id="RL-17"]');
  await expect(item.locator('.side.actual mark').first()).toContainText('500');
  await expect(item.locator('.side.expected').getByRole('link')).toHaveAttribute(
    'href',
    './a/report.html#RL-17',
  );
  await expect(item.locator('.side.actual').getByRole('link')).toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expectQuiet(watched);
});

browserTest('the comparison says in one line what turned', async ({ page, conformant, faulty }, info) => {
  const watched = await openPage(page, info, renderComparison(compare(conformant.results, faulty.results)));
  const turn = page.locator('li[id="FMT-MAVEN"] .turn');
  await expect(turn).toContainText('Before: pass → After: fail');
  await expect(turn).toContainText('400 ValidationException');
  expectQuiet(watched);
});
