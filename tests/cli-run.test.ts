import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type ProfileResult, validateFile } from '../schemas/index.js';
import { test } from './place.js';

/** What the public contract lists for a results folder. */
const promised = ['badge.svg', 'exchanges.ndjson', 'junit.xml', 'report.html', 'results.json', 'summary.md'];
/** What may lie beside it. */
const besides = ['badge.json', 'corpus.json'];

// Each of them starts a run of its own, on machines that may have other things to do.
test.describe.configure({ timeout: 120_000 });

test('a run of the profile core: exit 0, every file of the contract, no other', async ({ place }) => {
  const endpoint = await place.serve();
  const { code, stdout, stderr } = await place.run(
    ...['--endpoint', endpoint, '--profile', 'core', '--cases', '1', '--out', 'out'],
  );
  expect(code, stdout + stderr).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).toContain(`CONFORMANT  ${endpoint}`);
  expect(stdout).toContain('Report: out/report.html');

  const files = readdirSync(join(place.folder, 'out'));
  expect(promised.filter((name) => !files.includes(name))).toEqual([]);
  expect(files.filter((name) => !promised.includes(name) && !besides.includes(name))).toEqual([]);

  const results = await place.results('out');
  expect(validateFile('results', results)).toEqual([]);
  expect(results.verdict).toBe('conformant');
  expect(Object.keys(results.profiles)).toEqual(['core']);
  expect(results.profiles.core).toMatchObject({
    verdict: 'conformant',
    must: { fail: 0, notTestable: 0 },
    should: { warn: 0 },
  } satisfies {
    verdict: string;
    must: Partial<ProfileResult['must']>;
    should: Partial<ProfileResult['should']>;
  });
  const unclaimed = results.requirements.filter(({ profile }) => profile !== 'core');
  expect(unclaimed.filter(({ verdict }) => verdict !== 'not-applicable')).toEqual([]);

  const exchanges = await place.exchanges('out');
  expect(exchanges).toHaveLength(results.run.exchanges);
  const read = (name: string): string => readFileSync(join(place.folder, 'out', name), 'utf8');
  expect(read('summary.md')).toContain('onformant');
  expect(read('badge.svg')).toMatch(/^<svg/);
  expect(read('report.html')).toMatch(/^<!doctype html>/i);
  expect(read('junit.xml')).toContain('name="OP-01');

  const again = await place.run('verify', 'out');
  expect(again.code, again.stdout + again.stderr).toBe(0);
});

test('a filtered run against the embedded target: incomplete, exit 3', async ({ place }) => {
  const { code, stdout } = await place.run(
    '--requirement',
    'RL-01',
    '--requirement',
    'RS-13',
    '--cases',
    '1',
  );
  expect(code, stdout).toBe(3);
  expect(stdout).toContain('INCOMPLETE');
  const results = await place.results('conformance-results');
  expect(results.verdict).toBe('incomplete');
  const assessed = results.requirements.filter(({ verdict }) => verdict !== 'not-applicable');
  expect(assessed.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['RL-01 pass', 'RS-13 pass']);
});

test('a filtered run that finds a failure: exit 1, which wins over 3', async ({ place }) => {
  const endpoint = await place.serve('--fault', 'get-refused');
  const { code, stdout } = await place.run('--endpoint', endpoint, '--requirement', 'RL-01', '--out', 'out');
  expect(code, stdout).toBe(1);
  expect(stdout).toMatch(/NOT CONFORMANT/);
  expect(stdout).toMatch(/RL-01 .*\n +GET \(deterministic\)\n +expected .*\n +got /);
  const { verdict, requirements } = await place.results('out');
  expect(verdict).toBe('not-conformant');
  const [check] = requirements.find(({ id }) => id === 'RL-01')?.checks ?? [];
  expect(check).toMatchObject({ verdict: 'fail', stability: 'deterministic' });
  expect(check?.exchanges.length).toBeGreaterThanOrEqual(5);
});
