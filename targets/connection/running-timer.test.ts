import { expect, test } from '@playwright/test';
import { startRunningTimer } from './running-timer.js';

/** Keeps this process from doing anything else. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

test('a timer that the process was too late for waits for what came meanwhile', async () => {
  const order: string[] = [];
  const timer = startRunningTimer(50, () => order.push('timer'));
  const data = new Promise<void>((resolve) => {
    setTimeout(() => {
      order.push('data');
      timer.stop();
      resolve();
    }, 60);
  });
  standStill(600);
  await data;
  expect(order).toEqual(['data']);
});

test('a timer that nothing stops calls back, also after a standstill', async () => {
  const called = new Promise<void>((resolve) => startRunningTimer(20, resolve));
  standStill(400);
  await called;
});

test('a timer that is stopped does not call back', async () => {
  const order: string[] = [];
  startRunningTimer(10, () => order.push('stopped')).stop();
  // Of the same length and started later, so it is due later.
  await new Promise<void>((resolve) => startRunningTimer(10, resolve));
  expect(order).toEqual([]);
});

test('a timer that begins again counts from then', async () => {
  const order: string[] = [];
  const refreshed = new Promise<void>((resolve) => {
    const timer = startRunningTimer(60, () => {
      order.push('refreshed');
      resolve();
    });
    setTimeout(() => timer.refresh(), 40);
  });
  setTimeout(() => order.push('plain'), 80);
  await refreshed;
  expect(order).toEqual(['plain', 'refreshed']);
});
