import { expect, test } from '@playwright/test';
import { DriverProcess } from './driver-process.js';

const call = {
  endpoint: 'http://127.0.0.1:1',
  region: 'us-east-1',
  input: {},
  headers: {},
  limitBytes: 1,
  timeoutMs: 1000,
};

/** A driver that runs this JavaScript. */
const driver = (code: string): DriverProcess =>
  new DriverProcess('a client', [process.execPath, '-e', code], { startMs: 20_000, overheadMs: 500 });
const ready = `console.log('{"ready":{"name":"n","version":"1"}}');`;

test('a driver that dies before it is ready says so with its exit code', async () => {
  await expect(driver('process.exit(3)').client).rejects.toThrow('ended with exit code 3');
});

test('a driver that prints rubbish is named, with what it printed', async () => {
  await expect(driver('console.log("hello")').client).rejects.toThrow('no line of the protocol: hello');
});

test('what is missing is told in the words of the driver', async () => {
  const missing = driver(`console.log('{"missing":"install it"}'); setTimeout(() => {}, 1e5)`);
  await expect(missing.client).rejects.toThrow('install it');
});

test('a driver that dies in a call fails the call', async () => {
  const dying = driver(`${ready} process.stdin.once('data', () => process.exit(4))`);
  await expect(dying.call(call)).rejects.toThrow('ended with exit code 4');
  expect(dying.lives).toBe(false);
});

test('an error without its class is rubbish', async () => {
  const line = '{"id":1,"done":{"error":{"message":"m"},"afterMs":1}}';
  const wrong = driver(`${ready} process.stdin.once('data', () => console.log('${line}'))`);
  await expect(wrong.call(call)).rejects.toThrow('no line of the protocol');
});

/** What a driver that is ready does with the first call. */
const doing = (code: string): DriverProcess =>
  driver(`${ready} process.stdin.once('data', () => { ${code} }); setTimeout(() => {}, 1e5)`);
const sent = `console.log('{"id":1,"sent":{"method":"GET","url":"http://127.0.0.1:1/","headers":[]}}');`;

test('a driver that hangs before it sends is named', async () => {
  const hanging = doing('');
  await expect(hanging.call(call)).rejects.toThrow('The driver of a client hangs');
  expect(hanging.lives).toBe(false);
});

test('a driver that is silent after it has sent leaves the call without an end', async () => {
  const report = await doing(sent).call(call);
  expect(report.sent?.method).toBe('GET');
  expect(report.done).toBeUndefined();
});

test('a driver that prints rubbish in a call is named, with what it printed', async () => {
  await expect(doing(`${sent} console.log('Traceback')`).call(call)).rejects.toThrow(
    'no line of the protocol: Traceback',
  );
});

test('a driver that prints a line without an end is stopped', async () => {
  const flooding = doing(`const flood = () => process.stdout.write('x'.repeat(65536), flood); flood()`);
  await expect(flooding.call(call)).rejects.toThrow('printed a line of more than');
  expect(flooding.lives).toBe(false);
});

test('errors that a driver prints without an end are cut', async () => {
  const complaining = doing(`process.stderr.write('x'.repeat(1e7), () => process.exit(1))`);
  const error = await complaining.call(call).catch((failure: Error) => failure);
  expect(error).toBeInstanceOf(Error);
  expect((error as Error).message.length).toBeLessThan(100_000);
});

test('lines about calls that nobody made are passed over', async () => {
  const done = `console.log('{"id":1,"done":{"error":{"class":"E","modelled":false,"message":"m"},"afterMs":1}}')`;
  const report = await doing(`${sent.replace('"id":1', '"id":7')} ${done}`).call(call);
  expect(report).toEqual({ done: { error: { class: 'E', modelled: false, message: 'm' }, afterMs: 1 } });
});
