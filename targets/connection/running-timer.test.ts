import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { startRunningTimer } from './running-timer.js';

/** Keeps this process from doing anything else. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

test('a timer that the process was too late for waits for what came meanwhile', async () => {
  const order: string[] = [];
  const timer = startRunningTimer(50, () => order.push('timer'));
  const data = pause(60).then(() => {
    order.push('data');
    timer.stop();
  });
  standStill(600);
  await data;
  await pause(100);
  expect(order).toEqual(['data']);
});

test('a timer that nothing stops calls back, also after a standstill', async () => {
  let called = 0;
  startRunningTimer(20, () => called++);
  standStill(400);
  await expect.poll(() => called).toBe(1);
});

test('a timer that is stopped does not call back', async () => {
  let called = 0;
  startRunningTimer(10, () => called++).stop();
  await pause(50);
  expect(called).toBe(0);
});
