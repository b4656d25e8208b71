import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { announceOnGitHub } from '../reports/github.js';
import { faulty, sample } from './report-samples.js';
import { packageFile } from './set-up/package-files.js';

const action = packageFile('action.yml');

/** The shell script of the action's main step: the indented block after its `run: |`. */
async function script(): Promise<string> {
  const block = /^ {6}run: \|\n((?: {8}.*\n|\n)+)/m.exec(await readFile(action, 'utf8'))?.[1];
  if (!block) throw new Error('action.yml has no script');
  return block.replaceAll(/^ {8}/gm, '');
}

/** Runs the script of the action over a command that notes its arguments and ends as told. */
async function runAction(inputs: Readonly<Record<string, string>>, exits: number, verdict?: string) {
  const dir = test.info().outputPath('action');
  const out = join(dir, 'out');
  await mkdir(join(dir, 'dist/cli'), { recursive: true });
  await mkdir(out, { recursive: true });
  if (verdict) await writeFile(join(out, 'results.json'), JSON.stringify({ verdict }));
  const stub = `console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = ${exits};`;
  await writeFile(join(dir, 'dist/cli/main.js'), stub);
  await writeFile(join(dir, 'outputs'), '');
  const none = { ENDPOINT: '', CONFIG: '', PROFILES: '', FIXTURES: '', AUTH: '', REGION: '', WAIVERS: '' };
  const env = {
    PATH: process.env.PATH,
    ...none,
    SHARD: '',
    MERGE: '',
    OUT: out,
    GITHUB_ACTION_PATH: dir,
    GITHUB_OUTPUT: join(dir, 'outputs'),
    ...inputs,
  };
  const ended = await promisify(execFile)('bash', ['-c', await script()], { env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );
  return {
    code: ended.code,
    arguments: JSON.parse(ended.stdout) as string[],
    outputs: await readFile(join(dir, 'outputs'), 'utf8'),
    out,
  };
}

test.describe('the action', () => {
  test.skip(process.platform === 'win32', 'GitHub runs it in its own bash there');

  test('passes its inputs on as plain text, whatever they contain', async () => {
    const run = await runAction(
      { ENDPOINT: 'http://x/;$(touch pwned) "a"', PROFILES: 'core, npm\nmaven', FIXTURES: 'my fixtures' },
      0,
      'conformant',
    );
    expect(run.arguments).toEqual([
      ...['run', '--endpoint', 'http://x/;$(touch pwned) "a"', '--fixtures', 'my fixtures', '--out', run.out],
      ...['--profile', 'core', '--profile', 'npm', '--profile', 'maven'],
    ]);
    expect(run.code).toBe(0);
    expect(run.outputs).toBe('verdict=conformant\nexit-code=0\n');
  });

  test('exits with the code of the verdict', async () => {
    const run = await runAction({}, 1, 'not-conformant');
    expect(run.code).toBe(1);
    expect(run.outputs).toContain('verdict=not-conformant\n');
  });

  test('a wrong option reports no verdict, not even that of an older run', async () => {
    const run = await runAction({}, 2, 'conformant');
    expect(run.code).toBe(2);
    expect(run.outputs).toContain('verdict=\n');
  });

  test('a shard exits 0 whatever it found, unless it did not run', async () => {
    expect((await runAction({ SHARD: '1/4' }, 3, 'incomplete')).code).toBe(0);
    expect((await runAction({ SHARD: '1/4' }, 1, 'not-conformant')).code).toBe(0);
    expect((await runAction({ SHARD: '1/4' }, 2, 'incomplete')).code).toBe(2);
  });

  test('merges folders instead of running', async () => {
    const run = await runAction({ MERGE: 'shards/1  shards/2\n', ENDPOINT: 'http://x' }, 3, 'incomplete');
    expect(run.arguments).toEqual(['report', 'shards/1', 'shards/2', '--out', run.out]);
    expect(run.code).toBe(3);
  });
});

test('GitHub hears of a run by a summary and annotations; of a shard, and elsewhere, nothing', async () => {
  const file = test.info().outputPath('summary.md');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: file };
  const said: string[] = [];
  const write = (text: string) => void said.push(text);
  await announceOnGitHub(sample({ run: { shard: { index: 1, of: 2 } } }).results, write, env);
  await announceOnGitHub(faulty().results, write, {});
  expect(said).toEqual([]);
  await announceOnGitHub(faulty().results, write, env);
  expect(said[0]).toMatch(/^::error title=.*\n$/);
  expect(await readFile(file, 'utf8')).toMatch(/^# ❌ Not conformant/);
});
