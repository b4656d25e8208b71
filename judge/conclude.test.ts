import { expect, test } from '@playwright/test';
import type { Level, RequirementVerdict } from '../schemas/index.js';
import { type AttemptState, attemptState, conclude, type JudgedExchange, stabilityOf } from './conclude.js';
import { judged } from './exchange.test-data.js';

// How the exchanges of one check become its verdict: docs/architecture.md, "The life of a check".

const control = judged('control', 'holds');
const controlRefused = judged('control', 'broken');
const subject = judged('subject', 'holds');
const wrong = judged('subject', 'broken');
const cutOff = judged('subject', 'broken', { brokeOff: true });
const silent = judged('subject', 'unanswered', { brokeOff: true });
const probeServed = judged('probe', 'holds');
const probeSilent = judged('probe', 'unanswered', { brokeOff: true });

const attempts: readonly (readonly [title: string, exchanges: readonly JudgedExchange[], AttemptState])[] = [
  ['control served, subject allowed', [control, subject], 'holds'],
  ['no control needed, subject allowed', [subject], 'holds'],
  ['one subject of several is wrong', [control, subject, wrong], 'broken'],
  [
    'a whole response is wrong, even if the target is silent afterwards',
    [wrong, silent, probeSilent],
    'broken',
  ],
  ['subject got no response, the probe did', [control, silent, probeServed], 'broken'],
  ['subject was cut off, the probe was not', [control, cutOff, probeServed], 'broken'],
  ['neither subject nor probe got a response', [control, silent, probeSilent], 'void'],
  [
    'the valid request never got a response, another one in between did',
    [silent, probeSilent, probeServed, probeSilent],
    'broken',
  ],
  [
    'the valid request hung while another one got a response, and so did the next: ended in another order',
    [silent, { ...probeServed, id: 'X#3' }, { ...probeSilent, id: 'X#2' }, { ...probeSilent, id: 'X#4' }],
    'broken',
  ],
  [
    'the valid request got a response again: an outage has ended',
    [silent, probeSilent, probeServed, probeServed],
    'void',
  ],
  ['neither the valid request nor another one got a response', [silent, probeSilent, probeSilent], 'void'],
  ['no response and no probe to compare with', [control, silent], 'void'],
  ['the control got no response', [judged('control', 'unanswered', { brokeOff: true })], 'void'],
  ['the control was refused', [controlRefused], 'untestable'],
  ['the control was refused, although the subject was allowed', [controlRefused, subject], 'untestable'],
  ['only a control was sent', [control], 'untestable'],
  ['nothing was sent', [], 'untestable'],
  ['nothing to judge', [control, judged('subject', 'observed')], 'observed'],
  ['something to judge, and it is allowed', [judged('subject', 'observed'), subject], 'holds'],
];

for (const [title, exchanges, state] of attempts)
  test(`an attempt is ${state}: ${title}`, () => {
    expect(attemptState(exchanges)).toBe(state);
  });

/** The exchanges of one attempt in this state. */
const inState: Readonly<Record<AttemptState, readonly JudgedExchange[]>> = {
  holds: [control, subject],
  broken: [control, wrong],
  observed: [judged('subject', 'observed')],
  untestable: [controlRefused],
  void: [silent, probeSilent],
};

const inTurn = (...states: readonly AttemptState[]): JudgedExchange[] =>
  states.flatMap((state, index) => inState[state].map((each) => ({ ...each, attempt: index + 1 })));

const conclusions: readonly (readonly [
  attempts: readonly AttemptState[],
  verdicts: Readonly<Record<Level, RequirementVerdict>>,
  stability?: string,
])[] = [
  [['holds'], { MUST: 'pass', SHOULD: 'pass', MAY: 'info' }],
  [['observed'], { MUST: 'info', SHOULD: 'info', MAY: 'info' }],
  [['observed', 'holds'], { MUST: 'pass', SHOULD: 'pass', MAY: 'info' }],
  [['broken'], { MUST: 'fail', SHOULD: 'warn', MAY: 'info' }, 'deterministic'],
  [
    ['broken', 'broken', 'broken', 'broken', 'broken'],
    { MUST: 'fail', SHOULD: 'warn', MAY: 'info' },
    'deterministic',
  ],
  [['broken', 'holds', 'holds'], { MUST: 'fail', SHOULD: 'warn', MAY: 'info' }, 'flaky (1 of 3)'],
  // What says nothing does not count as an attempt.
  [['void', 'broken', 'untestable'], { MUST: 'fail', SHOULD: 'warn', MAY: 'info' }, 'deterministic'],
  [['void', 'untestable', 'holds'], { MUST: 'pass', SHOULD: 'pass', MAY: 'info' }],
  [['untestable'], { MUST: 'not-testable', SHOULD: 'not-testable', MAY: 'not-testable' }],
  [['void', 'untestable'], { MUST: 'not-testable', SHOULD: 'not-testable', MAY: 'not-testable' }],
  [['void', 'void', 'void'], { MUST: 'indeterminate', SHOULD: 'indeterminate', MAY: 'indeterminate' }],
  [[], { MUST: 'indeterminate', SHOULD: 'indeterminate', MAY: 'indeterminate' }],
];

for (const [states, verdicts, stability] of conclusions)
  for (const level of ['MUST', 'SHOULD', 'MAY'] as const)
    test(`a ${level} is ${verdicts[level]} after: ${states.join(', ') || 'no attempt'}`, () => {
      const conclusion = conclude(level, inTurn(...states));
      expect(conclusion.verdict).toBe(verdicts[level]);
      expect(conclusion.stability).toBe(stability);
    });

test('the first exchange that broke the requirement is the decisive one', () => {
  expect(conclude('MUST', inTurn('holds', 'broken', 'broken')).decisive).toMatchObject({
    role: 'subject',
    attempt: 2,
  });
});

test('a control that was refused is decisive, and its response is the reason', () => {
  const { decisive, reason } = conclude('MUST', inTurn('untestable'));
  expect(decisive).toMatchObject({ role: 'control' });
  expect(reason).toContain('actual');
});

test('attempts may be mixed in time', () => {
  const [first, second] = [inTurn('holds'), inTurn('holds', 'broken').filter(({ attempt }) => attempt === 2)];
  const mixed = [second[0], first[0], second[1], first[1]].filter((each) => each !== undefined);
  expect(conclude('MUST', mixed).stability).toBe('flaky (1 of 2)');
});

test('stability says how many attempts broke the requirement', () => {
  expect(stabilityOf(5, 5)).toBe('deterministic');
  expect(stabilityOf(2, 5)).toBe('flaky (2 of 5)');
});
