import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { renderBadge } from '../reports/badge-image.js';
import {
  annotations,
  appendJobSummary,
  readEvidence,
  renderBadgeEndpoint,
  renderSummary,
  writeComparison,
  writeMatrix,
  writeReports,
} from '../reports/index.js';
import { conformant, faulty, type SampleRun, sample } from './report-samples.js';

/** A results folder as a run leaves it, before its reports are written. */
async function folder(name: string, { results, recorded }: SampleRun, end = ''): Promise<string> {
  const dir = test.info().outputPath(name);
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'results.json'), JSON.stringify(results));
  await writeFile(
    join(dir, 'exchanges.ndjson'),
    recorded.map((exchange) => `${JSON.stringify(exchange)}\n`).join('') + end,
  );
  return dir;
}

test('writes every file of the folder and leaves nothing else', async () => {
  const dir = await folder('results', faulty());
  const results = await writeReports(dir);
  expect(results.verdict).toBe('not-conformant');
  expect((await readdir(dir)).sort()).toEqual([
    'badge.json',
    'badge.svg',
    'exchanges.ndjson',
    'junit.xml',
    'report.html',
    'results.json',
    'summary.md',
  ]);
  expect(await readFile(join(dir, 'report.html'), 'utf8')).toContain('X-PackageVersionRevision');
});

test('an interrupted recording costs only its last line', async () => {
  const dir = await folder('results', faulty(), '{"id":"half a li');
  await writeReports(dir);
  expect(await readFile(join(dir, 'report.html'), 'utf8')).toContain('1 line of it could not be read.');
});

test('a line ends at a line feed only, whatever a target sends', async () => {
  const odd = sample({ taint: ' \u2028\u2029\u0085\r ' });
  const dir = await folder('results', odd);
  const evidence = await readEvidence(join(dir, 'exchanges.ndjson'), odd.results);
  expect(evidence.unreadable).toBe(0);
  const check = odd.results.requirements[0]?.checks[0];
  expect(evidence.find(check?.exchanges[0] ?? '')?.request.target).toContain('\u2028');
});

test('keeps of a recording only what the report shows', async () => {
  const run = sample({
    claimed: ['core'],
    exchangesEach: 8,
    verdict: (_, index) => (index === 0 ? 'fail' : 'pass'),
  });
  const dir = await folder('results', run);
  const evidence = await readEvidence(join(dir, 'exchanges.ndjson'), run.results);
  const kept = run.recorded.filter(({ id }) => evidence.find(id)).length;
  const [broken, ...others] = run.results.requirements.flatMap(({ checks }) => checks);
  expect(kept).toBe(3 + others.length);
  expect(evidence.control(broken?.id ?? '')?.role).toBe('control');
  expect(evidence.control(others[0]?.id ?? '')).toBeUndefined();
});

test('a report without a recording still says every verdict', async () => {
  const dir = test.info().outputPath('results');
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'results.json'), JSON.stringify(faulty().results));
  await writeReports(dir);
  const html = await readFile(join(dir, 'report.html'), 'utf8');
  expect(html.match(/<article class="requirement"/g)).toHaveLength(faulty().results.requirements.length);
});

test('says which file is missing or broken, and writes nothing', async () => {
  const dir = test.info().outputPath('empty');
  await mkdir(dir, { recursive: true });
  await expect(writeReports(dir)).rejects.toThrow(
    /results\.json is not the results of a run: there is no such file/,
  );
  await writeFile(join(dir, 'results.json'), '{"suite":');
  await expect(writeReports(dir)).rejects.toThrow(/results\.json is not the results of a run/);
  expect(await readdir(dir)).toEqual(['results.json']);
});

test('comparison and matrix link to the reports of their folders, relatively', async () => {
  const a = await folder('before', conformant());
  const b = await folder('after this', faulty());
  const bare = await folder('bare', faulty());
  await Promise.all([writeReports(a), writeReports(b)]);
  const out = test.info().outputPath('out');
  const comparison = await writeComparison(a, b, out);
  expect(comparison.regression).toBe(true);
  const failing = faulty().results.requirements.find(({ verdict }) => verdict === 'fail')?.id;
  const page = await readFile(join(out, 'compare.html'), 'utf8');
  expect(page).toContain(`href="./../after%20this/report.html#${failing}"`);
  await writeMatrix([a, b, bare], out);
  const matrix = await readFile(join(out, 'matrix.html'), 'utf8');
  expect(matrix).toContain(`href="./../after%20this/report.html#${failing}"`);
  expect(matrix).not.toContain('bare/report.html');
  expect((await readdir(out)).sort()).toEqual(['compare.html', 'compare.md', 'matrix.html', 'matrix.md']);
});

test('the summary says the verdict, what to fix and what was not assessed', () => {
  const summary = renderSummary(faulty().results);
  expect(summary).toMatch(/^# ❌ Not conformant: Example Registry 2\.1\.0\n/);
  for (const { id, verdict } of faulty().results.requirements) {
    if (verdict === 'fail') expect(summary).toContain(`| **${id}** | MUST |`);
  }
  expect(summary).toContain('Not claimed: pypi, maven');
  expect(summary).toContain('## Waivers');
  expect(renderSummary(conformant().results)).not.toContain('What to fix');
});

test('is appended to the job summary if there is one', async () => {
  const file = test.info().outputPath('summary');
  await appendJobSummary('# one\n', file);
  await appendJobSummary('# two\n', file);
  expect(await readFile(file, 'utf8')).toBe('# one\n\n# two\n\n');
  await appendJobSummary('# nowhere\n', '');
});

test('annotations: one for each broken MUST, no more than GitHub shows', () => {
  const lines = annotations(faulty().results);
  const failing = faulty().results.requirements.filter(({ verdict }) => verdict === 'fail');
  expect(lines).toHaveLength(failing.length);
  expect(lines[0]).toBe(`::error title=${failing[0]?.id} broken::200, 360 bytes “conformance asset”`);
  const many = annotations(sample({ verdict: () => 'fail' }).results);
  expect(many).toHaveLength(10);
  expect(many[9]).toContain('more are in report.html');
  expect(annotations(conformant().results)).toEqual([]);
});

test('the badge names the verdict and the profiles that it holds for', () => {
  const few = sample({ claimed: ['core', 'npm'] }).results;
  expect(JSON.parse(renderBadgeEndpoint(few))).toEqual({
    schemaVersion: 1,
    label: 'GetPackageVersionAsset',
    message: 'conformant: core, npm',
    color: 'brightgreen',
  });
  expect(renderBadge(few)).toContain('conformant: core, npm');
  expect(JSON.parse(renderBadgeEndpoint(conformant().results)).message).toBe('conformant: 13 profiles');
  const colours = (verdict: 'fail' | 'waived' | 'not-testable') =>
    JSON.parse(renderBadgeEndpoint(sample({ verdict: () => verdict }).results));
  expect(colours('fail')).toMatchObject({ message: 'not conformant', color: 'red' });
  expect(colours('waived')).toMatchObject({
    message: 'conformant with waivers: 13 profiles',
    color: 'yellow',
  });
  expect(colours('not-testable')).toMatchObject({ message: 'incomplete', color: 'lightgrey' });
});
