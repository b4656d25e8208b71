import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { runConformance } from '../../runner/index.js';
import { type RequirementId, requirement, requirements } from '../../schemas/index.js';
import { embeddedFixtures } from '../../targets/fixtures/index.js';
import { findDefect, type ReferenceServer, startReferenceServer } from '../../targets/reference/index.js';
import { type ReportedTest, test } from '../set-up/playwright-project.js';

test.describe.configure({ timeout: 300_000 });

/** The reference target with a seeded defect. */
async function withDefect<Result>(
  id: string,
  use: (target: ReferenceServer) => Promise<Result>,
): Promise<Result> {
  const defect = findDefect(id);
  if (!defect) throw new Error(`there is no defect ${id}`);
  const target = await startReferenceServer({ fixtures: embeddedFixtures(), defect });
  try {
    return await use(target);
  } finally {
    await target.close();
  }
}

const waivers = (...ids: readonly RequirementId[]): string =>
  JSON.stringify({
    waivers: ids.map((id) => ({
      requirement: id,
      reason: 'known',
      owner: 'somebody',
      issue: 'https://example.com/1',
      expires: '2999-01-01',
    })),
  });

const redIds = (tests: readonly ReportedTest[]): string[] =>
  tests.filter(({ ok }) => !ok).map(({ id }) => id);

/** The verdict of every check, without what differs from one run to the next. */
const verdicts = ({ requirements: all }: Awaited<ReturnType<typeof runConformance>>): unknown =>
  all.map(({ id, verdict, checks }) => [id, verdict, checks.map((check) => [check.id, check.verdict])]);

test('every requirement has a test of its own, with its statement, its tags and the project of its profile', async ({
  project,
}) => {
  const { tests } = await project({}).run(['--list']);
  expect(
    tests.map(({ id }) => id).sort(),
    'Each requirement needs a line in the spec of its chapter, specs/*.spec.ts.',
  ).toEqual(requirements.map(({ id }) => id).sort());
  for (const { id, title, tags, project: name } of tests) {
    const { statement, level, profile } = requirement(id as RequirementId);
    expect({ title, name }).toEqual({ title: `${id} ${statement}`, name: profile });
    expect(tags, id).toEqual(expect.arrayContaining([level, profile]));
  }
  const lines = tests.map(({ file, line }) => `${file}:${line}`);
  expect(new Set(lines).size, 'two tests share a line').toBe(lines.length);
});

test('a conformant target is green, and the results folder is that of run; what is not claimed is skipped, with the reason', async ({
  project,
}) => {
  const options = { profiles: ['npm', 'ruby', 'faults'] };
  const own = project(options);
  const { code, tests, results, output } = await own.run();
  expect(code, output).toBe(0);
  expect(redIds(tests)).toEqual([]);
  const direct = await runConformance({ ...options, cases: 2, out: join(own.folder, 'direct') });
  expect(results?.verdict).toBe('conformant');
  expect(results && verdicts(results)).toEqual(verdicts(direct));
  expect(results?.run.exchanges).toBe(direct.run.exchanges);

  const byProject = (name: string): readonly ReportedTest[] => tests.filter((each) => each.project === name);
  expect(byProject('ruby').every(({ status }) => status === 'passed')).toBe(true);
  expect(byProject('pypi').length).toBeGreaterThan(0);
  for (const { status, annotations } of byProject('pypi')) {
    expect(status).toBe('skipped');
    expect(annotations.map(({ description }) => description)).toContain('the profile pypi is not claimed');
  }
});

test('with --reporter, which replaces the reporters of the config, the engine still works ahead', async ({
  project,
}) => {
  const own = project({ profiles: ['ruby'] });
  const { code, tests, results, output } = await own.run(['--reporter', 'line']);
  expect(code, output).toBe(0);
  expect(output).toContain('conformant  http://127.0.0.1:');
  expect(tests, 'the JSON reporter of the config is not there').toEqual([]);
  expect(results?.verdict).toBe('conformant');
});

test('other reporters instead of ours, and a selection: the results folder is written all the same', async ({
  project,
}) => {
  const { code, results, output } = await project({ profiles: ['npm', 'ruby'] }).run([
    '--reporter=line',
    '--grep',
    'FMT-NPM ',
  ]);
  expect(output).toContain('1 passed');
  expect(results?.run.only).toEqual(['FMT-NPM']);
  expect(results?.requirements.find(({ id }) => id === 'FMT-NPM')?.verdict).toBe('pass');
  // A target that breaks a requirement makes Playwright exit with 1 whatever the reporters say: a profile that stayed
  // incomplete is for the suite's own reporter to say, so this shows that it is there.
  expect(results?.verdict).toBe('incomplete');
  expect(code, output).not.toBe(0);
});

test('the red tests are the failing requirements of run, and tell what to fix', async ({ project }) => {
  await withDefect('format-ruby-confused', async ({ url }) => {
    const options = { endpoint: url, auth: 'none' as const, profiles: ['ruby', 'npm'] };
    const own = project(options);
    const { code, tests, results } = await own.run();
    const direct = await runConformance({ ...options, cases: 2, out: join(own.folder, 'direct') });
    const failing = direct.requirements.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
    expect(code).not.toBe(0);
    expect(results?.verdict).toBe('not-conformant');
    expect(failing.length).toBeGreaterThan(0);
    expect(redIds(tests).sort()).toEqual([...failing].sort());

    const [red] = tests.filter(({ ok }) => !ok);
    for (const part of ['expected: ', 'actual: ', 'curl: ', "curl -i --path-as-is '?", 'replay: '])
      expect(red?.error).toMatch(new RegExp(part));
    expect(red?.steps.length).toBeGreaterThan(0);
    const [request, response] = red?.attachments ?? [];
    expect(request?.text).toMatch(/^GET \/v1\/package\/version\/asset\?\S* HTTP\/1\.1\nhost: /);
    expect(response?.text).toMatch(/^HTTP\/1\.1 \d{3}\n/);
  });
});

test('a broken SHOULD is green with a warning, and red under strict; what cannot be tested is red, with the reason', async ({
  project,
}) => {
  await withDefect('retry-after-absent', async ({ url }) => {
    const own = project({
      endpoint: url,
      auth: 'none',
      profiles: ['faults'],
      // There is none for ConflictException.
      scenarios: { ThrottlingException: { headers: { 'x-conformance-scenario': 'ThrottlingException' } } },
    });
    const { tests, code } = await own.run(['--grep', 'ER-RETRY-PRES |ER-CONFLICT ']);
    expect(redIds(tests)).toEqual(['ER-CONFLICT']);
    expect(code).not.toBe(0);
    const [warned, untestable] = ['ER-RETRY-PRES', 'ER-CONFLICT'].map((id) =>
      tests.find((each) => each.id === id),
    );
    expect(warned).toMatchObject({ status: 'passed', ok: true });
    expect(warned?.annotations.map(({ type }) => type)).toContain('warning');
    expect(untestable?.error).toContain('No scenario for ConflictException');

    const strict = await own.run(['--grep', 'ER-RETRY-PRES '], { strict: true });
    expect(strict.tests.map(({ id, ok }) => [id, ok])).toEqual([['ER-RETRY-PRES', false]]);
    expect(strict.code).not.toBe(0);
  });
});

test('a waived requirement is expected to fail, and one that passes turns red', async ({ project }) => {
  await withDefect('format-ruby-confused', async ({ url }) => {
    const own = project({ endpoint: url, auth: 'none', profiles: ['ruby'], waivers: 'waivers.json' });
    writeFileSync(join(own.folder, 'waivers.json'), waivers('FMT-RUBY'));
    const waived = await own.run();
    const [red] = waived.tests.filter(({ id }) => id === 'FMT-RUBY');
    expect(red).toMatchObject({ status: 'failed', expectedStatus: 'failed', ok: true });
    expect(waived.results?.verdict).toBe('conformant-with-waivers');
    expect(waived.code).toBe(0);

    writeFileSync(join(own.folder, 'waivers.json'), waivers('FMT-RUBY', 'NRM-RUBY'));
    const stale = await own.run();
    expect(redIds(stale.tests)).toEqual(['NRM-RUBY']);
    expect(stale.code).not.toBe(0);
  });
});

test('only what is selected is sent, and the verdict is then incomplete', async ({ project }) => {
  const { tests, results, code } = await project({ cases: 100 }).run(['--grep', 'RS-16 ']);
  expect(tests.map(({ id, ok }) => [id, ok])).toEqual([['RS-16', true]]);
  expect(results?.run.only).toEqual(['RS-16']);
  expect(results?.run.exchanges).toBeLessThan(300);
  expect(results?.verdict).toBe('incomplete');
  expect(code).not.toBe(0);
});

test('shards are those of run, and together send what the whole sends', async ({ project }) => {
  const options = { profiles: ['ruby', 'npm'] };
  const first = await project(options).run(['--shard', '1/2']);
  const second = await project(options).run(['--shard', '2/2']);
  expect(first.results?.run.shard).toEqual({ index: 1, of: 2 });
  const assessed = ({ tests }: typeof first): string[] =>
    tests.filter(({ status }) => status === 'passed').map(({ id }) => id);
  const wanted = requirements
    .filter(({ profile, excluded }) => options.profiles.includes(profile) && excluded === undefined)
    .map(({ id }) => id as string);
  expect([...assessed(first), ...assessed(second)].sort()).toEqual(wanted.sort());
});

test('--repeat-each carries a check out again, with exchanges of its own', async ({ project }) => {
  const own = project({ profiles: ['ruby'] });
  const twice = await own.run(['--grep', 'FMT-RUBY ', '--repeat-each', '2']);
  const once = await runConformance({
    profiles: ['ruby'],
    requirements: ['FMT-RUBY'],
    cases: 2,
    out: join(own.folder, 'once'),
  });
  expect(twice.tests.filter(({ ok }) => ok).length).toBe(2);
  expect(twice.results?.run.exchanges).toBe(2 * once.run.exchanges);
});

test('a retry carries a check out again: a failure that is deterministic stays red', async ({ project }) => {
  await withDefect('format-ruby-confused', async ({ url }) => {
    const own = project({ endpoint: url, auth: 'none', profiles: ['ruby'] });
    const { tests } = await own.run(['--grep', 'FMT-RUBY ', '--retries', '1']);
    expect(tests.map(({ id, ok, results }) => [id, ok, results])).toEqual([['FMT-RUBY', false, 2]]);
  });
});

test('a target that cannot be reached, and a wrong option, end in one message', async ({ project }) => {
  const unreachable = await project({ endpoint: 'http://127.0.0.1:9' }).run();
  expect(unreachable.code).not.toBe(0);
  expect(unreachable.output).toContain('http://127.0.0.1:9: connection refused');
  const wrong = await project({ profiles: ['rust'] }).run();
  expect(wrong.code).not.toBe(0);
  expect(wrong.output).toContain('rust is not a profile');
});
