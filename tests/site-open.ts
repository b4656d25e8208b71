import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { test as browserTest } from './browser.js';
import { abridged } from './report-runs.js';
import { type Folders, folders, newFolder, siteOf } from './site-folders.js';

/** A site on disk, opened as a reader does. */
export interface OpenSite {
  readonly page: Page;
  /** Goes to a page of the site; the fragment is without `#`. */
  readonly open: (path: string, fragment?: string) => Promise<void>;
  /** The path of the page that is shown, from the root of the site. */
  readonly path: () => string;
  /** What a page did that it must not: messages on its console, requests for anything but pages of the site. */
  readonly troubles: readonly string[];
}

/** Watches what the pages of a site do. */
export function watchSite(page: Page, out: string): OpenSite {
  const root = pathToFileURL(`${out}/`).href;
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('dialog', (dialog) => troubles.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    const isPage = request.isNavigationRequest() && request.url().startsWith(root);
    if (!isPage && !request.url().startsWith('data:')) troubles.push(`request: ${request.url()}`);
  });
  return {
    page,
    troubles,
    open: async (path, fragment = '') => {
      // A change of the fragment alone would load nothing.
      await page.goto('about:blank');
      await page.goto(pathToFileURL(join(out, path)).href + (fragment && `#${fragment}`));
    },
    path: () => decodeURI(page.url()).slice(root.length).split('#', 1)[0] ?? '',
  };
}

/** What differs of each kind, and little of it: axe takes its time for each element of a page. */
const abridgedFolders: Folders = Object.fromEntries(
  Object.entries(folders).map(([name, results]) => [name, abridged(results)]),
);

/**
 * Playwright's `test` with two sites, each written once for each worker: of `folders`, and of the same abridged. What
 * their pages did is checked after each test.
 */
export const test = browserTest.extend<
  { site: OpenSite; smallSite: OpenSite },
  { siteFolder: string; smallSiteFolder: string }
>({
  siteFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    ({}, use) => withSite(folders, use),
    { scope: 'worker' },
  ],
  smallSiteFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    ({}, use) => withSite(abridgedFolders, use),
    { scope: 'worker' },
  ],
  site: ({ page, siteFolder }, use) => withoutTroubles(watchSite(page, siteFolder), use),
  smallSite: ({ page, smallSiteFolder }, use) => withoutTroubles(watchSite(page, smallSiteFolder), use),
});

async function withSite(contents: Folders, use: (out: string) => Promise<void>): Promise<void> {
  const dir = await newFolder();
  await use((await siteOf(dir, contents, ['example-2.10.0'])).out);
  await rm(dir, { recursive: true, force: true });
}

async function withoutTroubles(site: OpenSite, use: (site: OpenSite) => Promise<void>): Promise<void> {
  await use(site);
  expect(site.troubles).toEqual([]);
}

export { expect };
