import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import {
  annotations,
  buildMatrix,
  compare,
  renderComparison,
  renderMatrix,
  renderSummary,
} from '../../reports/index.js';
import { test } from '../pages.js';
import { POISON, poisoned } from '../poisoned.js';
import { expectQuiet, openPage, openReport } from '../report-open.js';
import { abridged, type ReportedRun, writeReport } from '../report-runs.js';
import { sample } from '../report-samples.js';

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

/** What people and tools read of a results folder; the recording holds everything as it came. */
async function filesOf({ out }: ReportedRun): Promise<Record<string, string>> {
  const names = ['report.html', 'junit.xml', 'summary.md', 'badge.svg'];
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(out, name), 'utf8')])),
  );
}

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
  expect(state).toMatchObject({ scripts: 2, images: 0, handlers: 0, headings: 1 });
  const ours =
    /^(#[\w-]+|\.\/[\w%./-]+(#[\w-]+)?|https:\/\/(docs\.aws\.amazon\.com|smithy\.io|www\.rfc-editor\.org|github\.com\/aws)\/.*)$/;
  expect(state.links.filter((href) => !ours.test(href))).toEqual([]);
}

/** A report with poison in every field, whatever its source: what no single target could do. */
async function worse(run: ReportedRun): Promise<ReportedRun> {
  const { results, recorded } = poisoned(abridged(run.results), run.recorded);
  return writeReport(run, results, recorded);
}

async function openEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.mouse.move(300, 300);
}

test('nothing that a target sent runs, links, hides or reorders', async ({ page, hostile }) => {
  const watched = await openReport(page, hostile);
  await openEverything(page);
  await expectHarmless(page);
  expect(await page.evaluate(() => document.body.textContent)).not.toMatch(UNSEEN);
  await expect(page.locator('.wire .esc').filter({ hasText: '\\u{202e}' }).first()).toBeVisible();
  await expect(
    page.locator('.said', { hasText: '<script>window.pwned = true</script>' }).first(),
  ).toBeVisible();
  for (const [name, content] of Object.entries(await filesOf(hostile)))
    expect(content, name).not.toMatch(UNSEEN);
  expectQuiet(watched);
});

test('no field of the results does either', async ({ page, faulty }) => {
  const bad = await worse(faulty);
  const watched = await openReport(page, bad);
  await openEverything(page);
  await expectHarmless(page);
  const { text, size } = await page.evaluate(() => ({
    text: document.body.textContent,
    size: new Blob([document.documentElement.outerHTML]).size,
  }));
  expect(text).not.toMatch(UNSEEN);
  expect(size).toBeLessThan(5_000_000);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expectQuiet(watched);
});

test('comparison and matrix are as safe', async ({ page, conformant, faulty }, info) => {
  const a = conformant.results;
  const b = poisoned(abridged(faulty.results), []).results;
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

test('the policy stops what escaping might miss', async ({ page, conformant }) => {
  await openReport(page, conformant);
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

test('an annotation stays one command', async ({ faulty }) => {
  const lines = annotations(poisoned(faulty.results, []).results);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(/^::error title=[^:,\r\n]*::[^\r\n]*$/);
    expect(line).not.toMatch(UNSEEN);
    // A percent sign only as an escape of this format.
    expect(line.replaceAll(/%(25|0D|0A|3A|2C)/g, '')).not.toContain('%');
  }
});

test('an annotation escapes what its format gives a meaning', () => {
  const { results } = sample({ verdict: () => 'fail', taint: ' 100%25, a:b' });
  const [first] = results.requirements;
  if (!first) throw new Error('the sample is empty');
  const odd = { ...first, id: 'X:,%' } as unknown as typeof first;
  expect(annotations({ ...results, requirements: [odd] })).toEqual([
    '::error title=X%3A%2C%25 broken::200, 360 bytes “conformance asset” 100%2525, a:b',
  ]);
});

test('a summary cannot be formatted, linked or left by what a target sent', () => {
  const summary = renderSummary(sample({ verdict: () => 'fail', taint: ` ${POISON}` }).results);
  expect(summary).not.toMatch(/<(?!\/?code>)/);
  expect(summary).not.toMatch(/(?<!\\)`/);
  expect(summary).not.toMatch(/(?<!\\)\[/);
  expect(summary).not.toContain('://');
  expect(summary).not.toContain('@everyone');
  const rows = summary.split('\n').filter((line) => line.startsWith('| **'));
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
});
