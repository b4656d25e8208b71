import { expect, type Page } from '@playwright/test';
import {
  annotations,
  buildMatrix,
  compare,
  renderComparison,
  renderMatrix,
  renderReport,
  renderSummary,
} from '../reports/index.js';
import { test } from './browser.js';
import { expectQuiet, openPage, openReport } from './report-open.js';
import { conformant, evidenceOf, hostile, POISON, sample } from './report-samples.js';

/** Written out here, so that it does not depend on the code that it tests. */
const UNSEEN = new RegExp(
  `[${[
    [0x00, 0x08],
    [0x0b, 0x1f],
    [0x7f, 0x9f],
    [0x200b, 0x200f],
    [0x2028, 0x202e],
    [0x2060, 0x2069],
    [0xd800, 0xdfff],
    [0xfeff, 0xfeff],
  ]
    .map((range) => range.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('-'))
    .join('')}]`,
);

async function expectHarmless(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  const state = await page.evaluate(() => ({
    scripts: document.scripts.length,
    images: document.images.length,
    handlers: [...document.querySelectorAll('*')].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith('on')),
    ).length,
    headings: document.querySelectorAll('h1').length,
    links: [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? ''),
  }));
  expect(state).toMatchObject({ scripts: 1, images: 0, handlers: 0, headings: 1 });
  const ours =
    /^(#[\w-]+|\.\/[\w%./-]+(#[\w-]+)?|https:\/\/(docs\.aws\.amazon\.com|smithy\.io|www\.rfc-editor\.org|github\.com\/aws)\/.*)$/;
  expect(state.links.filter((href) => !ours.test(href))).toEqual([]);
}

test('nothing that a target sent runs, links, hides or reorders', async ({ page }, info) => {
  const watched = await openReport(page, info, hostile());
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.mouse.move(300, 300);
  await expectHarmless(page);
  expect(await page.evaluate(() => document.body.textContent)).not.toMatch(UNSEEN);
  await expect(page.locator('.esc').filter({ hasText: '\\u{202e}' }).first()).toBeVisible();
  await expect(
    page.locator('.said', { hasText: '<script>window.pwned = true</script>' }).first(),
  ).toBeVisible();
  expectQuiet(watched);
});

test('the files hold no invisible character either', () => {
  const bad = hostile();
  const html = renderReport(bad.results, evidenceOf(bad));
  expect(html).not.toMatch(UNSEEN);
  expect(Buffer.byteLength(html)).toBeLessThan(5_000_000);
  expect(renderSummary(bad.results)).not.toMatch(UNSEEN);
});

test('hostile text leaves the page its shape on a phone', async ({ page }, info) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await openReport(page, info, hostile());
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('comparison and matrix are as safe', async ({ page }, info) => {
  const [a, b] = [conformant().results, hostile().results];
  const pages = [
    renderComparison(compare(a, b), { before: './a/report.html', after: './b/report.html' }),
    renderMatrix(
      buildMatrix([a, b, a].map((results) => ({ results, folder: POISON, report: './a/report.html' }))),
    ),
  ];
  for (const html of pages) {
    expect(html).not.toMatch(UNSEEN);
    const watched = await openPage(page, info, html);
    await expectHarmless(page);
    expectQuiet(watched);
  }
});

test('the policy stops what escaping might miss', async ({ page }, info) => {
  await openReport(page, info, sample({ claimed: ['core'] }));
  const blocked = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'window.pwned = true';
    document.body.append(script);
    document.body.insertAdjacentHTML(
      'beforeend',
      '<img src="https://evil.example/x.png" onerror="window.pwned = true">',
    );
    document.body.insertAdjacentHTML('beforeend', '<p style="color: red">styled</p>');
    document.body.insertAdjacentHTML('beforeend', '<iframe src="https://evil.example/"></iframe>');
    await fetch('https://evil.example/').catch(() => undefined);
    await new Promise((done) => setTimeout(done, 200));
    return { violations, ran: 'pwned' in window };
  });
  expect(blocked.ran).toBe(false);
  for (const directive of [
    'script-src-elem',
    'script-src-attr',
    'img-src',
    'style-src-attr',
    'frame-src',
    'connect-src',
  ]) {
    expect(blocked.violations).toContain(directive);
  }
});

test('an annotation stays one command', () => {
  const lines = annotations(hostile().results);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(/^::error title=[^:,\r\n]*::[^\r\n]*$/);
    expect(line).not.toMatch(UNSEEN);
    // A percent sign only as an escape of this format.
    expect(line.replaceAll(/%(25|0D|0A|3A|2C)/g, '')).not.toContain('%');
  }
});

test('an annotation escapes what its format gives a meaning', () => {
  const { results } = sample({ verdict: () => 'fail', taint: () => ' 100%25, a:b' });
  const [first] = results.requirements;
  if (!first) throw new Error('the sample is empty');
  const odd = { ...first, id: 'X:,%' } as unknown as typeof first;
  expect(annotations({ ...results, requirements: [odd] })).toEqual([
    '::error title=X%3A%2C%25 broken::200, 360 bytes “conformance asset” 100%2525, a:b',
  ]);
});

test('a summary cannot be formatted, linked or left by what a target sent', () => {
  const summary = renderSummary(sample({ verdict: () => 'fail', taint: () => ` ${POISON}` }).results);
  expect(summary).not.toMatch(/<(?!\/?code>)/);
  expect(summary).not.toMatch(/(?<!\\)`/);
  expect(summary).not.toMatch(/(?<!\\)\[/);
  expect(summary).not.toContain('://');
  expect(summary).not.toContain('@everyone');
  const rows = summary.split('\n').filter((line) => line.startsWith('| **'));
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
});
