import { expect, test } from '@playwright/test';
import type { CheckOutcome } from '../../judge/index.js';
import type { RequirementId, RequirementResult, RequirementVerdict, Results } from '../../schemas/index.js';
import { compareVerdicts } from './compare-verdicts.js';

// A folder that was made with another version of the catalogue: the published levels and profiles are taken as they
// stand, and the verdicts are recomputed by the code that computed them.

const waiver = { reason: 'known', owner: 'team', issue: 'https://example.com/1', expires: '2099-01-01' };

function published(
  requirements: readonly (Pick<RequirementResult, 'level' | 'verdict'> & {
    readonly id: string;
    readonly checks: readonly RequirementVerdict[];
    readonly waived?: Partial<typeof waiver>;
  })[],
  verdict: Results['verdict'],
  profile: Results['profiles']['core'],
  run: Partial<Results['run']> = {},
): Results {
  return {
    suite: { name: 'codeartifact-conformance', version: '0.9.0', catalogueDigest: 'sha256:other' },
    target: { endpoint: 'http://127.0.0.1', identity: {} },
    run: {
      startedAt: '2026-01-01T00:00:00.000Z',
      durationMs: 1,
      seed: 1,
      cases: 1,
      exchanges: 1,
      claimed: ['core'],
      recordingDigest: 'sha256:0',
      ...run,
    },
    verdict,
    profiles: { core: profile },
    requirements: requirements.map(({ id, level, verdict: own, checks, waived }) => ({
      id: id as RequirementId,
      level,
      profile: 'core',
      verdict: own,
      checks: checks.map((each, index) => ({
        id: `${id}/${index}`,
        title: `${index}`,
        verdict: each,
        exchanges: [],
        judged: 1,
      })),
      ...(waived ? { waiver: { ...waiver, ...waived } } : {}),
    })),
  } as Results;
}

const outcomesOf = (results: Results): CheckOutcome[] =>
  results.requirements.flatMap(({ id, checks }) =>
    checks.map((check) => ({ ...check, requirement: id, sent: 1, generated: false })),
  );

const compared = (results: Results): readonly string[] =>
  compareVerdicts(results, outcomesOf(results), false).map(({ where, what }) => `${where} ${what}`);

const none = {
  must: { pass: 0, fail: 0, notTestable: 0, waived: 0 },
  should: { pass: 0, warn: 0, notTestable: 0 },
};

test('a waived MUST follows from a failure and its waiver', () => {
  const profile = { ...none, verdict: 'conformant-with-waivers', must: { ...none.must, waived: 1 } } as const;
  const requirements = [
    { id: 'XX-1', level: 'MUST', verdict: 'waived', checks: ['fail'], waived: {} },
  ] as const;
  expect(compared(published(requirements, 'conformant-with-waivers', profile))).toEqual([]);
});

test('a waived SHOULD follows from a warning and its waiver', () => {
  const profile = { ...none, verdict: 'conformant-with-waivers' } as const;
  const requirements = [
    { id: 'XX-1', level: 'SHOULD', verdict: 'waived', checks: ['warn'], waived: {} },
  ] as const;
  expect(compared(published(requirements, 'conformant-with-waivers', profile))).toEqual([]);
});

test('a waiver that had expired waives nothing', () => {
  const profile = { ...none, verdict: 'conformant-with-waivers', must: { ...none.must, waived: 1 } } as const;
  const requirements = [
    { id: 'XX-1', level: 'MUST', verdict: 'waived', checks: ['fail'], waived: { expires: '2025-12-31' } },
  ] as const;
  expect(compared(published(requirements, 'conformant-with-waivers', profile)).join('\n')).toContain(
    'XX-1 is published as waived; what follows is fail',
  );
});

test('a verdict that the checks do not show is found, in the requirement, its profile and the run', () => {
  const profile = { ...none, verdict: 'conformant', must: { ...none.must, pass: 1 } } as const;
  const requirements = [{ id: 'XX-1', level: 'MUST', verdict: 'pass', checks: ['pass', 'fail'] }] as const;
  const found = compared(published(requirements, 'conformant', profile));
  expect(found).toHaveLength(3);
  expect(found[0]).toBe('XX-1 is published as pass; what follows is fail');
  expect(found[2]).toBe('the run is published as conformant; what follows is not-conformant');
});

test('what was not assessed stays so', () => {
  const profile = { ...none, verdict: 'conformant', must: { ...none.must, pass: 1 } } as const;
  const requirements = [
    { id: 'XX-1', level: 'MUST', verdict: 'pass', checks: ['pass'] },
    { id: 'XX-2', level: 'MUST', verdict: 'not-applicable', checks: [] },
  ] as const;
  expect(compared(published(requirements, 'conformant', profile))).toEqual([]);
});

test('an interrupted run is incomplete', () => {
  const profile = { ...none, verdict: 'conformant', must: { ...none.must, pass: 1 } } as const;
  const requirements = [{ id: 'XX-1', level: 'MUST', verdict: 'pass', checks: ['pass'] }] as const;
  const found = compared(published(requirements, 'conformant', profile, { interrupted: 'SIGINT' }));
  expect(found.at(-1)).toBe('the run is published as conformant; what follows is incomplete');
});
