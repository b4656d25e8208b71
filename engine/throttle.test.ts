import { expect, test } from '@playwright/test';
import { errorResponse, exchangeWith, servedResponse } from '../judge/exchange.test-data.js';
import type { Sent } from '../targets/connection/index.js';
import { TargetGone } from './health.js';
import { Throttle } from './throttle.js';

const served: Sent = exchangeWith({ response: servedResponse() });
const throttled: Sent = exchangeWith({ response: errorResponse(429, 'ThrottlingException') });

/** Responds as listed; the last entry is repeated. */
function responding(...responses: readonly Sent[]) {
  let sent = 0;
  const send = async (): Promise<Sent> => {
    const response = responses[Math.min(sent++, responses.length - 1)];
    if (!response) throw new Error('nothing to respond with');
    return response;
  };
  return { send, sent: () => sent };
}

test('a request that is not throttled is sent once, and no probe', async () => {
  const [request, probe] = [responding(served), responding(served)];
  expect(await new Throttle(probe.send, 0).send(request.send, false)).toBe(served);
  expect([request.sent(), probe.sent()]).toEqual([1, 0]);
});

test('a request that was made to be throttled is not repeated', async () => {
  const [request, probe] = [responding(throttled), responding(served)];
  expect(await new Throttle(probe.send, 0).send(request.send, true)).toBe(throttled);
  expect([request.sent(), probe.sent()]).toEqual([1, 0]);
});

test('a limiter is waited for, and gives no verdict', async () => {
  const [request, probe] = [
    responding(throttled, throttled, served),
    responding(throttled, throttled, served),
  ];
  expect(await new Throttle(probe.send, 10_000).send(request.send, false)).toBe(served);
});

test('a 429 for one request alone is the response to it', async () => {
  const [request, probe] = [responding(throttled), responding(served)];
  expect(await new Throttle(probe.send, 10_000).send(request.send, false)).toBe(throttled);
  expect(request.sent()).toBeGreaterThan(10);
});

test('a target that throttles everything for longer than the patience is gone', async () => {
  const [request, probe] = [responding(throttled), responding(throttled)];
  await expect(new Throttle(probe.send, 0).send(request.send, false)).rejects.toThrow(TargetGone);
});
