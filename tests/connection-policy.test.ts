import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { Agent } from 'undici';
import { Connection } from '../targets/connection/index.js';
import { exchangeOnce } from '../targets/connection/one-exchange.js';
import { type AttemptOutcome, RetryPolicy, type Way } from '../targets/connection/retry-policy.js';
import { rawServer } from './raw-http.js';

const whole: AttemptOutcome = {
  response: { status: 200, headers: [], body: { size: 0, sha256: '', head: '', complete: true } },
};
const cutOff: AttemptOutcome = { failure: { kind: 'closed', message: 'other side closed' } };
const notTaken: AttemptOutcome = { failure: { kind: 'closed', message: 'bad response' } };

for (const [title, outcome, taken, expected] of [
  ['a whole response stands', whole, ['kept'], undefined],
  ['a response that breaks off stands', { ...whole, ...cutOff }, ['kept'], undefined],
  ['no response on a kept connection may be a lost race', cutOff, ['kept'], 'fresh'],
  ['no response on a fresh connection is the target’s own doing', cutOff, ['fresh'], undefined],
  ['and so it is after a kept one', cutOff, ['kept', 'fresh'], undefined],
  ['silence is not tried again', { failure: { kind: 'timeout', message: '' } }, ['kept'], undefined],
  ['an unasked 100 Continue is read raw', notTaken, ['kept'], 'raw'],
  ['also on a fresh connection', notTaken, ['kept', 'fresh'], 'raw'],
  [
    'a length that the HTTP client refuses is looked at raw',
    { failure: { kind: 'invalid', message: 'Response body length does not match content-length header' } },
    ['kept'],
    'raw',
  ],
  ['a chunked body is left to the HTTP client', { ...whole, chunked: true }, ['past-the-end'], 'kept'],
  ['but no way is taken twice', { ...whole, chunked: true }, ['kept', 'raw'], undefined],
] as readonly (readonly [string, AttemptOutcome, readonly Way[], Way | undefined])[])
  test(`retry policy: ${title}`, () => {
    expect(new RetryPolicy(true).next(outcome, taken)).toBe(expected);
  });

test('retry policy: after a cut, requests get connections of their own for a while', () => {
  const policy = new RetryPolicy(true);
  expect(policy.first('framed')).toBe('kept');
  policy.next(cutOff, ['kept']);
  const ways = Array.from({ length: 65 }, () => policy.first('framed'));
  expect(ways.slice(0, 64)).toEqual(Array.from({ length: 64 }, () => 'fresh'));
  expect(ways[64]).toBe('kept');
});

test('retry policy: through a proxy nothing is read raw', () => {
  const policy = new RetryPolicy(false);
  expect(policy.first('past-the-end')).toBe('kept');
  expect(policy.next(notTaken, ['kept'])).toBeUndefined();
});

/** Runs `use` against a server that writes these bytes in response to each request. */
async function against<T>(respond: (socket: Socket) => void, use: (endpoint: URL) => Promise<T>): Promise<T> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', () => respond(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

const request = { method: 'GET', target: '/', headers: [] } as const;
const limits = { allowedMs: 5000, bodyLimit: 1000 };

// The retry policy knows this case by the words of the HTTP client alone: they must not change unnoticed.
test('undici says “bad response” to a 100 Continue that it did not ask for', async () => {
  const { failure } = await against(
    (socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'),
    async (endpoint) => {
      const agent = new Agent();
      try {
        return await exchangeOnce(agent, { ...request, endpoint }, limits, true);
      } finally {
        await agent.destroy();
      }
    },
  );
  expect(failure).toEqual({ kind: 'closed', message: 'bad response' });
});

// undici ends the connection after the response to a HEAD. What follows is to use one connection again.
test('one connection serves the requests after a HEAD', async () => {
  const target = await rawServer((socket, received) => {
    if (received.endsWith('\r\n\r\n')) socket.write('HTTP/1.1 204 No Content\r\n\r\n');
  });
  const connection = new Connection({
    endpoint: new URL(target.url),
    concurrency: 4,
    timeout: 2000,
    proxies: false,
  });
  try {
    for (const method of ['GET', 'HEAD', 'GET', 'GET', 'GET', 'GET'])
      await connection.send({ method, path: '/', query: '' });
    expect(target.received.map((text) => text.match(/^[A-Z]+ (?=\/)/gm))).toEqual([
      ['GET ', 'HEAD '],
      ['GET ', 'GET ', 'GET ', 'GET '],
    ]);
  } finally {
    await connection.close();
    await target.close();
  }
});

const body = 'x'.repeat(100);
const send = (endpoint: URL, reading: 'framed' | 'past-the-end') => {
  const connection = new Connection({ endpoint, concurrency: 1, timeout: 2000, proxies: false });
  return connection
    .send({ method: 'GET', path: '/', query: '', reading }, 1000)
    .finally(() => connection.close());
};

for (const reading of ['framed', 'past-the-end'] as const) {
  for (const [title, fields, written] of [
    ['a declared length', 'Content-Length: 100', body],
    ['its last chunk', 'Transfer-Encoding: chunked', `64\r\n${body}\r\n0\r\n\r\n`],
  ] as const)
    test(`${reading}: a reset after ${title} leaves the response complete`, async () => {
      const sent = await against(
        (socket) =>
          // The moment between the response and the reset is the case itself.
          socket.write(`HTTP/1.1 200 OK\r\n${fields}\r\n\r\n${written}`, () =>
            setTimeout(() => socket.resetAndDestroy(), 20),
          ),
        (endpoint) => send(endpoint, reading),
      );
      expect([sent.response?.body.size, sent.failure]).toEqual([100, undefined]);
    });

  test(`${reading}: a reset before the declared length breaks the response off`, async () => {
    const sent = await against(
      (socket) =>
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 110\r\n\r\n${body}`, () => socket.resetAndDestroy()),
      (endpoint) => send(endpoint, reading),
    );
    expect([sent.response?.status, sent.failure?.kind]).toEqual([200, 'closed']);
  });

  for (const [title, fields, message] of [
    [
      'twice',
      'Content-Length: 100\r\nContent-Length: 100',
      /^Content-Length is sent 2 times: 100 and 100 \(/,
    ],
    [
      'in two versions',
      'Content-Length: 100\r\nContent-Length: 7',
      /^Content-Length is sent 2 times: 100 and 7 \(/,
    ],
    ['in one line', 'Content-Length: 100, 100', /^Content-Length is no number: “100, 100” \(/],
    ['with letters', 'Content-Length: abc', /^Content-Length is no number: “abc” \(/],
  ] as const)
    test(`${reading}: says that Content-Length is sent ${title}`, async () => {
      const { failure, response } = await against(
        (socket) => socket.end(`HTTP/1.1 200 OK\r\n${fields}\r\n\r\n${body}`),
        (endpoint) => send(endpoint, reading),
      );
      expect(failure?.kind).toBe('invalid');
      expect(failure?.message).toMatch(message);
      expect([response?.status, response?.body.size]).toEqual([200, 100]);
    });
}

test('says that Content-Length stands beside chunks', async () => {
  const { failure } = await against(
    (socket) =>
      socket.write(
        `HTTP/1.1 200 OK\r\nContent-Length: 100\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n${body}\r\n0\r\n\r\n`,
      ),
    (endpoint) => send(endpoint, 'framed'),
  );
  expect(failure?.kind).toBe('invalid');
  expect(failure?.message).toMatch(/Content-Length.*Transfer-Encoding/);
});

test('a time limit is printed in whole milliseconds', async () => {
  const { failure } = await against(
    () => {},
    (endpoint) => {
      const connection = new Connection({
        endpoint,
        concurrency: 1,
        timeout: 62.500953674316,
        proxies: false,
      });
      return connection
        .send({ method: 'GET', path: '/', query: '', reading: 'past-the-end' })
        .finally(() => connection.close());
    },
  );
  expect(failure?.message).toBe('no complete response within 63 ms');
});
