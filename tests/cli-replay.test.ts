import { expect } from '@playwright/test';
import type { CheckResult } from '../schemas/index.js';
import { defaultFixtures } from '../targets/fixtures/index.js';
import { type StageChange, startReferenceServer } from '../targets/reference/index.js';
import { test } from './cli-process.js';

test.describe.configure({ timeout: 120_000 });

/** Responds to every other request that it should serve with 500. */
function everyOtherFailing(): StageChange {
  let served = 0;
  return {
    change: (stages) => ({
      ...stages,
      serve: (found, request) => {
        served += 1;
        const response = stages.serve(found, request);
        return served % 2 === 0 ? response : { ...response, status: 500 };
      },
    }),
  };
}

test('a target that fails now and then: still a failure, and called flaky', async ({ place }) => {
  const target = await startReferenceServer({ fixtures: defaultFixtures(), defect: everyOtherFailing() });
  const { code, stdout } = await place.run(
    ...['--endpoint', target.url, '--requirement', 'RL-01', '--out', 'out'],
  );
  await target.close();
  expect(code, stdout).toBe(1);
  expect(stdout).toContain('flaky (3 of 5)');
  const { requirements } = await place.results('out');
  const found = requirements.find(({ id }) => id === 'RL-01');
  expect(found?.verdict).toBe('fail');
  expect(found?.checks[0]).toMatchObject({ verdict: 'fail', stability: 'flaky (3 of 5)' });
});

test('the replay command of a generated failure sends the same request, which fails again', async ({
  place,
}) => {
  const endpoint = await place.serve('--fault', 'asset-plus-refused');
  const failing = async (out: string, ...args: readonly string[]): Promise<Found> => {
    const { code, stdout } = await place.run(...args, '--out', out);
    expect(code, stdout).toBe(1);
    const { requirements } = await place.results(out);
    const check = requirements
      .flatMap(({ checks }) => checks)
      .find(({ verdict, counterexample }) => verdict === 'fail' && counterexample !== undefined);
    if (!check) throw new Error(`No generated case failed: ${stdout}`);
    const exchange = (await place.exchanges(out)).find(({ id }) => id === check.exchanges[0]);
    return { check, request: `${exchange?.request.method} ${exchange?.request.target}` };
  };
  const first = await failing('first', '--endpoint', endpoint, '--requirement', 'AST-PAT', '--cases', '20');
  const { replay = '', counterexample } = first.check;
  expect(replay).toMatch(/^npx codeartifact-conformance run /);
  expect(replay).toContain(`--path ${counterexample?.path}`);

  const [, , ...command] = replay.split(' ');
  const second = await failing('second', ...command);
  expect(second.check.id).toBe(first.check.id);
  expect(second.request).toBe(first.request);
  expect(second.check.counterexample).toEqual(counterexample);
});

interface Found {
  readonly check: CheckResult;
  /** Method and target of the request that broke the requirement. */
  readonly request: string;
}
