import { expect } from '@playwright/test';
import type { CheckResult } from '../schemas/index.js';
import { defaultFixtures } from '../targets/fixtures/index.js';
import { type StageChange, startReferenceServer } from '../targets/reference/index.js';
import { withHeader } from '../targets/reference/response.js';
import { test } from './place.js';

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

/** Adds a Content-Encoding to assets with a plus in their name: a run of RS-16 alone requests none of these. */
const encodingNamesWithPlus: StageChange = {
  change: (stages) => ({
    ...stages,
    serve: (found, request) => {
      const response = stages.serve(found, request);
      return found.asset.name.includes('+') ? withHeader(response, 'Content-Encoding', 'gzip') : response;
    },
  }),
};

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

test('the replay command of a requirement on every response sends the request that broke it', async ({
  place,
}) => {
  const target = await startReferenceServer({ fixtures: defaultFixtures(), defect: encodingNamesWithPlus });
  const failing = async (out: string, ...args: readonly string[]) => {
    const { code, stdout } = await place.run(...args, '--out', out);
    expect(code, stdout).toBe(1);
    const { requirements } = await place.results(out);
    const check = requirements.find(({ id }) => id === 'RS-16')?.checks.find(({ replay }) => replay);
    if (!check?.replay) throw new Error(`RS-16 does not fail: ${stdout}`);
    const sent = await place.exchanges(out);
    const target = sent.find(({ id }) => id === check.exchanges[0])?.request.target;
    return { replay: check.replay, target, targets: sent.map(({ request }) => request.target) };
  };
  const first = await failing('first', '--endpoint', target.url, '--cases', '5');
  const [, , ...command] = first.replay.split(' ');
  const second = await failing('second', ...command);
  await target.close();
  expect(second.targets).toContain(first.target);
  expect(second.targets.length).toBeLessThan(first.targets.length);
});

interface Found {
  readonly check: CheckResult;
  /** Method and target of the request that broke the requirement. */
  readonly request: string;
}
