import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CodeartifactClient,
  GetPackageVersionAssetCommand,
  ResourceNotFoundException,
  ThrottlingException,
  ValidationException,
} from '@aws-sdk/client-codeartifact';
import { expect, test } from '@playwright/test';
import { setupServer } from 'msw/node';
import { Agent, request } from 'undici';
import { encodeQuery } from '../generators/index.js';
import { errors, errorTypes, operation } from '../schemas/index.js';
import { defaultFixtures, readFixtures, writeFixtures } from '../targets/fixtures/index.js';
import { codeArtifactHandlers } from '../targets/msw/index.js';
import {
  defects,
  exampleCredentials,
  generatedAsset,
  mebibyte,
  type ReferenceServer,
  type ReferenceServerOptions,
  scaleFixture,
  standardAssets,
  startReferenceServer,
  variants,
} from '../targets/reference/index.js';
import { control, parametersOf } from './reference-probes.js';
import { hasOpenssl, makeSelfSigned } from './set-up/private-ca.js';

const fixtures = defaultFixtures();
const usual = fixtures.set.packageVersions[0]?.assets[0];
const query = encodeQuery(Object.entries(control));

/** A server for one test. */
async function withServer<T>(
  options: Partial<ReferenceServerOptions>,
  use: (server: ReferenceServer) => Promise<T>,
): Promise<T> {
  const server = await startReferenceServer({ fixtures, ...options });
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

async function get(url: string, headers: Record<string, string> = {}) {
  const response = await request(url, { headers });
  const body = Buffer.from(await response.body.arrayBuffer());
  return { status: response.statusCode, headers: response.headers, body };
}

/** Sends bytes over a socket of its own, and gives what comes back until the server or a short silence ends it. */
function exchange(port: number, text: string, patience = 150): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const done = () => {
      socket.destroy();
      resolve(received);
    };
    let timer = setTimeout(done, 2000);
    socket.setEncoding('latin1');
    socket.on('data', (part) => {
      received += part;
      clearTimeout(timer);
      timer = setTimeout(done, patience);
    });
    socket.on('end', done);
    socket.on('error', reject);
    socket.write(Buffer.from(text, 'latin1'));
  });
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('serves the bytes and the three headers, in their documented case', async () => {
  await withServer({}, async ({ url, port }) => {
    const response = await get(`${url}${operation.path}?${query}`);
    expect(response.status).toBe(200);
    expect(sha256(response.body)).toBe(usual?.sha256);
    const wire = await exchange(port, `GET ${operation.path}?${query} HTTP/1.1\r\nHost: h\r\n\r\n`);
    expect(wire).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    for (const name of ['X-AssetName', 'X-PackageVersion', 'X-PackageVersionRevision', 'x-amzn-RequestId']) {
      expect(wire).toContain(`\r\n${name}: `);
    }
  });
});

test('listens on the loopback interface only', async () => {
  await withServer({}, async ({ url }) => expect(new URL(url).hostname).toBe('127.0.0.1'));
});

test('reads the request line as it stands', async () => {
  await withServer({}, async ({ port }) => {
    const ask = async (line: string, more = '') =>
      (await exchange(port, `${line} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n${more}\r\n`)).split(
        '\r\n',
        1,
      )[0];
    const path = `${operation.path}?${query}`;
    expect(await ask(`GET ${path}`)).toContain(' 200 ');
    expect(await ask(`GET http://h${path}`)).toContain(' 200 ');
    expect(await ask(`HEAD ${path}`)).toContain(' 200 ');
    expect(await ask(`GET ${path}%ZZ`)).toContain(' 400 ');
    expect(await ask(`GET ${path}%FF`)).toContain(' 400 ');
    expect(await ask(`GET ${path}&x=\u00ff`)).toContain(' 400 ');
    expect(await ask(`GET ${path.replace('/v1', '/V1')}`)).toContain(' 404 ');
    expect(await ask(`GET ${path}&x=${'a'.repeat(40_000)}`)).toContain(' 200 ');
    for (const method of ['TRACE', 'OPTIONS', 'DELETE', 'PROPFIND']) {
      expect(await ask(`${method} ${path}`)).toContain(' 404 ');
    }
    expect(await ask('CONNECT h:443')).toContain(' 404 ');
    expect(await ask(`get ${path}`)).toContain(' 400 ');
    expect(await ask('nonsense')).toContain(' 400 ');
  });
});

test('a client that asks for a tunnel and resets the connection leaves the server running', async () => {
  await withServer({}, async ({ url, port }) => {
    for (let round = 0; round < 50; round += 1) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      // Bytes that nobody reads turn the end of the server's response into a reset, too.
      socket.write(
        `CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n${'x'.repeat(round % 2 === 0 ? 0 : 100_000)}`,
      );
      setTimeout(() => socket.resetAndDestroy(), round % 5);
      await once(socket, 'close');
    }
    expect((await get(`${url}${operation.path}?${query}`)).status).toBe(200);
  });
});

test('ignores a body on GET and keeps the connection in step', async () => {
  await withServer({}, async ({ port }) => {
    const plain = `GET ${operation.path}?${query} HTTP/1.1\r\nHost: h\r\n`;
    const wire = await exchange(port, `${plain}Content-Length: 2\r\n\r\n{}${plain}\r\n`);
    expect(wire.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  });
});

test('gives each scenario its error, in its documented form', async () => {
  await withServer({}, async ({ url }) => {
    for (const type of errorTypes) {
      const response = await get(`${url}${operation.path}?${query}`, { 'x-conformance-scenario': type });
      expect([response.status, response.headers['x-amzn-errortype']]).toEqual([errors[type].status, type]);
      expect(typeof JSON.parse(response.body.toString()).message).toBe('string');
      expect(response.headers['retry-after']).toBe(type === 'ThrottlingException' ? '1' : undefined);
    }
  });
});

test('serves below a base path, with two slashes as some clients join them', async () => {
  await withServer({ basePath: '/base/' }, async ({ url, port }) => {
    expect(url).toBe(`http://127.0.0.1:${port}/base`);
    expect((await get(`${url}${operation.path}?${query}`)).status).toBe(200);
    expect((await get(`${url}/${operation.path}?${query}`)).status).toBe(200);
    expect((await get(`http://127.0.0.1:${port}${operation.path}?${query}`)).status).toBe(404);
  });
});

function client(endpoint: string, secretAccessKey: string = exampleCredentials.secretAccessKey) {
  return new CodeartifactClient({
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: exampleCredentials.accessKeyId, secretAccessKey },
  });
}

const named = {
  domain: control.domain,
  repository: control.repository,
  format: 'generic',
  namespace: control.namespace,
  package: control.package,
  packageVersion: control.version,
  asset: control.asset,
} as const;

for (const basePath of ['', '/base']) {
  test(`verifies the signatures of the official client below "${basePath}"`, async () => {
    await withServer({ auth: 'sigv4', basePath }, async ({ url }) => {
      const sdk = client(url);
      const served = await sdk.send(new GetPackageVersionAssetCommand(named));
      expect(sha256((await served.asset?.transformToByteArray()) ?? new Uint8Array())).toBe(usual?.sha256);
      expect([served.assetName, served.packageVersion]).toEqual([named.asset, named.packageVersion]);
      for (const { package: name, version, assets } of fixtures.set.packageVersions.filter(
        ({ package: name }) => name === 'names' || name === 'awkward-names',
      )) {
        for (const { name: asset, sha256: expected } of assets) {
          const input = { ...named, package: name, packageVersion: version, asset };
          const response = await sdk.send(new GetPackageVersionAssetCommand(input));
          expect(sha256((await response.asset?.transformToByteArray()) ?? new Uint8Array())).toBe(expected);
        }
      }
      await expect(
        sdk.send(new GetPackageVersionAssetCommand({ ...named, asset: 'x' })),
      ).rejects.toBeInstanceOf(ResourceNotFoundException);
      await expect(
        sdk.send(new GetPackageVersionAssetCommand({ ...named, domain: 'X' })),
      ).rejects.toBeInstanceOf(ValidationException);
      const stranger = client(url, 'wrong').send(new GetPackageVersionAssetCommand(named));
      await expect(stranger).rejects.toMatchObject({ name: 'InvalidSignatureException' });
      expect((await get(`${url}${operation.path}?${query}`)).headers['x-amzn-errortype']).toBe(
        'MissingAuthenticationTokenException',
      );
    });
  });
}

test('answers through MSW at any base URL, and leaves other paths alone', async () => {
  const msw = setupServer(...codeArtifactHandlers({ fixtures }));
  msw.listen({ onUnhandledRequest: 'error' });
  try {
    for (const base of ['https://codeartifact.us-east-1.amazonaws.com', 'http://localhost:4566/some/base']) {
      const response = await fetch(`${base}${operation.path}?${query}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('x-assetname')).toBe(named.asset);
      expect(sha256(new Uint8Array(await response.arrayBuffer()))).toBe(usual?.sha256);
    }
    expect((await fetch(`http://localhost${operation.path}/?${query}`)).status).toBe(200);
    expect((await fetch(`http://localhost${operation.path}`)).status).toBe(400);
    for (const other of [`${operation.path}s?${query}`, `/other?then=${operation.path}`])
      await expect(fetch(`http://localhost${other}`), other).rejects.toThrow();
    const sdk = client('http://localhost:1');
    const throttled = codeArtifactHandlers({
      fixtures,
      variant: {
        change: (stages) => ({
          ...stages,
          scenario: () => ({
            kind: 'refusal',
            type: 'ThrottlingException',
            status: 429,
            message: 'Slow down.',
          }),
        }),
      },
    });
    msw.use(...throttled);
    await expect(sdk.send(new GetPackageVersionAssetCommand(named))).rejects.toBeInstanceOf(
      ThrottlingException,
    );
  } finally {
    msw.close();
  }
});

test('MSW and the HTTP server answer with the same operation', async () => {
  const requests: readonly (readonly [target: string, init?: RequestInit])[] = [
    [`${operation.path}?${query}`],
    [`${operation.path}?${query}`, { method: 'HEAD' }],
    [`${operation.path}?${query}`, { method: 'POST', body: 'text' }],
    [`${operation.path}?${query}`, { headers: { range: 'bytes=1-4' } }],
    [`${operation.path}?${query}`, { headers: { 'x-conformance-scenario': 'ThrottlingException' } }],
    [`${operation.path}?${query.replace('package=', 'package=no-such-')}`],
    [`${operation.path}?${query}&asset=other`],
    [operation.path],
  ];
  const observe = async (base: string) => {
    const responses = [];
    for (const [target, init] of requests) {
      const response = await fetch(base + target, init);
      const headers = [...response.headers].filter(([name]) => /^x-(?!amzn-requestid)|content/.test(name));
      responses.push({ status: response.status, headers, body: await response.text() });
    }
    return responses;
  };
  const overHttp = await new Promise<Awaited<ReturnType<typeof observe>>>((resolve, reject) => {
    withServer({}, async ({ url }) => resolve(await observe(url))).catch(reject);
  });
  const msw = setupServer(...codeArtifactHandlers({ fixtures }));
  msw.listen({ onUnhandledRequest: 'error' });
  try {
    expect(await observe('http://localhost:4566')).toEqual(overHttp);
  } finally {
    msw.close();
  }
});

test('serves a folder of fixtures, large files as streams', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reference-'));
  try {
    await writeFixtures(fixtures, folder);
    await withServer({ fixtures: await readFixtures(folder) }, async ({ url }) => {
      for (const version of fixtures.set.packageVersions.filter(({ package: name }) => name === 'contents')) {
        for (const asset of version.assets) {
          const raw = encodeQuery(Object.entries(parametersOf(version, asset.name)));
          expect(sha256((await get(`${url}${operation.path}?${raw}`)).body)).toBe(asset.sha256);
        }
      }
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a generated asset has the size and hash of its table', async () => {
  const [standard] = standardAssets;
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of generatedAsset(standard.size).open()) {
    hash.update(piece);
    size += piece.length;
  }
  expect([size, hash.digest('hex')]).toEqual([standard.size, standard.sha256]);
  expect(generatedAsset(3 * mebibyte).sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('streams 100 MiB without holding it, at the pace of the client', async () => {
  const [version] = fixtures.set.packageVersions;
  if (version === undefined) throw new Error('the default set is empty');
  const large = scaleFixture({ ...version, package: 'large' }, 100 * mebibyte);
  const [asset] = large.assets;
  if (asset === undefined) throw new Error('no generated asset');
  await withServer({ fixtures: { ...fixtures, set: { packageVersions: [large] } } }, async ({ url }) => {
    const before = process.memoryUsage().external;
    let most = 0;
    const response = await request(
      `${url}${operation.path}?${encodeQuery(Object.entries(parametersOf(large, asset.name)))}`,
    );
    const hash = createHash('sha256');
    for await (const piece of response.body) {
      hash.update(piece);
      most = Math.max(most, process.memoryUsage().external);
    }
    expect(hash.digest('hex')).toBe(asset.sha256);
    expect(most - before).toBeLessThan(48 * mebibyte);
  });
});

test('closes at once, idle and half-read connections included', async () => {
  const [version] = fixtures.set.packageVersions;
  if (version === undefined) throw new Error('the default set is empty');
  const large = scaleFixture({ ...version, package: 'large' }, 100 * mebibyte);
  const server = await startReferenceServer({
    fixtures: { ...fixtures, set: { packageVersions: [...fixtures.set.packageVersions, large] } },
  });
  const agent = new Agent();
  const idle = await request(`${server.url}${operation.path}?${query}`, { dispatcher: agent });
  await idle.body.dump();
  const raw = encodeQuery(Object.entries(parametersOf(large, large.assets[0]?.name ?? '')));
  const reading = await request(`${server.url}${operation.path}?${raw}`, { dispatcher: agent });
  reading.body.on('error', () => undefined);
  const started = Date.now();
  await server.close();
  expect(Date.now() - started).toBeLessThan(3000);
  await expect(request(`${server.url}/`)).rejects.toThrow();
  await agent.destroy();
});

test('speaks https if it is given a key and a certificate', async () => {
  test.skip(!hasOpenssl, 'openssl, which makes the certificate, is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'reference-tls-'));
  try {
    const tls = makeSelfSigned(folder, 'IP:127.0.0.1');
    await withServer({ tls }, async ({ url }) => {
      expect(url).toMatch(/^https:/);
      const status = await new Promise((resolve, reject) => {
        httpsRequest(`${url}${operation.path}?${query}`, { ca: tls.cert }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
      expect(status).toBe(200);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Defects and variants of the framing, as they arrive. */
const framings: readonly (readonly [id: string, sees: (wire: string) => boolean])[] = [
  ['content-length-too-large', (wire) => declared(wire) === bodyOf(wire).length + 1],
  ['content-length-too-small', (wire) => declared(wire) === bodyOf(wire).length - 1],
  [
    'chunked-unfinished',
    (wire) => /Transfer-Encoding: chunked/.test(wire) && !wire.endsWith('\r\n0\r\n\r\n'),
  ],
  ['closed-in-the-middle', (wire) => declared(wire) > bodyOf(wire).length],
  ['bytes-after-the-end', (wire) => bodyOf(wire).length === declared(wire) + 1],
  ['chunked', (wire) => /Transfer-Encoding: chunked/.test(wire) && wire.endsWith('\r\n0\r\n\r\n')],
  [
    'body-until-close',
    (wire) => !/Transfer-Encoding|Content-Length/.test(wire) && bodyOf(wire).length === usual?.size,
  ],
  ['connection-closed', (wire) => /\r\nConnection: close\r\n/.test(wire)],
  ['early-hints', (wire) => /^HTTP\/1\.1 103 /.test(wire) && /HTTP\/1\.1 200 OK/.test(wire)],
  ['header-names-lower-case', (wire) => /\r\nx-assetname: /.test(wire)],
  ['reason-phrase-of-its-own', (wire) => /^HTTP\/1\.1 200 As You Wish\r\n/.test(wire)],
  ['asset-name-raw-utf-8', (wire) => /\r\nX-AssetName: widget\.txt\r\n/.test(wire)],
];

const bodyOf = (wire: string) => wire.slice(wire.indexOf('\r\n\r\n') + 4);
const declared = (wire: string) => Number(/Content-Length: (\d+)/.exec(wire)?.[1]);

for (const [id, sees] of framings) {
  test(`${id} shows on the wire`, async () => {
    const defect = defects.find((each) => each.id === id);
    const variant = variants.find((each) => each.id === id);
    expect(defect ?? variant).toBeDefined();
    await withServer({ defect, variant }, async ({ port }) => {
      const wire = await exchange(port, `GET ${operation.path}?${query} HTTP/1.1\r\nHost: h\r\n\r\n`);
      expect(sees(wire), wire).toBe(true);
    });
  });
}

test('every defect and variant leaves the server answering', async () => {
  for (const change of [...variants, ...defects.filter((_, at) => at % 12 === 0)]) {
    await withServer({ defect: change }, async ({ port }) => {
      const wires: string[] = [];
      // A defect may reset the connection on what it breaks: then the server answers the other request.
      for (const target of [`${operation.path}?${query}`, operation.path])
        wires.push(
          await exchange(port, `GET ${target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`).catch(
            () => 'reset',
          ),
        );
      expect(wires.join('\n'), change.id).toMatch(/^HTTP\/1\.1 [1-5]\d\d /m);
    });
  }
});
