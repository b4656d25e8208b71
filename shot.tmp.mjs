import { chromium } from '@playwright/test';

const [url, out] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [name, scheme, width] of [
  ['light', 'light', 1200],
  ['dark', 'dark', 1200],
  ['phone', 'dark', 375],
]) {
  const p = await b.newPage({ viewport: { width, height: 1400 }, colorScheme: scheme });
  await p.goto(url);
  const el = p.locator('#likely-causes');
  await el.scrollIntoViewIfNeeded();
  await el.screenshot({ path: `${out}-${name}.png` });
  console.log(name, await p.evaluate(() => document.documentElement.scrollWidth));
  await p.close();
}
await b.close();
