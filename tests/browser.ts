import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Browser, test as base, chromium, type Page } from '@playwright/test';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

/** Where a browser may come from, the least trouble first. `find` returns the path of an executable, if there is one. */
interface Source {
  readonly name: string;
  readonly find: () => Promise<string | undefined> | string | undefined;
}

const sources: readonly Source[] = [
  { name: 'one that Playwright installed', find: ownedByPlaywright },
  { name: 'one on this machine', find: onThisMachine },
  { name: 'just installed by `npx playwright install chromium`', find: installedByPlaywright },
  { name: 'just installed by `apt-get install chromium`', find: installedByApt },
];

function ownedByPlaywright(): string | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function onThisMachine(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const paths = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  return paths.find((path) => existsSync(path));
}

async function installedByPlaywright(): Promise<string | undefined> {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  say('no browser found; running `npx playwright install chromium`');
  await run(process.execPath, [cli, 'install', 'chromium'], { timeout: 300_000 });
  return ownedByPlaywright();
}

async function installedByApt(): Promise<string | undefined> {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return undefined;
  say('that did not help; running `apt-get install -y chromium`');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { timeout: 300_000, env });
  await run('apt-get', ['install', '-y', '-qq', 'chromium'], { timeout: 600_000, env, maxBuffer: 1 << 26 });
  return onThisMachine();
}

/**
 * Launches a Chromium that it finds by itself, or installs one, and says on stderr what it did.
 * @throws naming all that was tried, if no browser can be had
 */
export async function launchBrowser(): Promise<Browser> {
  const tried: string[] = [];
  for (const { name, find } of sources) {
    try {
      const executablePath = await alone(find);
      if (executablePath === undefined) {
        tried.push(`${name}: none`);
        continue;
      }
      const browser = await chromium.launch({ executablePath, args: flags() });
      say(`${executablePath} (${name})`);
      return browser;
    } catch (error) {
      tried.push(`${name}: ${(error as Error).message.split('\n', 1)[0]}`);
    }
  }
  throw new Error(
    `The report's tests need a Chromium.\n${tried.join('\n')}\nInstall one and run the tests again.`,
  );
}

/** A browser that runs only what it is told to, and talks to nobody on its own. */
function flags(): string[] {
  return [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--no-default-browser-check',
    '--no-first-run',
    '--no-pings',
    // Pages are few and small: processes of their own for each site and for drawing cost more than what they do.
    '--disable-gpu',
    '--in-process-gpu',
    '--disable-features=site-per-process',
    // Chromium refuses to start its sandbox as root.
    ...(isRoot ? ['--no-sandbox'] : []),
  ];
}

/** Workers start at the same time, and installers don't bear each other. */
async function alone<T>(work: () => Promise<T> | T): Promise<T> {
  const lock = join(tmpdir(), 'codeartifact-conformance-browser.lock');
  for (let waited = 0; ; waited += 500) {
    try {
      await mkdir(lock);
      break;
    } catch {
      // A lock that outlives every installer was left by a run that was killed.
      if (waited > 900_000) await rm(lock, { recursive: true, force: true });
      await wait(500);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

function say(what: string): void {
  process.stderr.write(`browser: ${what}\n`);
}

const viewport = { width: 1280, height: 720 };

/**
 * Playwright's `test`, with the browser that `launchBrowser` finds, and one page that the tests of a worker use one
 * after the other: it costs more to start a page than to open a report in it. A test that fails gets its worker, and so
 * the page, replaced.
 */
export const test = base.extend<object, { browser: Browser; keptPage: Page }>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const browser = await launchBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker', timeout: 1_200_000 },
  ],
  keptPage: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ viewport });
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ keptPage }, use) => {
    await keptPage.setViewportSize(viewport);
    await keptPage.emulateMedia({ media: null, colorScheme: 'light' });
    await use(keptPage);
    await keptPage.removeAllListeners(undefined, { behavior: 'wait' });
    await keptPage.goto('about:blank');
  },
});
