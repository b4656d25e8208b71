import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { Run } from '../engine/index.js';
import { checks as allChecks } from '../specs/index.js';
import { Connection } from '../targets/connection/index.js';
import { defaultFixtures } from '../targets/fixtures/index.js';
import { startReferenceServer } from '../targets/reference/index.js';

type Decide = (request: IncomingMessage) => boolean;

function throttled(response: ServerResponse, retryAfter: string): void {
  response.writeHead(429, {
    'content-type': 'application/json',
    'x-amzn-errortype': 'ThrottlingException',
    'retry-after': retryAfter,
  });
  response.end('{"message":"Rate exceeded"}');
}

/** A limiter before the reference target: responds with 429 if it decides to, and forwards everything else. */
async function behindLimiter(limits: Decide, retryAfter = '0') {
  const reference = await startReferenceServer({ auth: 'none' });
  const { hostname, port } = new URL(reference.url);
  const { request: forward } = await import('node:http');
  const server = createServer((incoming, outgoing) => {
    if (limits(incoming)) return throttled(outgoing, retryAfter);
    const { method, url: path, headers } = incoming;
    incoming.pipe(
      forward({ hostname, port, method, path, headers }, (response) => {
        outgoing.writeHead(response.statusCode ?? 500, response.rawHeaders);
        response.pipe(outgoing);
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await reference.close();
    },
  };
}

async function verdicts(url: string, ids: readonly string[], patienceMs = 5000) {
  const connection = new Connection({
    endpoint: new URL(url),
    concurrency: 16,
    timeout: 5000,
    proxies: false,
  });
  const checks = allChecks.filter(({ requirement }) => ids.includes(requirement));
  const run = new Run({
    connection,
    fixtures: defaultFixtures(),
    seed: 1,
    cases: 5,
    concurrency: 16,
    patienceMs,
    scenarios: {},
    target: { endpoint: url, region: 'us-east-1', timeout: 5000 },
    record: () => {},
  });
  const outcomes = await Promise.all(checks.map((check) => run.outcome(check)));
  await connection.close();
  return outcomes;
}

const ordinary = ['OP-02', 'OP-05', 'LKP-VER', 'ER-NF-ASSET'];

test('every third request throttled: nothing is blamed on the target', async () => {
  let count = 0;
  const target = await behindLimiter(() => ++count % 3 === 0);
  const outcomes = await verdicts(target.url, ordinary);
  await target.close();
  expect(outcomes.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
});

test('a hundred requests a second and no more: nothing is blamed on the target', async () => {
  let allowance = 20;
  let refilled = performance.now();
  const target = await behindLimiter(() => {
    const now = performance.now();
    allowance = Math.min(20, allowance + (now - refilled) / 10);
    refilled = now;
    allowance -= allowance >= 1 ? 1 : 0;
    return allowance < 1;
  });
  const outcomes = await verdicts(target.url, ['OP-01', 'ER-NF-ASSET'], 20_000);
  await target.close();
  expect(outcomes.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
});

test('a limiter that counts each package for itself: nothing is blamed on the target', async () => {
  const asked = new Map<string, number>();
  const target = await behindLimiter(({ url = '' }) => {
    if (!url.includes('no-such-asset')) return false;
    const now = performance.now();
    const first = asked.get(url) ?? now;
    asked.set(url, first);
    return now - first < 900;
  }, '1');
  const outcomes = await verdicts(target.url, ['ER-NF-ASSET']);
  await target.close();
  expect(outcomes.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
});

test('429 instead of 404: found, though 429 is waited for', async () => {
  const target = await behindLimiter(({ url = '' }) => url.includes('no-such-asset'));
  const outcomes = await verdicts(target.url, ['ER-NF-ASSET', 'OP-01']);
  await target.close();
  const failed = outcomes.filter(({ verdict }) => verdict === 'fail');
  expect(failed.map(({ id }) => id)).toContain('ER-NF-ASSET/an unknown asset');
  expect(failed.filter(({ requirement }) => requirement === 'OP-01')).toEqual([]);
});

test('a Retry-After of an hour on every response: the run ends soon, without a verdict', async () => {
  const target = await behindLimiter(() => true, '3600');
  const outcomes = await verdicts(target.url, ['ER-NF-ASSET'], 1000);
  await target.close();
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(outcomes.map(() => 'indeterminate'));
});
