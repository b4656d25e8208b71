import { expect, type Page } from '@playwright/test';
import { requirement } from '../../schemas/index.js';
import { test } from '../pages.js';
import { expectQuiet, openReport } from '../report-open.js';
import { idsHaving } from '../report-runs.js';

const shownIds = (page: Page) =>
  page.locator('article.requirement:visible').evaluateAll((all) => all.map((one) => one.id));
const chip = (page: Page, verdict: string) => page.locator('.chip', { hasText: verdict });
const fragment = (page: Page) => page.evaluate(() => location.hash);
const search = (page: Page) => page.getByRole('searchbox');
const choice = (page: Page, name: string) => page.getByRole('combobox', { name });

test('filters by verdict, level, profile and text, and clears', async ({ page, faulty }) => {
  const watched = await openReport(page, faulty);
  const { requirements } = faulty.results;
  const all = `${requirements.length} of ${requirements.length} requirements shown`;
  await expect(page.locator('.shown')).toHaveText(all);

  await chip(page, 'fail').click();
  expect(await shownIds(page)).toEqual(idsHaving(faulty, 'fail'));
  await chip(page, 'waived').click();
  expect(await shownIds(page)).toEqual(idsHaving(faulty, 'fail', 'waived'));
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.locator('.shown')).toHaveText(all);

  await choice(page, 'level').selectOption('SHOULD');
  await choice(page, 'profile').selectOption('npm');
  expect(await shownIds(page)).toEqual(
    requirements.filter(({ level, profile }) => level === 'SHOULD' && profile === 'npm').map(({ id }) => id),
  );
  await page.getByRole('button', { name: 'Clear' }).click();

  await search(page).fill('rl-17');
  await expect(page.locator('article.requirement:visible').first()).toHaveAttribute('id', 'RL-17');
  await search(page).fill(requirement('RL-17').statement.slice(0, 40).toUpperCase());
  expect(await shownIds(page)).toEqual(['RL-17']);
  await search(page).fill('no requirement says this');
  expect(await shownIds(page)).toEqual([]);
  await expect(page.locator('.none-shown')).toBeVisible();
  await expect(page.locator('section.chapter:visible')).toHaveCount(0);
  expectQuiet(watched);
});

test('the address holds the view: back and forward lead through it', async ({ page, faulty }) => {
  const watched = await openReport(page, faulty);
  await chip(page, 'fail').click();
  await choice(page, 'profile').selectOption('maven');
  expect(await fragment(page)).toBe('#verdict=fail&profile=maven');
  const narrow = await shownIds(page);
  // Each letter that is typed replaces the last: one step back undoes the word.
  await search(page).pressSequentially('maven');
  expect(await fragment(page)).toBe('#verdict=fail&text=maven&profile=maven');
  await page.goBack();
  await expect(search(page)).toHaveValue('');
  expect(await shownIds(page)).toEqual(narrow);
  await page.goBack();
  expect(await shownIds(page)).toEqual(idsHaving(faulty, 'fail'));
  await expect(choice(page, 'profile')).toHaveValue('');
  await page.goBack();
  expect(await fragment(page)).toBe('');
  await expect(page.locator('article.requirement[hidden]')).toHaveCount(0);
  await page.goForward();
  expect(await shownIds(page)).toEqual(idsHaving(faulty, 'fail'));

  await page.getByRole('link', { name: 'RL-17', exact: true }).last().click();
  expect(await fragment(page)).toBe('#RL-17');
  await page.goBack();
  expect(await fragment(page)).toBe('#verdict=fail');
  expect(await shownIds(page)).toEqual(idsHaving(faulty, 'fail'));
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect.poll(() => fragment(page)).toBe('');
  expectQuiet(watched);
});

test('a view that was shared opens as it was, at the list', async ({ page, faulty }) => {
  const watched = await openReport(page, faulty, 'verdict=fail&verdict=warn&text=parameters+%22');
  await expect(chip(page, 'warn').getByRole('checkbox')).toBeChecked();
  await expect(search(page)).toHaveValue('parameters "');
  expect(await shownIds(page)).toEqual(['RL-14']);
  await expect(page.getByRole('heading', { name: 'Requirements', exact: true })).toBeInViewport();
  // What is no choice is none, and cannot be anything else either.
  await page.goto(`${faulty.url}#verdict=nonsense&level=%3Cscript%3E&other=1&text=%zz`);
  await expect(choice(page, 'level')).toHaveJSProperty('selectedIndex', 0);
  await expect(page.locator('.chip :checked')).toHaveCount(0);
  expectQuiet(watched);
});

test('a permalink opens its requirement, also one that a filter hides', async ({ page, faulty }) => {
  const passing = idsHaving(faulty, 'pass').at(-1) ?? '';
  const watched = await openReport(page, faulty, passing);
  const article = page.locator(`article[id="${passing}"]`);
  await expect(article.locator('> details')).toHaveAttribute('open');
  await expect(article).toBeInViewport();
  await expect(page.locator('.shown')).toContainText(`${faulty.results.requirements.length} of`);

  await chip(page, 'fail').click();
  await expect(article).toBeHidden();
  await page.evaluate((id) => {
    location.hash = id;
  }, passing);
  await expect(article).toBeVisible();
  await expect(page.locator('.shown')).toContainText(`${faulty.results.requirements.length} of`);
  await expect(article.getByRole('link', { name: passing, exact: true })).toHaveAttribute(
    'href',
    `#${passing}`,
  );
  expectQuiet(watched);
});

test('everything can be done by keyboard', async ({ page, faulty }) => {
  const watched = await openReport(page, faulty);
  await page.getByRole('checkbox', { name: /^fail/ }).focus();
  await page.keyboard.press('Space');
  expect(await shownIds(page)).toEqual(idsHaving(faulty, 'fail'));
  const article = page.locator('article.requirement:visible').last();
  await article.locator('.rid').focus();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
  const outline = await page.evaluate(
    () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
  );
  expect(outline).toBe('solid');
  const open = await article.locator('> details').getAttribute('open');
  await page.keyboard.press('Enter');
  expect(await article.locator('> details').getAttribute('open')).not.toBe(open);
  // From the top of the page, the marks of the map do not stand in the way.
  expect(await page.locator('.cells a').evaluateAll((all) => all.every((one) => one.tabIndex === -1))).toBe(
    true,
  );
  expectQuiet(watched);
});

test('opens and closes all that the filters show', async ({ page, faulty }) => {
  await openReport(page, faulty, 'verdict=warn');
  const open = page.locator('article.requirement[data-verdict="warn"] > details[open]');
  await page.getByRole('button', { name: 'Open all' }).click();
  await expect(open).toHaveCount(idsHaving(faulty, 'warn').length);
  await page.getByRole('button', { name: 'Close all' }).click();
  await expect(open).toHaveCount(0);
});
