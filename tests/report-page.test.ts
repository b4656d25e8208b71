import { expect, type Page } from '@playwright/test';
import { type RequirementId, requirement } from '../schemas/index.js';
import { test } from './browser.js';
import { expectQuiet, openReport } from './report-open.js';
import { conformant, faulty, huge, sample } from './report-samples.js';

const shownIds = (page: Page) =>
  page.locator('article.requirement:visible').evaluateAll((all) => all.map((one) => one.id));

const idsHaving = (verdict: string) =>
  faulty()
    .results.requirements.filter((one) => one.verdict === verdict)
    .map(({ id }) => id);

test('says the verdict in words and how it came about', async ({ page }, info) => {
  const watched = await openReport(page, info, faulty());
  await expect(page.locator('h1')).toContainText('Example Registry 2.1.0');
  await expect(page.locator('h1')).toContainText('Not conformant');
  const failing = idsHaving('fail');
  const broken = new Set(failing.map((id) => requirement(id as RequirementId).profile));
  await expect(page.locator('.because')).toContainText(
    `${failing.length} MUST requirements of ${[...broken].join(' and ')} are broken.`,
  );
  await expect(page.locator('.facts')).toContainText('codeartifact-conformance 1.0.0');
  await expect(page.locator('#not-assessed')).toContainText('The profile maven is not claimed');
  await expect(page.locator('#not-assessed')).toContainText('The control request was answered 500');
  await expect(page.locator('#not-assessed')).not.toContainText('The profile core is not claimed');
  expectQuiet(watched);
});

test('a conformant run has nothing to fix and says so', async ({ page }, info) => {
  const watched = await openReport(page, info, conformant());
  await expect(page.locator('h1')).toContainText('Conformant');
  await expect(page.locator('#to-fix')).toHaveCount(0);
  await expect(page.locator('article.requirement[data-verdict="fail"]')).toHaveCount(0);
  expectQuiet(watched);
});

test('lists what to fix first, each line leading to its evidence', async ({ page }, info) => {
  const watched = await openReport(page, info, faulty());
  const links = page.locator('#to-fix ol').first().locator('li > a');
  expect(await links.allTextContents()).toEqual(idsHaving('fail'));
  const last = idsHaving('fail').at(-1) ?? '';
  await links.last().click();
  await expect(page.locator(`article[id="${last}"] > details`)).toHaveAttribute('open');
  await expect(page.locator(`article[id="${last}"]`)).toBeInViewport();
  expectQuiet(watched);
});

test('filters by verdict, level, profile and text, and clears', async ({ page }, info) => {
  const watched = await openReport(page, info, faulty());
  const { requirements } = faulty().results;
  await expect(page.locator('.shown')).toHaveText(
    `${requirements.length} of ${requirements.length} requirements shown`,
  );

  await page.locator('.chip', { hasText: 'fail' }).click();
  expect(await shownIds(page)).toEqual(idsHaving('fail'));
  await page.locator('.chip', { hasText: 'waived' }).click();
  expect(await shownIds(page)).toHaveLength(idsHaving('fail').length + idsHaving('waived').length);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.locator('.shown')).toContainText(`${requirements.length} of`);

  await page.getByRole('combobox', { name: 'level' }).selectOption('SHOULD');
  await page.getByRole('combobox', { name: 'profile' }).selectOption('npm');
  expect(await shownIds(page)).toEqual(
    requirements.filter(({ level, profile }) => level === 'SHOULD' && profile === 'npm').map(({ id }) => id),
  );
  await page.getByRole('button', { name: 'Clear' }).click();

  await page.getByRole('searchbox').fill('rl-17');
  await expect(page.locator('article.requirement:visible').first()).toHaveAttribute('id', 'RL-17');
  await page.getByRole('searchbox').fill(requirement('RL-17').statement.slice(0, 40).toUpperCase());
  expect(await shownIds(page)).toEqual(['RL-17']);
  await page.getByRole('searchbox').fill('no requirement says this');
  expect(await shownIds(page)).toEqual([]);
  await expect(page.locator('.none-shown')).toBeVisible();
  await expect(page.locator('section.chapter:visible')).toHaveCount(0);
  expectQuiet(watched);
});

test('a permalink opens its requirement, also one that a filter hides', async ({ page }, info) => {
  const passing = idsHaving('pass')[40] ?? '';
  const watched = await openReport(page, info, faulty(), passing);
  const article = page.locator(`article[id="${passing}"]`);
  await expect(article.locator('> details')).toHaveAttribute('open');
  await expect(article).toBeInViewport();

  await page.locator('.chip', { hasText: 'fail' }).click();
  await expect(article).toBeHidden();
  await page.evaluate((id) => {
    location.hash = '';
    location.hash = id;
  }, passing);
  await expect(article).toBeVisible();
  await expect(page.locator('.shown')).toContainText(`${faulty().results.requirements.length} of`);
  await expect(article.getByRole('link', { name: passing, exact: true })).toHaveAttribute(
    'href',
    `#${passing}`,
  );
  expectQuiet(watched);
});

test('shows request and answer as on the wire, expected beside actual', async ({ page }, info) => {
  const watched = await openReport(page, info, faulty(), 'RL-17');
  const check = page.locator('article[id="RL-17"] .check').first();
  await expect(check.locator('.side.expected mark')).toContainText('400 ValidationException');
  await expect(check.locator('.side.actual mark')).toContainText('200');
  const [request, answer] = [check.locator('.wire pre').nth(0), check.locator('.wire pre').nth(1)];
  await expect(request).toContainText(
    'GET /v1/package/version/asset?domain=conformance&domain-owner=111122223333',
  );
  const lines = ((await answer.textContent()) ?? '').trim().split('\n');
  expect(lines[0]).toBe('HTTP/1.1 200');
  expect(lines.map((line) => line.split(':')[0]).slice(1, 4)).toEqual([
    'Date',
    'Content-Type',
    'X-AssetName',
  ]);
  await expect(check.locator('> .exchange tr.differs')).toHaveCount(2);
  await expect(check.locator('.control')).toContainText('got 200');
  expectQuiet(watched);
});

test('passing checks show one example each', async ({ page }, info) => {
  await openReport(page, info, conformant(), 'RL-17');
  const checks = page.locator('article[id="RL-17"] .check');
  await expect(checks).toHaveCount(2);
  for (const check of await checks.all()) await expect(check.locator('.exchange')).toHaveCount(1);
});

test('copies the curl line and the replay command', async ({ page, context }, info) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const watched = await openReport(page, info, faulty(), 'RL-17');
  const check = page.locator('article[id="RL-17"] .check').first();
  for (const name of ['curl', 'replay']) {
    await check.getByRole('button', { name: `Copy the ${name} line` }).click();
    await expect(check.getByRole('button', { name: `Copy the ${name} line` })).toHaveText('Copied');
    const result = faulty().results.requirements.find(({ id }) => id === 'RL-17')?.checks[0];
    const expected = name === 'curl' ? result?.curl : result?.replay;
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(expected);
  }
  expectQuiet(watched);
});

test('everything can be done by keyboard', async ({ page }, info) => {
  const watched = await openReport(page, info, faulty());
  await page.getByRole('checkbox', { name: /^fail/ }).focus();
  await page.keyboard.press('Space');
  expect(await shownIds(page)).toEqual(idsHaving('fail'));
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

test('opens and closes all that the filters show', async ({ page }, info) => {
  await openReport(page, info, faulty());
  await page.locator('.chip', { hasText: 'warn' }).click();
  await page.getByRole('button', { name: 'Open all' }).click();
  const openIds = () => page.locator('article.requirement[data-verdict="warn"] > details[open]').count();
  expect(await openIds()).toBe(idsHaving('warn').length);
  await page.getByRole('button', { name: 'Close all' }).click();
  expect(await openIds()).toBe(0);
});

const lightness = (page: Page) =>
  page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = (
      getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g) ?? []
    ).map(Number);
    return (red + green + blue) / 765;
  });

test('follows the system theme, and its own toggle beyond a reload', async ({ page }, info) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const { url } = await openReport(page, info, conformant());
  expect(await lightness(page)).toBeLessThan(0.2);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await lightness(page)).toBeGreaterThan(0.9);
  const toggle = page.getByRole('button', { name: /Theme/ });
  await toggle.click();
  await toggle.click();
  await expect(toggle).toHaveText('Theme: dark');
  expect(await lightness(page)).toBeLessThan(0.2);
  await page.goto(url);
  await expect(toggle).toHaveText('Theme: dark');
  expect(await lightness(page)).toBeLessThan(0.2);
  await toggle.click();
  await expect(toggle).toHaveText('Theme: auto');
});

test('prints on white without controls, what stands open in full', async ({ page }, info) => {
  await openReport(page, info, faulty());
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await lightness(page)).toBeGreaterThan(0.9);
  for (const selector of ['.filters', 'nav', '.theme']) await expect(page.locator(selector)).toBeHidden();
  await expect(page.locator('.copy').first()).toBeHidden();
  expect(
    await page
      .locator('.wire pre')
      .first()
      .evaluate((pre) => getComputedStyle(pre).maxHeight),
  ).toBe('none');
  await expect(page.locator('h1')).toBeVisible();
});

for (const width of [320, 390]) {
  test(`fits a phone of ${width} pixels`, async ({ page }, info) => {
    await page.setViewportSize({ width, height: 800 });
    await openReport(page, info, faulty());
    await page.getByRole('button', { name: 'Open all' }).click();
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

test('reads well without its script', async ({ browser }, info) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await openReport(page, info, faulty());
  await expect(page.locator('.filters')).toBeHidden();
  await expect(page.locator('.theme')).toBeHidden();
  await expect(page.locator('article[id="RL-17"] .wire').first()).toBeVisible();
  const passing = page.locator('article[id="RL-16"]');
  await expect(passing.locator('.source')).toBeHidden();
  await passing.locator('> details > summary').click();
  await expect(passing.locator('.source')).toBeVisible();
  await context.close();
});

test('plots say in words what they show', async ({ page }, info) => {
  const watched = await openReport(page, info, faulty());
  await expect(
    page.getByRole('img', { name: /^Histogram of the time to a complete answer: half within 2.1 ms/ }),
  ).toBeVisible();
  await expect(page.getByRole('img', { name: /^Generated cases for each requirement/ })).toBeVisible();
  await expect(page.locator('.map li')).toHaveCount(13);
  expect(await page.locator('.cells a').count()).toBe(faulty().results.requirements.length);
  await page.locator('.cells a[href="#RL-17"]').click();
  await expect(page.locator('article[id="RL-17"]')).toBeInViewport();
  expectQuiet(watched);
});

test('twenty thousand exchanges stay small and open fast', async ({ page }, info) => {
  const large = huge();
  expect(large.recorded.length).toBeGreaterThan(20_000);
  const watched = await openReport(page, info, large);
  const timing = await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const size = new Blob([document.documentElement.outerHTML]).size;
    return { opened: performance.now(), size };
  });
  info.annotations.push({
    type: 'open',
    description: `${Math.round(timing.opened)} ms, ${timing.size} bytes`,
  });
  process.stderr.write(
    `report of ${large.recorded.length} exchanges: ${timing.size} bytes, open after ${Math.round(timing.opened)} ms\n`,
  );
  expect(timing.size).toBeLessThan(5_000_000);
  expect(timing.opened).toBeLessThan(10_000);
  // Verdicts are never sampled.
  await expect(page.locator('article.requirement')).toHaveCount(large.results.requirements.length);
  expect(await page.locator('.check').count()).toBe(
    large.results.requirements.flatMap(({ checks }) => checks).length,
  );
  expectQuiet(watched);
});

test('an unfinished, filtered or partial run says so', async ({ page }, info) => {
  await openReport(
    page,
    info,
    sample({
      claimed: ['core'],
      run: { interrupted: 'SIGINT', only: ['RL-01'], shard: { index: 1, of: 3 } },
    }),
  );
  await expect(page.locator('.because')).toContainText('did not come to its end: SIGINT');
  await expect(page.locator('.because')).toContainText('part 1 of 3');
  await expect(page.locator('.because')).toContainText('Only 1 requirement');
});
