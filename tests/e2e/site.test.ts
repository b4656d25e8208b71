import { requirements } from '../../schemas/index.js';
import { test } from '../pages.js';
import { expect } from '../site-open.js';

const names = ['Plain Server', 'Example Registry'];

test('the standings lead to an implementation, a requirement and back', async ({ site }) => {
  const { page } = site;
  await site.open('index.html');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/as documented/);
  await page.getByRole('link', { name: 'Example Registry' }).first().click();
  expect(site.path()).toBe('implementations/example-registry.html');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2.10.0');
  await page.locator('#to-fix').getByRole('link', { name: 'RS-04' }).click();
  await page.getByRole('link', { name: /RS-04: how it is checked/ }).click();
  expect(site.path()).toBe('requirements/RS-04.html');
  const who = page.locator('#who');
  await expect(who.getByRole('row', { name: /Example Registry/ })).toContainText('fail');
  await expect(who.getByRole('row', { name: /Plain Server/ })).toContainText('pass');
  await page.getByRole('link', { name: 'Standings' }).click();
  expect(site.path()).toBe('index.html');
});

test('a row says what is broken of what was assessed, and how much that was', async ({
  site: { page, open },
}) => {
  await open('index.html');
  const row = page.getByRole('row', { name: /Example Registry/ });
  await expect(row.locator('[data-label="All MUSTs"]')).toHaveText(/2 of \d+ broken\s*\d+ of \d+ assessed/);
  await expect(row.locator('[data-label="core"]')).toHaveText(/2 broken of \d+\d+\/\d+ assessed/);
  await expect(row.locator('[data-label="npm"]')).toContainText('all assessed');
  await expect(page.getByRole('row', { name: /Plain Server/ }).locator('[data-label="npm"]')).toContainText(
    'not claimed',
  );
  await expect(page.getByRole('row', { name: /embedded reference target/ }).locator('.rank')).toHaveText('–');
});

test('standings are filtered by name and verdict, and ranked by another profile', async ({
  site: { page, open },
}) => {
  await open('index.html');
  const rows = page.locator('tr.findable:visible .entrant > a');
  const status = page.getByRole('status');
  await expect(rows).toHaveText(names);
  await page.getByPlaceholder('Name, vendor, version…').fill('2.10');
  await expect(rows).toHaveText(['Example Registry']);
  await expect(status).toHaveText('1 of 2 implementations shown');
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByLabel('Verdict').selectOption('conformant');
  await expect(rows).toHaveText(['Plain Server']);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByLabel('Rank by').selectOption('npm');
  await expect(rows).toHaveText(['Example Registry', 'Plain Server']);
  await expect(page.locator('tr.findable .rank')).toHaveText(['1', '–']);
  await page.getByPlaceholder('Name, vendor, version…').fill('nobody');
  await expect(page.getByText('No implementation matches these filters.')).toBeVisible();
});

test('a view is in its address', async ({ site: { page, open } }) => {
  await open('index.html', 'profile=npm&verdict=not-conformant');
  await expect(page.locator('tr.findable:visible .entrant > a')).toHaveText(['Example Registry']);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page).toHaveURL(/index\.html$/);
  await open('requirements.html', 'state=nonsense&text=Latin');
  await expect(page.getByLabel('Outcome')).toHaveValue('');
});

test('requirements are filtered by level, profile, outcome, and what checks and defects are called', async ({
  site: { page, open },
}) => {
  await open('requirements.html');
  const ids = page.locator('.findable:visible .rid');
  await page.getByLabel('Outcome').selectOption('broken');
  await expect(ids).toHaveText(['RL-17', 'RS-04']);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByLabel('level').selectOption('MUST');
  await page.getByLabel('profile').selectOption('npm');
  const musts = requirements.filter(({ level, profile }) => level === 'MUST' && profile === 'npm');
  await expect(page.getByRole('status')).toHaveText(
    `${musts.length} of ${requirements.length} requirements shown`,
  );
  await expect(page.locator('section.chapter:visible')).not.toHaveCount(0);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByPlaceholder(/Id, word/).fill('asset-maximum-too-high');
  await expect(ids).toHaveText(['AST-MAX']);
});

test('the search box of every page finds requirements and implementations', async ({ site }) => {
  const { page } = site;
  await site.open('requirements/RL-16.html');
  await page.getByLabel('Search requirements and implementations').fill('example registry');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\.html/);
  const found = page.locator('.found .findable:visible');
  await expect(found).toHaveCount(1);
  await found.getByRole('link').click();
  expect(site.path()).toBe('implementations/example-registry.html');
  await site.open('search.html', 'text=percent-decoded');
  await expect(page.locator('.found .findable:visible .rid').first()).toHaveText('RL-16');
  await page.getByLabel('Kind').selectOption('implementation');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
});

test('the keyboard goes everywhere', async ({ site }) => {
  const { page } = site;
  await site.open('index.html');
  await page.keyboard.press('/');
  await expect(page.getByPlaceholder('Name, vendor, version…')).toBeFocused();
  await page.keyboard.type('plain');
  await expect(page.locator('tr.findable:visible')).toHaveCount(1);
  const link = page.getByRole('link', { name: 'Plain Server' });
  for (let steps = 0; steps < 10; steps += 1) {
    await page.keyboard.press('Tab');
    if (await link.evaluate((element) => element === document.activeElement)) break;
  }
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await page.waitForURL(/plain-server\.html/);
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search requirements and implementations')).toBeFocused();
});

test('the history of a product is a line, with what changed between its versions', async ({
  site: { page, open },
}) => {
  await open('implementations/example-registry.html');
  const history = page.locator('#history');
  await expect(
    history.getByRole('img', { name: /from 2 of \d+ broken in 2\.9\.0 to 2 of \d+ broken in 2\.10\.0/ }),
  ).toBeVisible();
  await expect(history.locator('.history-point')).toHaveCount(2);
  await expect(history.locator('tbody th')).toHaveText(['2.10.0', '2.9.0']);
  await expect(history.locator('.step-kind')).toHaveText([
    /Newly failing: RS-04/,
    /Fixed: RL-16/,
    /No longer assessed: OP-02/,
  ]);
  await open('implementations/plain-server.html');
  await expect(history.getByRole('img')).toHaveCount(0);
});

test('the full report is there if it was given', async ({ site }) => {
  const { page } = site;
  await site.open('implementations/example-registry.html');
  await page.locator('#history').getByRole('link', { name: 'Report of 2.10.0' }).click();
  await expect(page.getByText('Conformance report')).toBeVisible();
  await site.open('implementations/plain-server.html');
  await expect(page.locator('#history')).toContainText('not given');
});

test('a requirement says where it is written, how it is checked, and which defects prove that', async ({
  site: { page, open },
}) => {
  await open('requirements/AST-MAX.html');
  await expect(page.locator('#source').getByRole('link')).toHaveAttribute(
    'href',
    /^https:\/\/docs\.aws\.amazon\.com\//,
  );
  await expect(page.locator('#checks li')).not.toHaveCount(0);
  await expect(page.locator('#defects')).toContainText('asset-maximum-ignored');
  await page.getByRole('link', { name: /→/ }).click();
  await expect(page).toHaveURL(/requirements\/AST-PAT\.html$/);
});

test('every link of every kind of page leads to a file of the site', async ({ site, siteFolder }) => {
  const { page } = site;
  const { existsSync } = await import('node:fs');
  const { fileURLToPath } = await import('node:url');
  const pages = ['index.html', 'requirements.html', 'search.html', 'requirements/RL-16.html'];
  for (const path of [...pages, 'implementations/example-registry.html']) {
    await site.open(path);
    const links = await page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLAnchorElement>('a[href]'),
        ...document.querySelectorAll<HTMLLinkElement>('link[href]'),
      ].map(({ href }) => href),
    );
    const broken = links
      .filter((href) => href.startsWith('file:'))
      .filter((href) => !existsSync(fileURLToPath(href.split('#', 1)[0] ?? '')));
    expect(broken, `${path} of ${siteFolder}`).toEqual([]);
  }
});

test('a defect leads to the requirement that catches it, and is found by what it does', async ({
  site: { page, open, path },
}) => {
  await open('defects.html');
  await page.getByLabel('Text').fill('values-decoded-as-latin-1');
  const found = page.locator('.findable:visible');
  await expect(found).toHaveCount(1);
  await page.getByLabel('Caught by').selectOption('alone');
  await expect(found).toHaveCount(0);
  await expect(page.getByText('No defect matches these filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.locator('#status-redirect').getByRole('link').first().click();
  expect(path()).toMatch(/^requirements\/RS-/);
});

test('each statement of the reference page leads to its requirements', async ({
  site: { page, open, path },
}) => {
  await open('reference-page.html');
  await page.getByLabel('Coverage').selectOption('no');
  const found = page.locator('.findable:visible');
  expect(await found.count()).toBeGreaterThan(0);
  for (const text of await found.allTextContents()) expect(text).toContain('Not covered:');
  await page.getByLabel('Coverage').selectOption('yes');
  await page.getByLabel('Text').fill('The method is GET');
  await found.getByRole('link', { name: 'RL-11' }).click();
  expect(path()).toBe('requirements/RL-11.html');
});
