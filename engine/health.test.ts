import { expect, test } from '@playwright/test';
import { Health, TargetGone } from './health.js';

/** A target that responds to probes as listed; the last entry is repeated. */
function target(...responds: readonly boolean[]) {
  let probes = 0;
  const probe = async (): Promise<boolean> => responds[Math.min(probes++, responds.length - 1)] ?? false;
  return { probe, probes: () => probes };
}

test('sends no probe while the target responds', async () => {
  const { probe, probes } = target(true);
  const health = new Health(probe, 0, 2);
  for (let request = 0; request < 10; request++) {
    await health.ready();
    health.failed();
    health.answered();
  }
  expect(probes()).toBe(0);
});

test('looks after as many failures in a row as it takes to be suspicious', async () => {
  const { probe, probes } = target(true);
  const health = new Health(probe, 0, 3);
  health.failed();
  health.failed();
  expect(probes()).toBe(0);
  health.failed();
  await health.ready();
  expect(probes()).toBe(1);
});

test('everybody waits for one recovery, and goes on after it', async () => {
  const { probe, probes } = target(false, true);
  const health = new Health(probe, 10_000, 1);
  health.failed();
  await Promise.all([health.ready(), health.ready(), health.recover()]);
  expect(probes()).toBe(2);
  await health.ready();
});

test('a target that does not come back within the patience is gone for good', async () => {
  const { probe, probes } = target(false, true);
  const health = new Health(probe, 0, 1);
  health.failed();
  await expect(health.ready()).rejects.toThrow(TargetGone);
  await expect(health.ready()).rejects.toThrow(TargetGone);
  expect(probes()).toBe(1);
});

test('a recovery starts the count of failures again', async () => {
  const { probe, probes } = target(true);
  const health = new Health(probe, 0, 2);
  health.failed();
  await health.recover();
  health.failed();
  await health.ready();
  expect(probes()).toBe(1);
});
