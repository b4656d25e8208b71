import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Waiver } from '../schemas/index.js';
import { type Place, test } from './place.js';
import type { Ended } from './set-up/cli-process.js';

test.describe.configure({ timeout: 120_000 });

/** A small profile: few checks, and one of them broken by this defect. */
const profile = 'ruby';
const defect = 'format-ruby-confused';
const failing = 'FMT-RUBY';
const passing = 'NSP-NONE-RUBY';

const waiver = (
  requirement: string,
  expires = '2099-12-31',
): Omit<Waiver, 'requirement'> & { requirement: string } => ({
  requirement,
  reason: 'Mended in the next release',
  owner: 'registry team',
  issue: 'https://issues.invalid/1',
  expires,
});

const write = (folder: string, ...waivers: readonly unknown[]): void =>
  writeFileSync(join(folder, 'waivers.json'), JSON.stringify({ waivers }));

/** Runs with the waivers that were written, as small as they allow. */
const runWaived = (place: Place, endpoint: string): Promise<Ended> =>
  place.run(
    ...['--endpoint', endpoint, '--profile', profile, '--cases', '1'],
    ...['--waivers', 'waivers.json', '--out', 'out'],
  );

test('a waived failure: exit 0, conformant with waivers, and said so', async ({ place }) => {
  const endpoint = await place.serve('--fault', defect);
  write(place.folder, waiver(failing));
  const { code, stdout } = await runWaived(place, endpoint);
  expect(code, stdout).toBe(0);
  expect(stdout).toContain('CONFORMANT WITH WAIVERS (not certifiable)');
  const { verdict, requirements, waiverErrors } = await place.results('out');
  expect(verdict).toBe('conformant-with-waivers');
  expect(waiverErrors).toBeUndefined();
  expect(requirements.find(({ id }) => id === failing)).toMatchObject({
    verdict: 'waived',
    waiver: { owner: 'registry team', expires: '2099-12-31' },
  });
  const page = readFileSync(join(place.folder, 'out', 'report.html'), 'utf8');
  expect(page).toContain('Mended in the next release');
});

test('an expired waiver excuses nothing, one without a failure is an error: exit 1', async ({ place }) => {
  const endpoint = await place.serve('--fault', defect);
  write(place.folder, waiver(failing, '2020-01-31'), waiver(passing), waiver('FMT-NPM'));
  const { code, stdout } = await runWaived(place, endpoint);
  expect(code, stdout).toBe(1);
  const { verdict, requirements, waiverErrors = [] } = await place.results('out');
  expect(verdict).toBe('not-conformant');
  expect(requirements.find(({ id }) => id === failing)?.verdict).toBe('fail');
  expect(waiverErrors).toEqual([
    expect.stringMatching(/^FMT-RUBY: .*expired on 2020-01-31$/),
    expect.stringMatching(/^NSP-NONE-RUBY: .*matches no failure.*pass/),
    expect.stringMatching(/^FMT-NPM: .*matches no failure.*not-applicable/),
  ]);
  expect(stdout).toContain('expired on 2020-01-31');
  const junit = readFileSync(join(place.folder, 'out', 'junit.xml'), 'utf8');
  for (const name of ['summary.md', 'report.html']) {
    const text = readFileSync(join(place.folder, 'out', name), 'utf8');
    expect(text, name).toMatch(/expired on 2020/);
    expect(text, name).toMatch(/matches no failure/);
  }
  expect(junit).toMatch(/expired on 2020/);
});

test('a stale waiver on a conformant target: exit 1 all the same', async ({ place }) => {
  const endpoint = await place.serve();
  write(place.folder, waiver(passing));
  const { code, stdout } = await runWaived(place, endpoint);
  expect(code, stdout).toBe(1);
  const { verdict, waiverErrors } = await place.results('out');
  expect({ verdict, errors: waiverErrors?.length }).toEqual({ verdict: 'conformant', errors: 1 });
});

test('a waiver that names one check excuses no other: exit 1, and the report says which', async ({
  place,
}) => {
  const endpoint = await place.serve('--fault', defect);
  const failingChecks = async (): Promise<string[]> => {
    const { requirements } = await place.results('out');
    const own = requirements.find(({ id }) => id === failing);
    return (own?.checks ?? []).filter(({ verdict }) => verdict === 'fail').map(({ title }) => title);
  };
  write(place.folder, waiver(failing));
  await runWaived(place, endpoint);
  const [first = '', ...more] = await failingChecks();
  expect(more.length).toBeGreaterThan(0);

  write(place.folder, { ...waiver(failing), checks: [first] });
  const { code, stdout } = await runWaived(place, endpoint);
  expect(code, stdout).toBe(1);
  expect(stdout).toContain(`the waiver does not name the check “${more[0]}”`);

  write(place.folder, { ...waiver(failing), checks: [first, ...more.map((title) => `${failing}/${title}`)] });
  const covered = await runWaived(place, endpoint);
  expect(covered.code, covered.stdout).toBe(0);
  expect((await place.results('out')).requirements.find(({ id }) => id === failing)).toMatchObject({
    verdict: 'waived',
    waiver: { checks: expect.arrayContaining([first, expect.stringContaining(`${failing}/`)]) },
  });
  expect((await place.run('verify', 'out')).code).toBe(0);
});
