import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assessment } from '../../cli/assessment.js';
import { UnreadableResults, writeSite } from '../../reports/index.js';
import type { Results } from '../../schemas/index.js';
import { test } from '../pages.js';
import { POISON, poisoned } from '../poisoned.js';
import { sample } from '../report-samples.js';
import { type Folders, folders, newFolder, siteOf, suite, writeFolders } from '../site-folders.js';
import { expect, watchSite } from '../site-open.js';

let dir: string;
test.beforeAll(async () => {
  dir = await newFolder();
});
test.afterAll(() => rm(dir, { recursive: true, force: true }));

/** Texts that the schema gives a form: results with others are no results. */
const formed: ReadonlySet<string> = new Set([
  'catalogueDigest',
  'recordingDigest',
  'startedAt',
  'expires',
  'stability',
]);

/** Poison in every text of the results that may hold any. */
function bad(results: Results): Results {
  const restore = (value: unknown, original: unknown): unknown => {
    if (Array.isArray(value))
      return value.map((each, index) => restore(each, (original as unknown[])[index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, own]) => {
        const before = (original as Record<string, unknown> | undefined)?.[name];
        return [name, formed.has(name) ? before : restore(own, before)];
      }),
    );
  };
  return restore(poisoned(results, []).results, { ...results, waiverErrors: [] }) as Results;
}

const hostile: Folders = {
  ...folders,
  'bad-1': bad(
    sample({
      claimed: ['core'],
      identity: { vendor: 'Bad', product: 'Actor', version: '1' },
      verdict: (id) => (id === 'RL-16' ? 'fail' : id === 'RL-17' ? 'waived' : 'pass'),
      run: { startedAt: '2026-01-01T00:00:00.000Z' },
    }).results,
  ),
  'bad-2': bad(
    sample({
      claimed: ['core'],
      identity: { vendor: 'Bad', product: 'Actor', version: '2' },
      verdict: (id) => (id === 'RS-04' ? 'fail' : id === 'RL-01' ? 'not-testable' : 'pass'),
      run: { startedAt: '2026-02-01T00:00:00.000Z' },
    }).results,
  ),
};

test('a results folder with script in every field runs nothing and stays on its pages', async ({ page }) => {
  test.setTimeout(120_000);
  const { out } = await siteOf(dir, hostile);
  const files = (await readdir(out, { recursive: true })).filter((name) => /\.\w+$/.test(name));
  for (const name of files) expect(name).toMatch(/^[\w./-]+$/);
  const site = watchSite(page, out);
  const paths = ['index.html', 'search.html', 'requirements.html', 'requirements/RL-16.html'];
  const own = files.filter((name) => name.startsWith('implementations/'));
  expect(own).toHaveLength(4);
  for (const path of [...paths, ...own]) {
    await site.open(path);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    const state = await page.evaluate(() => ({
      pwned: 'pwned' in window,
      scripts: document.scripts.length,
      headings: document.querySelectorAll('h1').length,
      styles: document.querySelectorAll('style, [style]').length,
      handlers: [...document.querySelectorAll('*')].filter((element) =>
        element.getAttributeNames().some((name) => name.startsWith('on')),
      ).length,
      images: [...document.images].map(({ src }) => src.split(',', 1)[0]),
      links: [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? ''),
    }));
    expect(state, path).toMatchObject({ pwned: false, scripts: 2, headings: 1, styles: 1, handlers: 0 });
    expect(new Set(state.images).size).toBeLessThanOrEqual(1);
    const ours =
      /^(#[\w-]+|(\.{1,2}\/)?[\w./-]+(#[\w-]+)?|https:\/\/(docs\.aws\.amazon\.com|smithy\.io|www\.rfc-editor\.org|github\.com\/aws)\/.*)$/;
    expect(
      state.links.filter((href) => !ours.test(href)),
      path,
    ).toEqual([]);
  }
  expect(site.troubles).toEqual([]);
});

test('the pages of other implementations do not change', async () => {
  const [clean, mixed] = [await siteOf(dir, folders), await siteOf(dir, hostile)];
  for (const name of [
    'implementations/example-registry.html',
    'implementations/plain-server.html',
    'data/example-registry.json',
    'badges/example-registry-core.svg',
  ])
    expect(await readFile(join(mixed.out, name), 'utf8'), name).toBe(
      await readFile(join(clean.out, name), 'utf8'),
    );
});

test('feed, badges and data stay what they are', async () => {
  const { out } = await siteOf(dir, hostile);
  const feed = await readFile(join(out, 'feed.xml'), 'utf8');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
  expect(feed).not.toMatch(/[\u0000-\u0008\u202e\u2066\u200b\ufeff]|<script|<svg/);
  for (const name of await readdir(join(out, 'badges')))
    if (name.endsWith('.svg'))
      expect(await readFile(join(out, 'badges', name), 'utf8'), name).not.toMatch(
        /<script|onload|javascript:/,
      );
  expect(JSON.parse(await readFile(join(out, 'data/index.json'), 'utf8'))).toHaveProperty('implementations');
});

test('HTML that comes with a folder is not published', async ({ page }) => {
  const [folder = ''] = await writeFolders(join(dir, 'own-html'), { plain: folders.plain as Results });
  await writeFile(join(folder, 'report.html'), `<h1>${POISON}</h1><script>window.pwned = true</script>`);
  const out = join(dir, 'own-html-site');
  await writeSite([folder], out, { assessment, suite });
  const site = watchSite(page, out);
  await site.open('reports/plain-server/0.1.html');
  await expect(page.getByText('Conformance report')).toBeVisible();
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  expect(site.troubles).toEqual([]);
});

test('a folder that is not one of results is named, with what is wrong, and nothing is written', async () => {
  const honest = folders.plain as Results;
  const cases: readonly [name: string, content: string, message: RegExp][] = [
    ['no-json', '<script>', /no-json\/results\.json/],
    [
      'no-form',
      '{"requirements":"<script>"}',
      /no-form\/results\.json does not have the form .*\(and \d+ more\)/,
    ],
    [
      'bad-id',
      JSON.stringify({ ...honest, requirements: [{ ...honest.requirements[0], id: '../../x"><script>' }] }),
      /bad-id\/results\.json does not have the form/,
    ],
  ];
  for (const [name, content, message] of cases) {
    const [folder = ''] = await writeFolders(join(dir, 'unreadable'), { [name]: honest });
    await writeFile(join(folder, 'results.json'), content);
    const out = join(dir, 'unreadable-site');
    const written = writeSite([folder], out, { assessment, suite });
    await expect(written).rejects.toThrow(UnreadableResults);
    await expect(written).rejects.toThrow(message);
    await expect(readdir(out)).rejects.toThrow();
  }
});
