import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { validateFile } from '../schemas/index.js';
import { test } from './place.js';

test.describe.configure({ timeout: 120_000 });

/** Ways in which a run is told to stop. */
const interruptions = [
  { title: 'Ctrl-C, which reaches the whole group', signal: 'SIGINT', whom: 'group' },
  { title: 'SIGINT for the command alone', signal: 'SIGINT', whom: 'command' },
  { title: 'SIGTERM for the command alone', signal: 'SIGTERM', whom: 'command' },
] as const;

for (const { title, signal, whom } of interruptions)
  test(`${title}: what was done stays readable, and the verdict is incomplete`, async ({ place }) => {
    const endpoint = await place.serve();
    const run = place.start(
      ...['--endpoint', endpoint, '--profile', 'core', '--rate', '600', '--cases', '2', '--out', 'out'],
    );
    await run.says(/\d+ of \d+ checks/);
    run.signal(signal, whom);
    const { code, stdout, stderr } = await run.ended;
    expect(code, stdout + stderr).toBe(3);
    expect(stdout).toContain('INCOMPLETE');
    expect(stdout).toContain('interrupted');

    const results = await place.results('out');
    expect(validateFile('results', results)).toEqual([]);
    expect(results.verdict).toBe('incomplete');
    expect(results.run.interrupted).toMatch(/interrupted/);
    expect(results.requirements.some(({ verdict }) => verdict === 'pass')).toBe(true);
    expect((await place.exchanges('out')).length).toBeGreaterThan(0);
    const files = readdirSync(join(place.folder, 'out'));
    expect(files.filter((name) => name.startsWith('.'))).toEqual([]);
    expect(readFileSync(join(place.folder, 'out', 'report.html'), 'utf8')).toMatch(/<\/html>\s*$/);
  });

test('a run that is killed leaves results that say it did not end', async ({ place }) => {
  const endpoint = await place.serve();
  const run = place.start(
    '--endpoint',
    endpoint,
    '--profile',
    'core',
    '--rate',
    '600',
    '--cases',
    '2',
    '--out',
    'out',
  );
  await run.says(/\d+ of \d+ checks/);
  run.signal('SIGKILL', 'group');
  await run.ended;
  const results = await place.results('out');
  expect(validateFile('results', results)).toEqual([]);
  expect(results.verdict).toBe('incomplete');

  // What was recorded until then can still be made a report of.
  const { code } = await place.run('report', 'out');
  expect(code).toBe(3);
  expect(existsSync(join(place.folder, 'out', 'report.html'))).toBe(true);
});
