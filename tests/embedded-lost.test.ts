import { spawnSync } from 'node:child_process';
import { expect } from '@playwright/test';
import { forkReferenceTarget } from '../targets/embedded/index.js';
import { test } from './place.js';

const hasPgrep = spawnSync('pgrep', ['-V']).status === 0;

test('an embedded target that ends by itself says how', async () => {
  const target = await forkReferenceTarget({ auth: 'none', region: 'us-east-1' });
  expect(target.lost()).toBeUndefined();
  process.kill(target.pid ?? 0, 'SIGKILL');
  await expect.poll(() => target.lost()).toBe('The embedded reference target ended with SIGKILL');
  await target.close();
});

test('an embedded target that is closed is not lost', async () => {
  const target = await forkReferenceTarget({ auth: 'none', region: 'us-east-1' });
  await target.close();
  expect(target.lost()).toBeUndefined();
});

test('a run that loses its embedded target says why, and has no verdict', async ({ place }) => {
  test.skip(!hasPgrep, 'pgrep is not installed here');
  const run = place.start('run', '--profile', 'core', '--rate', '600', '--cases', '2', '--out', 'out');
  await run.says(/\d+ of \d+ checks/);
  const { stdout } = spawnSync('pgrep', ['-P', String(run.pid), '-f', 'child'], { encoding: 'utf8' });
  process.kill(Number(stdout.trim()), 'SIGTERM');
  const { code, stdout: said } = await run.ended;
  expect(code, said).toBe(3);
  expect(said).toContain('The embedded reference target ended with SIGTERM');
  const results = await place.results('out');
  expect(results.run.interrupted).toContain('The embedded reference target ended with SIGTERM');
  expect(results.verdict).toBe('incomplete');
});
