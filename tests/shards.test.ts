import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { MergeError, mergeShards } from '../reports/index.js';
import type { Waiver } from '../schemas/index.js';
import { type Choice, carryOut, lasting, type Ran, recorded, startTarget, verdicts } from './engine-runs.js';
import { builtCli } from './set-up/package-files.js';

/** Carries out the same run in one piece and in three. */
async function bothWays(defect: string | undefined, choice: Choice) {
  const target = await startTarget(defect);
  const parent = test.info().outputPath('runs');
  const whole = await carryOut(target, parent, choice);
  const shards: Ran[] = [];
  for (const index of [1, 2, 3])
    shards.push(await carryOut(target, parent, { ...choice, shard: { index, of: 3 } }));
  await target.close();
  const out = `${parent}/merged`;
  const merged = await mergeShards(
    shards.map((shard) => shard.out),
    out,
  );
  return { target, parent, whole, shards, merged, out };
}

/** What `report` says about these folders, and its exit code. */
async function report(dirs: readonly string[], out: string): Promise<{ code: number; output: string }> {
  return promisify(execFile)(process.execPath, [builtCli, 'report', ...dirs, '--out', out]).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      output: error.stdout + error.stderr,
    }),
  );
}

test.describe('the shards of a run', () => {
  test.setTimeout(600_000);

  test('merge into the results of the run in one piece, and say less when one is lost', async () => {
    const { target, parent, whole, shards, merged, out } = await bothWays(undefined, { cases: 2 });
    expect(whole.results.verdict).toBe('conformant');
    expect(lasting(merged, target)).toEqual(lasting(whole.results, target));
    expect(recorded(out).map(({ id }) => id)).toEqual(recorded(whole.out).map(({ id }) => id));
    const seen = ({ run }: typeof merged): number =>
      run.latency?.histogram.reduce((sum, { count }) => sum + count, 0) ?? 0;
    expect(seen(merged)).toBe(seen(whole.results));
    for (const { results } of shards) expect(results.verdict).toBe('incomplete');

    const [one, two, three] = shards.map((shard) => shard.out) as [string, string, string];
    const all = await report([three, one, two], `${parent}/all`);
    expect(all).toEqual({ code: 0, output: expect.stringContaining('CONFORMANT') });
    const lost = await report([one, three], `${parent}/lost`);
    expect(lost).toEqual({ code: 3, output: expect.stringContaining('Shard 2 of 3 is missing') });
    const twice = await report([one, two, two], `${parent}/twice`);
    expect(twice).toEqual({ code: 2, output: expect.stringContaining('twice') });
    const foreign = await report([one, two, whole.out], `${parent}/foreign`);
    expect(foreign).toEqual({ code: 2, output: expect.stringContaining('is not a shard') });
  });

  test('come to the verdicts of the run in one piece about a broken target, waivers applied', async () => {
    const waiver: Waiver = { requirement: 'PKG-MAX', reason: 'known', owner: 'us', expires: '2999-12-31' };
    const unmatched: Waiver = { ...waiver, requirement: 'DOM-MAX' };
    const choice: Choice = { claimed: ['core'], cases: 3, waivers: [waiver, unmatched] };
    const { whole, shards, merged } = await bothWays('package-maximum-too-high', choice);
    expect(verdicts(merged)).toEqual(verdicts(whole.results));
    const waived = merged.requirements.find(({ id }) => id === 'PKG-MAX');
    expect(waived).toMatchObject({ verdict: 'waived', waiver: { owner: 'us' } });
    expect(merged.waiverErrors).toEqual(whole.results.waiverErrors);
    expect(merged.waiverErrors).toEqual([expect.stringContaining('DOM-MAX')]);
    // A shard cannot know what another found.
    for (const { results } of shards) expect(results.waiverErrors).toBeUndefined();
  });

  test('are refused if they are of different runs', async () => {
    const target = await startTarget();
    const parent = test.info().outputPath('runs');
    const choice: Choice = { claimed: ['core'], cases: 1, only: ['RL-02', 'RL-09'] };
    const one = await carryOut(target, parent, { ...choice, shard: { index: 1, of: 2 } });
    const differing: Choice[] = [
      { seed: 2 },
      { cases: 2 },
      { claimed: ['core', 'auth'] },
      { only: ['RL-02'] },
    ];
    for (const difference of differing) {
      const other = await carryOut(target, parent, { ...choice, ...difference, shard: { index: 2, of: 2 } });
      await expect(mergeShards([one.out, other.out], `${parent}/merged`)).rejects.toThrow(MergeError);
    }
    const third = await carryOut(target, parent, { ...choice, shard: { index: 2, of: 3 } });
    await expect(mergeShards([one.out, third.out], `${parent}/merged`)).rejects.toThrow(MergeError);
    await target.close();
  });
});
