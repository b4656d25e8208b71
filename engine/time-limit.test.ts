import { expect, test } from '@playwright/test';
import { TimeLimit } from './time-limit.js';

/** A limit after so many requests that hung, and a response that took so many milliseconds. */
function limitAfter(hung: number, slowestMs: number): TimeLimit {
  const limit = new TimeLimit();
  limit.responded(slowestMs);
  for (let time = 0; time < hung; time++) limit.hung();
  return limit;
}

test('allows what the run allows while hardly anything has hung', () => {
  expect(limitAfter(1, 20).allowedMs()).toBeUndefined();
});

test('allows less the more has hung', () => {
  const allowed = [2, 6, 12, 64].map((hung) => limitAfter(hung, 20).allowedMs() ?? Number.NaN);
  expect(allowed).toEqual(allowed.toSorted((one, other) => other - one));
  expect(new Set(allowed).size).toBe(4);
});

test('never less than twice what the slowest response took', () => {
  expect(limitAfter(1000, 30_000).allowedMs()).toBe(60_000);
});

test('gives a request that decides more time than a probe', () => {
  const limit = limitAfter(1000, 1);
  expect(limit.allowedMs(true)).toBeGreaterThan(limit.allowedMs() ?? Number.NaN);
});

test('forgets what hung in an outage', () => {
  const limit = limitAfter(1000, 20);
  limit.forget();
  expect(limit.allowedMs()).toBeUndefined();
  expect(limit.isKnownForHanging).toBe(false);
});
