import { expect, test } from '@playwright/test';
import type { RecordedExchange } from '../judge/index.js';
import { carryOut, lasting, quickProfiles, recorded, startTarget, verdicts } from './engine-runs.js';

/** What was requested, without what is new in every request: the time and the signature. */
const asked = ({ id, role, attempt, request }: RecordedExchange): unknown => [
  id,
  role,
  attempt,
  request.method,
  request.target,
  request.headers.filter(([name]) => !['x-amz-date', 'host'].includes(name.toLowerCase())),
  request.body?.sha256,
];

test.describe('the order of generation and the verdicts', () => {
  test('are the same with one request in flight and with sixteen', async () => {
    test.setTimeout(600_000);
    const target = await startTarget(undefined, 'sigv4');
    const parent = test.info().outputPath('runs');
    const choice = { claimed: [...quickProfiles, 'auth'], cases: 2 } as const;
    const [one, sixteen] = [
      await carryOut(target, parent, { ...choice, concurrency: 1 }),
      await carryOut(target, parent, { ...choice, concurrency: 16 }),
    ];
    await target.close();
    expect(one.results.verdict).toBe('conformant');
    expect(recorded(sixteen.out).map(asked)).toEqual(recorded(one.out).map(asked));
    expect(lasting(sixteen.results, target)).toEqual(lasting(one.results, target));
  });

  test('are the same with another seed only if nothing was generated', async () => {
    const target = await startTarget();
    const parent = test.info().outputPath('runs');
    const only = ['AST-MAX', 'RL-02'] as const;
    const [one, again, other] = [
      await carryOut(target, parent, { only, seed: 7 }),
      await carryOut(target, parent, { only, seed: 7 }),
      await carryOut(target, parent, { only, seed: 8 }),
    ];
    await target.close();
    const all = (out: string): unknown[] => recorded(out).map(asked);
    const fixed = (out: string): unknown[] =>
      recorded(out)
        .filter(({ requirement }) => requirement === 'RL-02')
        .map(asked);
    expect(all(again.out)).toEqual(all(one.out));
    expect(all(other.out)).not.toEqual(all(one.out));
    expect(fixed(other.out)).toEqual(fixed(one.out));
  });

  for (const defect of ['asset-maximum-too-low', 'domain-ignored', 'version-ignored'])
    test(`find the defect ${defect} with any number of requests in flight, with the same smallest case`, async () => {
      test.setTimeout(300_000);
      const target = await startTarget(defect);
      const parent = test.info().outputPath('runs');
      const choice = {
        claimed: ['core'],
        only: ['AST-MAX', 'LKP-DOM', 'LKP-VER', 'PKG-PAT'],
        cases: 20,
      } as const;
      const [one, sixteen] = [
        await carryOut(target, parent, { ...choice, concurrency: 1 }),
        await carryOut(target, parent, { ...choice, concurrency: 16 }),
      ];
      await target.close();
      expect(one.results.verdict).toBe('not-conformant');
      expect(verdicts(sixteen.results)).toEqual(verdicts(one.results));
      const smallest = (results: typeof one.results): unknown =>
        results.requirements.flatMap(({ checks }) => checks.map(({ counterexample }) => counterexample));
      expect(smallest(sixteen.results)).toEqual(smallest(one.results));
    });
});
