import { expect, type Page } from '@playwright/test';
import { type RequirementId, requirement } from '../../schemas/index.js';
import { test } from '../pages.js';
import { expectQuiet, openReport } from '../report-open.js';
import { enlarged, idsHaving, writeReport } from '../report-runs.js';

test('says the verdict in words and how it came about', async ({ page, faulty }) => {
  const watched = await openReport(page, faulty);
  await expect(page.locator('h1')).toContainText('Example Registry 2.1.0');
  await expect(page.locator('h1')).toContainText('Not conformant');
  const failing = idsHaving(faulty, 'fail');
  const broken = new Set(failing.map((id) => requirement(id as RequirementId).profile));
  const because = page.locator('.because');
  await expect(because).toContainText(
    `${failing.length} MUST requirements of ${[...broken].join(' and ')} are broken.`,
  );
  await expect(because).toContainText(`Only ${faulty.results.run.only?.length} requirements were selected`);
  await expect(page.locator('.facts')).toContainText('codeartifact-conformance 1.0.0');
  const open = page.locator('#not-assessed');
  for (const reason of [
    'Not claimed: pypi, nuget, ruby, swift, cargo, auth, faults, lifecycle, scale and clients',
    'Not selected for this run',
    'The valid request that has to succeed first did not',
  ])
    await expect(open).toContainText(reason);
  await expect(open).not.toContainText('core');
  await expect(page.locator('article[id="PKG-SCOPED"] .waiver')).toContainText('registry team');
  expectQuiet(watched);
});

test('a conformant run has nothing to fix and says so first', async ({ page, conformant }) => {
  const watched = await openReport(page, conformant);
  await expect(page.locator('h1')).toContainText('Conformant');
  await expect(page.locator('.because')).toHaveText(/^All \d+ MUST requirements assessed in .* hold\.$/);
  await expect(page.locator('#to-fix')).toHaveCount(0);
  await expect(page.locator('#client')).toHaveCount(0);
  await expect(page.locator('article.requirement[data-verdict="fail"]')).toHaveCount(0);
  // One example for each check that passed.
  const checks = page.locator('article[data-verdict="pass"] .check');
  expect(await checks.count()).toBeGreaterThan(20);
  expect(
    await checks.evaluateAll((all) => all.map((check) => check.querySelectorAll('.exchange').length)),
  ).toEqual(Array.from({ length: await checks.count() }, () => 1));
  expectQuiet(watched);
});

test('lists what to fix first, each line leading to its evidence', async ({ page, faulty }) => {
  const watched = await openReport(page, faulty);
  const links = page.locator('#to-fix ol').first().locator('li > a');
  expect(await links.allTextContents()).toEqual(idsHaving(faulty, 'fail'));
  const last = idsHaving(faulty, 'fail').at(-1) ?? '';
  await links.last().click();
  await expect(page.locator(`article[id="${last}"] > details`)).toHaveAttribute('open');
  await expect(page.locator(`article[id="${last}"]`)).toBeInViewport();
  expectQuiet(watched);
});

test('shows request and response as on the wire, expected beside actual', async ({ page, faulty }) => {
  const watched = await openReport(page, faulty, 'RL-17');
  const article = page.locator('article[id="RL-17"]');
  await expect(article.locator('.cited')).toHaveText('RFC 3986 · 2.1 Percent-Encoding');
  await expect(article.getByRole('link', { name: 'Open the source: RFC 3986' })).toHaveAttribute(
    'href',
    'https://www.rfc-editor.org/rfc/rfc3986#section-2.1',
  );
  const check = article.locator('.check').first();
  await expect(check.locator('.side.expected mark').first()).toContainText('with the 105');
  const [request, response] = [check.locator('.wire pre').nth(0), check.locator('.wire pre').nth(1)];
  await expect(request).toContainText('GET /v1/package/version/asset?domain=conformance&domain-owner=');
  await expect(request).toContainText('authorization: (not recorded)');
  const lines = ((await response.textContent()) ?? '').trim().split('\n');
  const exchange = faulty.recorded.find(
    ({ requirement, role }) => requirement === 'RL-17' && role === 'subject',
  );
  expect(lines).toEqual([
    'HTTP/1.1 200',
    ...(exchange?.response?.headers ?? []).map(([name, value]) => `${name}: ${value}`),
  ]);
  await expect(check.locator('> .exchange > .answer tr.differs')).toHaveCount(2);
  await expect(check.locator('.control')).toContainText('got 200');
  expectQuiet(watched);
});

test('shows where the bytes of a response differ from the right ones', async ({ page, faulty }) => {
  await openReport(page, faulty, 'RL-17');
  const difference = page.locator('article[id="RL-17"] .check > .exchange .body-difference');
  await expect(difference).toContainText('The body differs from byte 17 on');
  const rows = difference.locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.first().locator('td').first()).toHaveText('The asset a+b.txt\\n');
  await expect(rows.first().locator('td').first().locator('mark')).toHaveCount(0);
  await expect(rows.first().locator('td').last()).toHaveText('The asset a+b.txt\\r\\n');
  await expect(rows.first().locator('mark')).toHaveText('\\r');
});

test('copies the curl line and the replay command', async ({ page, faulty }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const watched = await openReport(page, faulty, 'RL-17');
  const check = page.locator('article[id="RL-17"] .check').first();
  const result = faulty.results.requirements.find(({ id }) => id === 'RL-17')?.checks[0];
  for (const name of ['curl', 'replay'] as const) {
    await check.getByRole('button', { name: `Copy the ${name} line` }).click();
    await expect(check.getByRole('button', { name: `Copy the ${name} line` })).toHaveText('Copied');
    expect(result?.[name]).toBeTruthy();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(result?.[name]);
  }
  expectQuiet(watched);
});

const lightness = (page: Page) =>
  page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = (
      getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g) ?? []
    ).map(Number);
    return (red + green + blue) / 765;
  });

test('follows the system theme, and its own toggle beyond a reload', async ({ page, conformant }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const { url } = await openReport(page, conformant);
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

test('prints on white without controls, what stands open in full', async ({ page, faulty }) => {
  await openReport(page, faulty);
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

test('fits a phone, and a small one', async ({ page, faulty }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await openReport(page, faulty);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('reads well without its script', async ({ browser, faulty }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await openReport(page, faulty);
  await expect(page.locator('.filters')).toBeHidden();
  await expect(page.locator('.theme')).toBeHidden();
  await expect(page.locator('article[id="RL-17"] .wire').first()).toBeVisible();
  const passing = page.locator('article[id="RL-01"]');
  await expect(passing.locator('.source')).toBeHidden();
  await passing.locator('> details > summary').click();
  await expect(passing.locator('.source')).toBeVisible();
  await context.close();
});

test('plots say in words what they show', async ({ page, faulty }) => {
  const watched = await openReport(page, faulty);
  await expect(
    page.getByRole('img', { name: /^Histogram of the time to a complete response: half within [\d.]+ m?s/ }),
  ).toBeVisible();
  await expect(page.getByRole('img', { name: /^Generated cases for each requirement/ })).toBeVisible();
  await expect(page.locator('.map li')).toHaveCount(13);
  expect(await page.locator('.cells a').count()).toBe(faulty.results.requirements.length);
  await page.locator('.cells a[href="#RL-17"]').click();
  await expect(page.locator('article[id="RL-17"]')).toBeInViewport();
  expectQuiet(watched);
});

test('says of a proxied client what it got wrong, and of the target what was not repeated', async ({
  page,
  proxied,
}) => {
  const watched = await openReport(page, proxied);
  await expect(page.locator('.because')).toContainText('4 exchanges of a client passed through the proxy');
  await expect(page.locator('.facts')).not.toContainText('Seed');
  const mistakes = page.locator('#client li');
  await expect(mistakes).toHaveCount(2);
  await expect(mistakes.nth(0)).toContainText('in 2 requests, 1 of them refused as invalid');
  await expect(mistakes.nth(0).getByRole('link', { name: 'DOM-PAT' })).toHaveAttribute('href', '#DOM-PAT');
  await expect(mistakes.nth(1)).toContainText('in 1 request, refused as invalid');
  await expect(page.locator('#not-assessed')).toContainText('No request of the client shows it');
  const check = page.locator('article[id="DOM-PAT"] .check').first();
  await expect(check.locator('.check-facts')).toContainText('not repeated');
  await expect(check.locator('.command code')).toContainText('domain=under_score');
  expectQuiet(watched);
});

test('twenty thousand exchanges stay small and open fast', async ({ page, faulty }, info) => {
  const large = enlarged(faulty);
  expect(large.recorded.length).toBeGreaterThan(20_000);
  const watched = await openReport(page, await writeReport(faulty, large.results, large.recorded));
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
  expect(await page.locator('.check, .more-checks li').count()).toBe(
    large.results.requirements.flatMap(({ checks }) => checks).length,
  );
  expectQuiet(watched);
});

test('an unfinished or partial run says so', async ({ page, faulty }) => {
  const { results, recorded } = faulty;
  const run = { ...results.run, interrupted: 'SIGINT', shard: { index: 1, of: 3 } };
  await openReport(page, await writeReport(faulty, { ...results, run }, recorded));
  await expect(page.locator('.because')).toContainText('did not come to its end: SIGINT');
  await expect(page.locator('.because')).toContainText('part 1 of 3');
});
