import { expect, test } from '@playwright/test';
import type { Level, RequirementVerdict, RunVerdict } from '../schemas/index.js';
import { exitCode, leavesIncomplete, profileResult, requirementVerdict, runVerdict } from './verdict.js';

// How verdicts of checks become those of requirements, profiles and the run: docs/architecture.md, "From findings to
// the exit code".

const requirements: readonly (readonly [checks: readonly RequirementVerdict[], RequirementVerdict])[] = [
  [['pass'], 'pass'],
  [['pass', 'fail', 'error'], 'fail'],
  [['error', 'indeterminate', 'pass'], 'error'],
  [['indeterminate', 'not-testable'], 'indeterminate'],
  [['pass', 'not-testable'], 'not-testable'],
  [['warn', 'pass'], 'warn'],
  [['info', 'pass'], 'pass'],
  [['not-applicable', 'info'], 'info'],
  [['not-applicable'], 'not-applicable'],
  [[], 'not-testable'],
];
for (const [checks, verdict] of requirements)
  test(`a requirement is ${verdict} if its checks are: ${checks.join(', ') || 'none'}`, () => {
    expect(requirementVerdict(checks)).toBe(verdict);
    expect(requirementVerdict([...checks].reverse())).toBe(verdict);
  });

type Entry = readonly [Level, RequirementVerdict];
const profileCases: readonly (readonly [
  title: string,
  entries: readonly Entry[],
  partial: boolean,
  RunVerdict,
])[] = [
  ['every MUST passes', [['MUST', 'pass']], false, 'conformant'],
  [
    'a SHOULD is broken',
    [
      ['MUST', 'pass'],
      ['SHOULD', 'warn'],
    ],
    false,
    'conformant',
  ],
  [
    'a MUST is broken',
    [
      ['MUST', 'fail'],
      ['MUST', 'pass'],
    ],
    false,
    'not-conformant',
  ],
  ['a MUST is broken in a partial run', [['MUST', 'fail']], true, 'not-conformant'],
  [
    'a MUST is broken and another not testable',
    [
      ['MUST', 'fail'],
      ['MUST', 'not-testable'],
    ],
    false,
    'not-conformant',
  ],
  ['a MUST is not testable', [['MUST', 'not-testable']], false, 'incomplete'],
  ['a MUST is indeterminate', [['MUST', 'indeterminate']], false, 'incomplete'],
  [
    'the suite failed at a SHOULD',
    [
      ['MUST', 'pass'],
      ['SHOULD', 'error'],
    ],
    false,
    'incomplete',
  ],
  [
    'a MAY is not testable',
    [
      ['MUST', 'pass'],
      ['MAY', 'not-testable'],
    ],
    false,
    'conformant',
  ],
  ['the run was partial', [['MUST', 'pass']], true, 'incomplete'],
  [
    'a MUST is waived',
    [
      ['MUST', 'waived'],
      ['MUST', 'pass'],
    ],
    false,
    'conformant-with-waivers',
  ],
  [
    'a SHOULD is waived',
    [
      ['MUST', 'pass'],
      ['SHOULD', 'waived'],
    ],
    false,
    'conformant-with-waivers',
  ],
  [
    'a MUST is waived and another not testable',
    [
      ['MUST', 'waived'],
      ['MUST', 'not-testable'],
    ],
    false,
    'incomplete',
  ],
  ['it has no requirement that applies', [['MUST', 'not-applicable']], false, 'conformant'],
];
for (const [title, entries, partial, verdict] of profileCases)
  test(`a profile is ${verdict} if ${title}`, () => {
    const results = entries.map(([level, each]) => ({ level, verdict: each }));
    expect(profileResult(results, partial).verdict).toBe(verdict);
  });

test('a profile counts its requirements by level and verdict', () => {
  const results = (
    [
      ['MUST', 'pass'],
      ['MUST', 'pass'],
      ['MUST', 'fail'],
      ['MUST', 'not-testable'],
      ['MUST', 'indeterminate'],
      ['MUST', 'waived'],
      ['SHOULD', 'warn'],
      ['SHOULD', 'error'],
      ['MAY', 'info'],
    ] as const
  ).map(([level, verdict]) => ({ level, verdict }));
  expect(profileResult(results, false)).toMatchObject({
    must: { pass: 2, fail: 1, notTestable: 2, waived: 1 },
    should: { pass: 0, warn: 1, notTestable: 1 },
  });
});

const runs: readonly (readonly [profiles: readonly RunVerdict[], partial: boolean, RunVerdict])[] = [
  [['conformant', 'conformant'], false, 'conformant'],
  [['conformant', 'conformant-with-waivers'], false, 'conformant-with-waivers'],
  [['conformant-with-waivers', 'incomplete'], false, 'incomplete'],
  [['incomplete', 'not-conformant'], false, 'not-conformant'],
  [['conformant'], true, 'incomplete'],
  [['not-conformant'], true, 'not-conformant'],
  [[], false, 'incomplete'],
];
for (const [claimed, partial, verdict] of runs)
  test(`a ${partial ? 'partial' : 'whole'} run is ${verdict} if its profiles are: ${claimed.join(', ') || 'none'}`, () => {
    expect(runVerdict(claimed, partial)).toBe(verdict);
  });

const codes: readonly (readonly [RunVerdict, waiverErrors: number, code: 0 | 1 | 3])[] = [
  ['conformant', 0, 0],
  ['conformant-with-waivers', 0, 0],
  ['conformant', 1, 1],
  ['not-conformant', 0, 1],
  ['incomplete', 0, 3],
  ['incomplete', 1, 1],
];
for (const [verdict, waiverErrors, code] of codes)
  test(`exit code ${code} for ${verdict} with ${waiverErrors} errors in the waiver file`, () => {
    expect(exitCode(verdict, waiverErrors)).toBe(code);
  });

test('a MUST or SHOULD that nothing is known about leaves its profile incomplete, a MAY does not', () => {
  for (const verdict of ['error', 'indeterminate', 'not-testable'] as const) {
    expect(leavesIncomplete('MUST', verdict)).toBe(true);
    expect(leavesIncomplete('SHOULD', verdict)).toBe(true);
    expect(leavesIncomplete('MAY', verdict)).toBe(false);
  }
  for (const verdict of ['fail', 'warn', 'pass', 'info', 'waived', 'not-applicable'] as const)
    expect(leavesIncomplete('MUST', verdict)).toBe(false);
});
