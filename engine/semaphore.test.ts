import { expect, test } from '@playwright/test';
import { Semaphore } from './semaphore.js';

/** A task that ends when it is told to, and tells when it began. */
function task(name: string, begun: string[]) {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = async (): Promise<string> => {
    begun.push(name);
    await ended;
    return name;
  };
  return { run, end: () => end() };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('no more tasks run at a time than the limit, in the order in which they came', async () => {
  const begun: string[] = [];
  const slots = new Semaphore(2);
  const [a, b, c] = [task('a', begun), task('b', begun), task('c', begun)];
  const all = [a, b, c].map(({ run }) => slots.run(run));
  await settled();
  expect(begun).toEqual(['a', 'b']);
  b.end();
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
  a.end();
  c.end();
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
});

test('a task that runs alone waits for those that run, and those that wait come after it', async () => {
  const begun: string[] = [];
  const slots = new Semaphore(1);
  const [a, b, c] = [task('a', begun), task('b', begun), task('c', begun)];
  const all = [slots.run(a.run), slots.run(b.run), slots.alone(c.run)];
  a.end();
  await settled();
  expect(begun).toEqual(['a', 'c']);
  c.end();
  await settled();
  expect(begun).toEqual(['a', 'c', 'b']);
  b.end();
  await Promise.all(all);
});

test('the limit may become less while tasks wait', async () => {
  const begun: string[] = [];
  const slots = new Semaphore(2);
  const tasks = ['a', 'b', 'c', 'd'].map((name) => task(name, begun));
  const all = tasks.map(({ run }) => slots.run(run));
  slots.restrictTo(1);
  tasks[0]?.end();
  await settled();
  expect(begun).toEqual(['a', 'b']);
  tasks[1]?.end();
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
  tasks[2]?.end();
  tasks[3]?.end();
  await Promise.all(all);
});
