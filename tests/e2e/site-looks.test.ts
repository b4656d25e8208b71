import { expectAccessible } from '../accessible.js';
import { test } from '../pages.js';
import { expect } from '../site-open.js';

const pages = [
  'index.html',
  'requirements.html',
  'defects.html',
  'reference-page.html',
  'search.html',
  'requirements/RS-04.html',
  'implementations/example-registry.html',
];

for (const path of pages) {
  test(`axe finds nothing wrong with ${path}, in both themes`, async ({ smallSite: { page, open } }) => {
    test.setTimeout(120_000);
    await open(path);
    await expectAccessible(page);
  });

  test(`${path} fits a phone`, async ({ site: { page, open } }) => {
    for (const width of [360, 768]) {
      await page.setViewportSize({ width, height: 800 });
      await open(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}

test('axe finds nothing wrong with the cards of a phone', async ({ smallSite: { page, open } }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open('index.html');
  await expectAccessible(page);
});

test('on a phone each implementation is a card, with the name of each profile', async ({
  site: { page, open },
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open('index.html');
  const row = page.locator('tr.entry', { hasText: 'Example Registry' });
  const { width } = (await row.boundingBox()) ?? { width: 0 };
  expect(width).toBeLessThanOrEqual(390);
  const label = row.locator('[data-label="core"]');
  expect(await label.evaluate((cell) => getComputedStyle(cell, '::before').content)).toBe('"core"');
});

test('the theme that a reader chose is that of the next page, before it is drawn', async ({
  site: { page, open },
}) => {
  // Notes the theme at the moment at which there is something to draw.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      document.body.dataset.drawnIn = document.documentElement.dataset.theme ?? 'auto';
    }).observe(document, { childList: true, subtree: true });
  });
  await open('index.html');
  await expect(page.locator('body')).toHaveAttribute('data-drawn-in', 'auto');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  const button = page.getByRole('button', { name: /^Theme/ });
  await button.click();
  await button.click();
  await expect(button).toHaveText('Theme: dark');
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.getByRole('link', { name: 'Requirements', exact: true }).click();
  await expect(page.locator('body')).toHaveAttribute('data-drawn-in', 'dark');
  expect(await paper()).toBe(dark);
  await button.click();
});
