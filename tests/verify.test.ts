import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { verificationPlan } from '../cli/verification-plan.js';
import type { RecordedExchange } from '../judge/index.js';
import { verifyFolder } from '../reports/index.js';
import type { RequirementResult, Results } from '../schemas/index.js';
import { broken, firstChanged, type TamperedFolder, test, type Writable } from './verified-folder.js';

test.describe.configure({ mode: 'default' });
test.setTimeout(120_000);

const find = (results: Writable<Results>, id: string): Writable<RequirementResult> => {
  const found = results.requirements.find((requirement) => requirement.id === id);
  if (!found) throw new Error(`${id} is not there`);
  return found;
};
/** Hides the one failure everywhere, with all the sums that belong to it. */
function hideFailure(results: Writable<Results>, as: 'pass' | 'not-testable'): void {
  const requirement = find(results, broken.requirement);
  requirement.verdict = as;
  for (const check of requirement.checks) {
    if (check.verdict !== 'fail') continue;
    check.verdict = as;
    delete check.stability;
    if (as === 'not-testable') check.reason = 'The fixtures hold no package';
  }
  const { core } = results.profiles;
  if (!core) throw new Error('core is not there');
  core.must.fail -= 1;
  core.must[as === 'pass' ? 'pass' : 'notTestable'] += 1;
  core.verdict = results.verdict = as === 'pass' ? 'conformant' : 'incomplete';
}
const ofCheck = (id: string) => (line: string) => (JSON.parse(line) as RecordedExchange).check === id;
const isServed = ({ role, expects, response }: RecordedExchange) =>
  role === 'subject' && expects.kind === 'served' && response?.status === 200;

test('a sound folder is confirmed in one paragraph and not changed', async ({ failing, copyOf }) => {
  const { code, stdout, stderr } = await copyOf(failing).verify();
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(stdout).toMatch(
    /the verdict “not-conformant” follows\. [\d,]+ recorded exchanges were judged again/,
  );
});

/** What somebody may do to a results folder, and what must be named then. */
const tamperings: readonly (readonly [
  title: string,
  tamper: (folder: TamperedFolder) => void,
  named: readonly (string | RegExp)[],
])[] = [
  [
    'the verdict of the run alone',
    (folder) =>
      folder.results((results) => {
        results.verdict = 'conformant';
      }),
    ['the run: is published as conformant; what follows is not-conformant'],
  ],
  [
    'the counts of a profile',
    (folder) =>
      folder.results(({ profiles }) => {
        if (profiles.core) profiles.core.must.pass += 1;
      }),
    [/profile core: is published as not-conformant \(MUST \d+ pass/],
  ],
  [
    'a failure hidden everywhere',
    (folder) => folder.results((results) => hideFailure(results, 'pass')),
    [
      /DOM-PAT\/.*: is published as pass, but the recorded exchanges show fail/,
      'DOM-PAT: is published as pass',
      'the run:',
    ],
  ],
  [
    'a failure declared not testable',
    (folder) => folder.results((results) => hideFailure(results, 'not-testable')),
    [/DOM-PAT\/.*: is published as not-testable, but the recorded exchanges show fail/],
  ],
  [
    'a requirement made worse',
    (folder) =>
      folder.results((results) => {
        const { checks } = find(results, 'OP-01');
        for (const check of checks) check.verdict = 'fail';
      }),
    [/OP-01\/.*: is published as fail, but the recorded exchanges show pass/],
  ],
  [
    'how often it failed',
    (folder) =>
      folder.results((results) => {
        for (const check of find(results, broken.requirement).checks)
          if (check.stability) check.stability = 'flaky (1 of 5)';
      }),
    ['is published as flaky (1 of 5); recorded is deterministic'],
  ],
  [
    'what a check says it received',
    (folder) =>
      folder.results((results) => {
        for (const check of find(results, broken.requirement).checks)
          if (check.verdict === 'fail') check.actual = '400 ValidationException';
      }),
    ['quotes something as expected or received that its exchanges do not show'],
  ],
  [
    'the level of a requirement',
    (folder) =>
      folder.results((results) => {
        find(results, broken.requirement).level = 'SHOULD';
      }),
    ['DOM-PAT: is published as SHOULD of core; in the catalogue it is MUST of core'],
  ],
  [
    'a byte of the recording',
    (folder) =>
      folder.recording((lines) =>
        firstChanged(lines, isServed, ({ timing }) => {
          timing.startedAt += 1;
        }),
      ),
    ['exchanges.ndjson: was changed after the run'],
  ],
  [
    'a response, with a digest to fit',
    (folder) =>
      folder.recording(
        (lines) =>
          firstChanged(lines, isServed, ({ response }) => {
            if (response) response.status = 404;
          }),
        'digest',
      ),
    [/is published as pass, but the recorded exchanges show fail/],
  ],
  [
    'a header that only a rule looks at, with a digest to fit',
    (folder) =>
      folder.recording(
        (lines) =>
          firstChanged(lines, isServed, ({ response }) => {
            if (response) response.headers = response.headers.filter(([name]) => name !== 'X-AssetName');
          }),
        'digest',
      ),
    ['RS-04/every answer: is published as pass, but the recorded exchanges show fail'],
  ],
  [
    'an exchange removed, with a digest to fit',
    (folder) => folder.recording((lines) => lines.slice(1), 'digest'),
    [/exchanges\.ndjson: has \d+ exchanges, and results\.json says \d+: some were removed/],
  ],
  [
    'an exchange removed, with digest and count to fit',
    (folder) =>
      folder.recording(
        (lines) => lines.filter((line) => !ofCheck('OP-01/the usual asset')(line)),
        'digest and count',
      ),
    ['OP-01/the usual asset: is published as pass, and nothing recorded shows it'],
  ],
  [
    'an exchange added, with digest and count to fit',
    (folder) => folder.recording((lines) => [...lines, lines[0] ?? ''], 'digest and count'),
    ['was recorded before: an exchange was added'],
  ],
  [
    'a line that is none',
    (folder) => folder.recording((lines) => [...lines, '{"id":1}'], 'digest and count'),
    ['is not a recorded exchange'],
  ],
  [
    'a check removed with all its exchanges',
    (folder) => {
      folder.recording(
        (lines) => lines.filter((line) => !ofCheck('OP-01/the usual asset')(line)),
        'digest and count',
      );
      folder.results((results) => {
        const requirement = find(results, 'OP-01');
        requirement.checks = requirement.checks.filter(({ id }) => id !== 'OP-01/the usual asset');
      });
    },
    ['OP-01/the usual asset: belongs to this run, and is not in results.json'],
  ],
  [
    'a check removed whose exchanges stay',
    (folder) =>
      folder.results((results) => {
        const requirement = find(results, 'OP-01');
        requirement.checks = requirement.checks.filter(({ id }) => id !== 'OP-01/the usual asset');
      }),
    ['OP-01/the usual asset: has recorded exchanges, and results.json does not name it'],
  ],
  [
    'a waiver that had expired',
    (folder) =>
      folder.results((results) => {
        const requirement = find(results, broken.requirement);
        requirement.verdict = 'waived';
        requirement.waiver = { reason: 'later', owner: 'me', expires: '2020-01-01' };
      }),
    ['the waivers: DOM-PAT: the waiver expired on 2020-01-01'],
  ],
  [
    'the recording away',
    (folder) => rmSync(join(folder.dir, 'exchanges.ndjson')),
    ['exchanges.ndjson: is not there'],
  ],
  [
    'results that are not what the schema says',
    (folder) => folder.results((results) => void Reflect.deleteProperty(results, 'verdict')),
    ["results.json: /: must have required property 'verdict'"],
  ],
];

for (const [title, tamper, expected] of tamperings)
  test(`tampering is named: ${title}`, async ({ failing, copyOf }) => {
    const folder = copyOf(failing);
    tamper(folder);
    const { problems } = await verifyFolder(folder.dir, verificationPlan);
    const problemText = problems.map(({ where, what }) => `${where}: ${what}`).join('\n');
    for (const each of expected) {
      if (typeof each === 'string') expect(problemText).toContain(each);
      else expect(problemText).toMatch(each);
    }
  });

test('a tampered folder fails loudly', async ({ failing, copyOf }) => {
  const folder = copyOf(failing);
  folder.results((results) => hideFailure(results, 'pass'));
  const { code, stdout, stderr } = await folder.verify();
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/what is published does NOT follow from what was recorded \(\d+ problems\)/);
  expect(stderr).toMatch(/DOM-PAT\/.*: is published as pass, but the recorded exchanges show fail/);
});

test('results of another catalogue are judged again by this one, and that is said', async ({
  failing,
  copyOf,
}) => {
  const folder = copyOf(failing);
  const other = `sha256:${'0'.repeat(64)}`;
  folder.results((results) => {
    results.suite.version = '0.9.0';
    results.suite.catalogueDigest = other;
  });
  const { code, stdout } = await folder.verify();
  expect(code).toBe(0);
  expect(stdout).toContain(`are of codeartifact-conformance 0.9.0 with the catalogue ${other}`);
});

test('a folder without results is a mistake on the command line', async ({ place }) => {
  writeFileSync(join(place.folder, 'other.txt'), '');
  const { code, stderr } = await place.run('verify', '.');
  expect([code, stderr]).toEqual([2, expect.stringContaining('is not the results of a run')]);
});

test('a run that was interrupted, and a filtered one, are sound for what they say', async ({ place }) => {
  const url = await place.serve();
  await place.run(
    'run',
    '--endpoint',
    url,
    '--auth',
    'none',
    '--requirement',
    'OP-01',
    '--requirement',
    'AST-REQ',
    '--out',
    'few',
  );
  const filtered = await place.run('verify', 'few');
  expect([filtered.code, filtered.stderr]).toEqual([0, '']);
  expect(filtered.stdout).toContain('the verdict “incomplete” follows');

  const run = place.start('run', '--endpoint', url, '--auth', 'none', '--rate', '60', '--out', 'cut');
  await expect.poll(() => place.exchanges('cut').catch(() => []), { timeout: 60_000 }).not.toHaveLength(0);
  run.signal('SIGINT', 'group');
  await run.ended;
  expect((await place.results('cut')).run.interrupted).toBeDefined();
  const cut = await place.run('verify', 'cut');
  expect([cut.code, cut.stderr]).toEqual([0, '']);
});
