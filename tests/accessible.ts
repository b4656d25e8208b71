import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page, options: RunOptions = {}): Promise<string[]> {
  const { violations } = (await page.evaluate(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })})`,
  )) as AxeResults;
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
}

/**
 * Leaves two of each kind of row, list item or other block in the same surroundings: blocks that differ in nothing but
 * their words and the values of their attributes. axe takes its time for each element, and says about hundreds of such
 * blocks what it says about the first.
 */
function thinOut(): void {
  const look = ({ tagName, className }: Element): string => `${tagName}.${className}`;
  const surroundings = (element: Element): string =>
    element.parentElement ? `${surroundings(element.parentElement)} ${look(element)}` : '';
  const kinds = new Map<Element, string>();
  const kindOf = (element: Element): string => {
    const attributes = [...element.attributes].map(({ name, value }) =>
      ['class', 'role', 'type', 'scope', 'style'].includes(name) || value === '' ? `${name}=${value}` : name,
    );
    const hasWords = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    const inner = [...element.children].map((child) => kinds.get(child) ?? '');
    return `<${element.tagName} ${attributes.join(' ')} ${hasWords}>${inner.join('')}</>`;
  };
  const seen = new Map<string, number>();
  // From the end: what a block contains is thinned out before the block is compared with others.
  for (const parent of [...document.body.querySelectorAll('*')].reverse()) {
    const where = parent.children.length > 0 ? surroundings(parent) : '';
    for (const child of [...parent.children]) {
      if (!child.matches('article, section, details, figure, li, tr, :is(li, p, summary) > a')) continue;
      const kind = `${where} ${kinds.get(child)}`;
      const before = seen.get(kind) ?? 0;
      seen.set(kind, before + 1);
      if (before >= 2) child.remove();
    }
    kinds.set(parent, kindOf(parent));
  }
}

/** axe finds nothing wrong: everything in light; in dark, only what colours decide. Of the page, little is left. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(thinOut);
  await page.evaluate(axe);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, { runOnly: ['color-contrast'] })).toEqual([]);
}
