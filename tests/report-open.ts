import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expect, type Page, type TestInfo } from '@playwright/test';
import type { ReportedRun } from './report-runs.js';

/** What a page did that it must not: errors on its console, and requests beyond its own file. */
export interface Watched {
  readonly page: Page;
  readonly url: string;
  readonly troubles: string[];
}

/** Opens a file from disk, as a reader does. The fragment is without `#`. */
export async function openFile(page: Page, url: string, fragment = ''): Promise<Watched> {
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('dialog', (dialog) => troubles.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url) troubles.push(`request: ${request.url()}`);
  });
  await page.goto(fragment ? `${url}#${fragment}` : url);
  return { page, url, troubles };
}

/** Opens the report of a run. */
export const openReport = (page: Page, run: ReportedRun, fragment = '') => openFile(page, run.url, fragment);

/** Writes a page to disk and opens it. */
export async function openPage(page: Page, info: TestInfo, html: string, fragment = ''): Promise<Watched> {
  const file = info.outputPath('page.html');
  await writeFile(file, html);
  return openFile(page, pathToFileURL(file).href, fragment);
}

/** The page ran without an error and requested nothing. */
export function expectQuiet({ troubles }: Watched): void {
  expect(troubles).toEqual([]);
}
