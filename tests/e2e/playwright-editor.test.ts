import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type Results, requirements } from '../../schemas/index.js';
import { embeddedFixtures } from '../../targets/fixtures/index.js';
import { findDefect, startReferenceServer } from '../../targets/reference/index.js';
import type { ListedTest } from '../set-up/playwright-editor.js';
import { test } from '../set-up/playwright-project.js';

test.describe.configure({ timeout: 120_000 });

const testOf = (tests: readonly ListedTest[], id: string): ListedTest => {
  const [found] = tests.filter(({ title }) => title.startsWith(`${id} `));
  if (!found) throw new Error(`the editor lists no test of ${id}`);
  return found;
};

test("an editor's test explorer lists every requirement, and runs the one on a line", async ({ project }) => {
  const defect = findDefect('format-ruby-confused');
  if (!defect) throw new Error('there is no such defect');
  const target = await startReferenceServer({ fixtures: embeddedFixtures(), defect });
  const own = project({ endpoint: target.url, auth: 'none', profiles: ['ruby', 'npm'] });
  const editor = await own.edit();
  try {
    const tests = await editor.list();
    expect(tests.map(({ title }) => title.split(' ', 1)[0]).sort()).toEqual(
      requirements.map(({ id }) => id).sort(),
    );
    const [broken, sound] = [testOf(tests, 'FMT-RUBY'), testOf(tests, 'FMT-NPM')];
    const [source] = readFileSync(sound.file, 'utf8')
      .split('\n')
      .slice(sound.line - 1);
    expect(source, 'the line of the test').toContain('FMT-NPM');

    expect(await editor.setUp()).toBe('passed');
    expect(await editor.run(sound)).toEqual([expect.objectContaining({ id: sound.id, status: 'passed' })]);
    // Twice: the second time, the same server and engine carry it out again.
    for (let time = 1; time <= 2; time++) {
      const [red, ...others] = await editor.run(broken);
      expect(others).toEqual([]);
      expect(red).toMatchObject({ id: broken.id, status: 'failed' });
      const message = red?.errors.map((error) => error.message).join('\n');
      for (const part of ['expected: ', 'actual: ', 'curl: ', 'replay: ']) expect(message).toContain(part);
      expect(red?.errors[0]?.location?.line).toBe(broken.line);
    }
  } finally {
    await editor.close();
    await target.close();
  }
  const file = join(own.folder, 'conformance-results', 'results.json');
  const { verdict, requirements: all } = JSON.parse(readFileSync(file, 'utf8')) as Results;
  expect(verdict).toBe('not-conformant');
  const assessed = all.flatMap(({ id, checks, ...each }) => (checks.length > 0 ? [[id, each.verdict]] : []));
  expect(assessed.sort()).toEqual([
    ['FMT-NPM', 'pass'],
    ['FMT-RUBY', 'fail'],
  ]);
});
