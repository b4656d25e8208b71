import { expect, test } from '@playwright/test';
import { TimeLimit } from './time-limit.js';

/** A limit after so many requests that hung, and a response that took so many milliseconds. */
function limitAfter(hung: number, slowestMs: number, { everServed = true } = {}): TimeLimit {
  const limit = new TimeLimit();
  limit.responded(slowestMs);
  if (everServed) limit.served();
  for (let time = 0; time < hung; time++) limit.hung();
  return limit;
}

test('allows what the run allows while hardly anything has hung', () => {
  expect(limitAfter(1, 20).allowedMs()).toBeUndefined();
});

test('allows less the more has hung', () => {
  const allowed = [2, 4, 8, 64].map((hung) => limitAfter(hung, 20).allowedMs() ?? Number.NaN);
  expect(allowed).toEqual(allowed.toSorted((one, other) => other - one));
  expect(new Set(allowed).size).toBe(4);
});

test('never less than twice what the slowest response took', () => {
  expect(limitAfter(1000, 30_000).allowedMs()).toBe(60_000);
});

test('gives a request that decides more time than a probe', () => {
  const limit = limitAfter(1000, 1);
  expect(limit.allowedMs('subject')).toBeGreaterThan(limit.allowedMs() ?? Number.NaN);
});

test('gives a request that decides more time if responses are slow, as on a busy machine', () => {
  expect(limitAfter(1000, 60).allowedMs('subject')).toBeGreaterThan(
    limitAfter(1000, 20).allowedMs('subject') ?? Number.NaN,
  );
});

test('gives a sign of life the most time: it takes it only if the target is away', () => {
  const limit = limitAfter(1000, 1);
  expect(limit.allowedMs('sign of life')).toBeGreaterThan(limit.allowedMs('subject') ?? Number.NaN);
});

test('forgets what hung in an outage', () => {
  const limit = limitAfter(1000, 20);
  limit.forget();
  expect(limit.allowedMs()).toBeUndefined();
  expect(limit.isKnownForHanging).toBe(false);
});

test('allows less if no download ever succeeded, also for a request that decides', () => {
  const never = limitAfter(8, 20, { everServed: false });
  expect(never.allowedMs()).toBeLessThan(limitAfter(8, 20).allowedMs() ?? Number.NaN);
  expect(never.allowedMs('subject')).toBeLessThan(limitAfter(8, 20).allowedMs('subject') ?? Number.NaN);
});

test('allows what it did while little has hung, even if no download ever succeeded', () => {
  expect(limitAfter(2, 20, { everServed: false }).allowedMs()).toBe(limitAfter(2, 20).allowedMs());
});

test('a target that is found to hang on valid requests is known for hanging', () => {
  const limit = limitAfter(2, 20);
  limit.hangsOnValid();
  expect(limit.isKnownForHanging).toBe(true);
});
