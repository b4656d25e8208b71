import { expect, test } from '@playwright/test';
import type { CheckResult, RequirementResult, RequirementVerdict, Waiver } from '../schemas/index.js';
import { concludeRun } from './run-verdicts.js';
import { judgeWaiver } from './waivers.js';

const today = '2026-11-27';
const waiver: Waiver = { requirement: 'RS-16', reason: 'known', owner: 'team', expires: '2099-01-01' };

const check = (title: string, verdict: RequirementVerdict): CheckResult => ({
  id: `RS-16/${title}`,
  title,
  verdict,
  exchanges: [],
  judged: 1,
});

const requirement = (verdict: RequirementVerdict, ...checks: readonly CheckResult[]): RequirementResult => ({
  id: 'RS-16',
  level: 'MUST',
  profile: 'core',
  verdict,
  checks,
});

const broken = requirement(
  'fail',
  check('gzip', 'fail'),
  check('identity', 'pass'),
  check('archives', 'fail'),
);

test('a waiver that names no checks covers all of its requirement', () => {
  expect(judgeWaiver(waiver, broken, today, false)).toEqual({ waives: true, errors: [] });
});

test('a waiver covers the checks that it names, by title or by id', () => {
  const named = { ...waiver, checks: ['gzip', 'RS-16/archives'] };
  expect(judgeWaiver(named, broken, today, false)).toEqual({ waives: true, errors: [] });
});

test('a waiver waives nothing while another check fails', () => {
  expect(judgeWaiver({ ...waiver, checks: ['gzip'] }, broken, today, false)).toEqual({
    waives: false,
    errors: ['the waiver does not name the check “archives”, which fails, too'],
  });
});

test('a waiver that names a check which does not fail is wrong about that', () => {
  const named = { ...waiver, checks: ['gzip', 'archives', 'identity'] };
  expect(judgeWaiver(named, broken, today, false)).toEqual({
    waives: true,
    errors: ['the waiver names the check “identity”, which does not fail'],
  });
});

test('in a shard the failure may be another shard’s', () => {
  const named = { ...waiver, checks: ['gzip', 'identity'] };
  const here = requirement('fail', check('gzip', 'fail'));
  expect(judgeWaiver(named, here, today, true)).toEqual({ waives: true, errors: [] });
  expect(judgeWaiver(named, requirement('pass'), today, true)).toEqual({ waives: false, errors: [] });
});

test('a recommendation with another check that warns stays a warning, and the waiver is no error', () => {
  const warned: RequirementResult = {
    ...requirement('warn', check('gzip', 'warn'), check('archives', 'warn')),
    level: 'SHOULD',
  };
  expect(judgeWaiver({ ...waiver, checks: ['gzip'] }, warned, today, false)).toEqual({
    waives: false,
    errors: [],
  });
});

test('a waived requirement that breaks in a second way makes the run not conformant', () => {
  const outcomes = ['gzip', 'archives'].map((title) => ({
    ...check(title, 'fail'),
    requirement: 'RS-16' as const,
    sent: 1,
    generated: false,
  }));
  const run = { claimed: ['core' as const], startedAt: `${today}T00:00:00.000Z` };
  const catalogue = [{ id: 'RS-16' as const, level: 'MUST' as const, profile: 'core' as const }];
  const verdictOf = (checks?: readonly string[]) =>
    concludeRun(outcomes, catalogue, run, [{ ...waiver, ...(checks ? { checks } : {}) }]).verdict;
  expect(verdictOf()).toBe('conformant-with-waivers');
  expect(verdictOf(['gzip', 'archives'])).toBe('conformant-with-waivers');
  expect(verdictOf(['gzip'])).toBe('not-conformant');
});
