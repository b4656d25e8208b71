import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './place.js';
import { folders, writeFolders } from './site-folders.js';

test('site writes the pages of several folders and says what it wrote', async ({ place }) => {
  const dirs = await writeFolders(place.folder, folders);
  const { code, stdout, stderr } = await place.run(
    'site',
    ...dirs,
    '--out',
    'standings',
    '--url',
    'https://example.org/s',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^3 implementations, 4 runs, \d+ pages: standings\/index\.html\n$/);
  expect(await readFile(join(place.folder, 'standings/feed.xml'), 'utf8')).toContain(
    'href="https://example.org/s/implementations/example-registry.html"',
  );
});

test('site refuses a folder without results, and an address that is none', async ({ place }) => {
  const [folder = ''] = await writeFolders(place.folder, folders);
  const nowhere = await place.run('site', folder, 'nowhere', '--out', 'standings');
  expect(nowhere.code).toBe(2);
  expect(nowhere.stderr).toMatch(/nowhere\/results\.json is not the results of a run/);
  const address = await place.run('site', folder, '--out', 'standings', '--url', 'example.org');
  expect(address.code).toBe(2);
  expect(address.stderr).toMatch(/--url example\.org: must be an http or https address/);
  expect(existsSync(join(place.folder, 'standings'))).toBe(false);
});
