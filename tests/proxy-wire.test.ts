import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect } from '@playwright/test';
import { operation } from '../schemas/index.js';
import { mebibyte } from '../targets/fixtures/index.js';
import { startProxy } from '../targets/proxy/index.js';
import { closedPort, test } from './place.js';
import { startProxied } from './proxied.js';
import { rawServer, sendRaw } from './raw-http.js';

test.setTimeout(120_000);

const query =
  'domain=conformance&domain-owner=111122223333&repository=main&format=generic&namespace=n&package=p&version=1&asset=a';
const asset = `${operation.path}?${query}`;

/** Memory that a process has had at most, in MiB; 0 if the system does not say. */
function peakMiB(pid: number | undefined): number {
  if (process.platform !== 'linux') return 0;
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(peak) / 1024;
}

test('every byte goes on as it came, in both directions', async ({ place }) => {
  const body = randomBytes(3000);
  const response = Buffer.concat([
    Buffer.from(
      'HTTP/1.1 207 Odd Reason\r\nx-ODD-case: A  b\r\nDup: 1\r\ndup: 2\r\nDUP: \xe9\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n',
      'latin1',
    ),
    Buffer.from(`${body.byteLength.toString(16)};ext=1\r\n`),
    body,
    Buffer.from('\r\n0\r\nX-Trailer: t\r\n\r\n'),
  ]);
  const upstream = await rawServer((socket, received) => {
    if (received.endsWith('0\r\n\r\n')) socket.end(response);
  });
  const proxy = await startProxied(place, upstream.url);
  const sent = Buffer.concat([
    Buffer.from(
      `PUT /any/%2e%2E//path?b=%20&a=+&a&=&%zz HTTP/1.1\r\nhOST: somewhere.example:81\r\nX-dUp: 2\r\nx-Dup: 1\r\nAuthorization: AWS4 Signature=abc\r\nTransfer-Encoding: chunked\r\nX-Latin: \xe9\xff\r\n\r\n`,
      'latin1',
    ),
    Buffer.from('5\r\n\x00\x01\r\n\xff\r\n0\r\n\r\n', 'latin1'),
  ]);
  const received = await sendRaw(proxy.port, sent);
  expect(received.equals(response)).toBe(true);
  expect(upstream.received).toEqual([sent.toString('latin1')]);
  await upstream.close();
});

test('a head that comes byte by byte, pipelined requests and an interim response change nothing', async () => {
  const seen: number[] = [];
  const first = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\n{}';
  const second =
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x="y"\r\na\r\n2\r\nbc\r\n0\r\nT: 1\r\n\r\n';
  const third = 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil the end';
  const upstream = await rawServer((socket, received) => {
    if (received.endsWith('\r\n\r\n') && received.split('GET ').length === 4)
      socket.end(first + second + third);
  });
  const proxy = await startProxy({
    endpoint: new URL(upstream.url),
    host: '127.0.0.1',
    port: 0,
    seen: ({ response }) => void seen.push(response?.status ?? 0, response?.body.size ?? -1),
  });
  const sent = `GET ${asset} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(3);
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1').setNoDelay(true);
  let answer = '';
  socket.on('data', (part) => {
    answer += part.toString('latin1');
  });
  for (const byte of sent) {
    socket.write(byte);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await once(socket, 'close');
  expect(upstream.received).toEqual([sent]);
  expect(answer).toBe(first + second + third);
  expect(seen).toEqual([404, 2, 200, 3, 200, 13]);
  await proxy.close();
  await upstream.close();
});

test('100 MiB stream through in both directions with bounded memory, as fast as the reader reads', async ({
  place,
}) => {
  const size = 100 * mebibyte;
  const block = randomBytes(mebibyte);
  const expected = createHash('sha256');
  for (let at = 0; at < size; at += mebibyte) expected.update(block);
  const digest = expected.digest('hex');
  let uploaded = '';
  const upstream = createServer((incoming, response) => {
    if (incoming.method === 'PUT') {
      const hash = createHash('sha256');
      incoming.on('data', (chunk) => hash.update(chunk));
      incoming.on('end', () => {
        uploaded = hash.digest('hex');
        response.end();
      });
      return;
    }
    response.writeHead(200, { 'content-length': size });
    let sent = 0;
    const more = (): void => {
      while (sent < size) {
        sent += mebibyte;
        if (!response.write(block)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  }).listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const running = place.start(
    ...[
      'proxy',
      '--endpoint',
      `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
      '--out',
      'proxied',
    ],
  );
  const [, url = ''] = await running.says(/^listening on (\S+)$/m);

  const before = peakMiB(running.pid);
  const hash = createHash('sha256');
  const download = request(`${url}${asset}`).end();
  const [answer] = await once(download, 'response');
  let slowly = 0;
  for await (const chunk of answer) {
    hash.update(chunk);
    if (slowly++ === 3) await new Promise((resolve) => setTimeout(resolve, 1500));
  }
  expect(hash.digest('hex')).toBe(digest);

  const upload = request(`${url}/elsewhere`, { method: 'PUT', headers: { 'content-length': size } });
  for (let at = 0; at < size; at += mebibyte) if (!upload.write(block)) await once(upload, 'drain');
  upload.end();
  const [stored] = await once(upload, 'response');
  stored.resume();
  expect(uploaded).toBe(digest);

  // Anyone who does not wait for a slow reader has a hundred by then.
  expect(peakMiB(running.pid) - before).toBeLessThan(64);
  running.signal('SIGINT');
  await running.ended;
  expect((await place.exchanges('proxied'))[0]?.response?.body).toMatchObject({ size, sha256: digest });
  upstream.close();
});

test('a client that gives up is nobody’s failure; the upstream is let go', async ({ place }) => {
  let gone: (() => void) | undefined;
  const closed = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const upstream = await rawServer((socket) => {
    socket.on('close', () => gone?.());
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome');
  });
  const proxy = await startProxied(place, upstream.url);
  const client = connect(proxy.port, '127.0.0.1');
  client.write(`GET ${asset} HTTP/1.1\r\nHost: a\r\n\r\n`);
  await once(client, 'data');
  client.resetAndDestroy();
  await closed;
  const { results, recording } = await proxy.stop();
  expect(recording).toBe('');
  expect(results.requirements.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  await upstream.close();
});

test('an upstream that breaks off is seen to, by the client and in the recording', async ({ place }) => {
  const upstream = await rawServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome', () => socket.destroy());
  });
  const proxy = await startProxied(place, upstream.url);
  const received = await sendRaw(proxy.port, `GET ${asset} HTTP/1.1\r\nHost: a\r\n\r\n`);
  expect(received.toString()).toBe('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome');
  const { results, recording } = await proxy.stop();
  expect(JSON.parse(recording)).toMatchObject({
    response: { status: 200, body: { size: 4 } },
    failure: { kind: 'closed' },
  });
  expect(results.requirements.find(({ id }) => id === 'RS-15')?.verdict).toBe('fail');
  expect(results.verdict).toBe('not-conformant');
  await upstream.close();
});

test('an upstream that is missing: 502 by the proxy, recorded as its absence and not as a response', async ({
  place,
}) => {
  const proxy = await startProxied(place, await closedPort());
  const response = (await sendRaw(proxy.port, `GET ${asset} HTTP/1.1\r\nHost: a\r\n\r\n`)).toString();
  expect(response).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
  expect(JSON.parse(response.split('\r\n\r\n')[1] ?? '')).toEqual({
    message: expect.stringMatching(
      /^codeartifact-conformance proxy: http:\S+ cannot be reached: .*ECONNREFUSED/,
    ),
  });
  const { ended, results, recording } = await proxy.stop();
  const exchange = JSON.parse(recording);
  expect([exchange.response, exchange.failure.kind]).toEqual([undefined, 'unreachable']);
  expect([results.verdict, ended.code]).toEqual(['incomplete', 3]);
});

for (const [what, head] of [
  ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n'],
  ['Upgrade', 'GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n'],
] as const)
  test(`${what} is refused, and says by whom`, async ({ place }) => {
    const upstream = await rawServer((socket) => socket.end());
    const proxy = await startProxied(place, upstream.url);
    const response = (await sendRaw(proxy.port, head)).toString();
    expect(response).toMatch(/^HTTP\/1\.1 501 Not Implemented\r\n/);
    expect(response).toContain(`codeartifact-conformance proxy: ${what} is not forwarded`);
    expect(upstream.received).toEqual([]);
    await upstream.close();
  });

test('what is not HTTP goes on all the same, and is a failure if a response was due', async ({ place }) => {
  const upstream = await rawServer((socket) => socket.end('SSH-2.0-garbage\r\n\r\n'));
  const proxy = await startProxied(place, upstream.url);
  const response = await sendRaw(proxy.port, `GET ${asset} HTTP/1.1\r\nHost: a\r\n\r\n`);
  expect(response.toString()).toBe('SSH-2.0-garbage\r\n\r\n');
  await sendRaw(proxy.port, '\x16\x03\x01 no HTTP at all\r\n\r\n');
  expect(upstream.received[1]).toBe('\x16\x03\x01 no HTTP at all\r\n\r\n');
  const { recording } = await proxy.stop();
  expect(JSON.parse(recording).failure.kind).toBe('invalid');
  await upstream.close();
});
