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
const driver = (code: string): DriverProcess => new DriverProcess('a client', [process.execPath, '-e', code]);
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
