import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { costEstimate } from '../cli/cost.js';
import { awsEndpoint, signingRegion } from '../config/index.js';
import { operation, profiles, validateFile } from '../schemas/index.js';
import { Budget, BudgetSpent, Connection, RequestSigner } from '../targets/connection/index.js';
import { exampleCredentials, startReferenceServer } from '../targets/reference/index.js';
import { inFolder, keys, runCli } from './set-up/cli-process.js';
import { always, startFront } from './set-up/front-server.js';
import { connectProxy } from './set-up/private-ca.js';

test.setTimeout(120_000);

const plan = { ...operation, query: 'domain=conformance' };
const ok = always(200);

test('a session token is sent, and the signature covers it', async () => {
  const front = await startFront(ok);
  const signer = new RequestSigner({ ...exampleCredentials, sessionToken: 'session-of-mine' }, 'eu-west-1');
  const connection = new Connection({ endpoint: new URL(front.url), signer, concurrency: 1, timeout: 5000 });
  const { request } = await connection.send(plan);
  await connection.close();
  await front.close();
  const [headers = {}] = front.headers;
  expect(headers['x-amz-security-token']).toBe('session-of-mine');
  expect(headers.authorization).toMatch(/SignedHeaders=[^,]*x-amz-security-token/);
  expect(headers.authorization).toContain('/eu-west-1/codeartifact/aws4_request');
  expect(JSON.stringify(request)).not.toContain('session-of-mine');
});

test('an access key that is a word changes no bytes that hold the word, and one of AWS is not recorded', async () => {
  const sentBack = 'a test of AKIAIOSFODNN7EXAMPLE';
  const front = await startFront((_, response) => {
    response.end(sentBack);
    return 'answered';
  });
  for (const [accessKeyId, recorded] of [
    ['test', sentBack],
    ['AKIAIOSFODNN7EXAMPLE', 'a test of ********************'],
  ] as const) {
    const signer = new RequestSigner({ ...exampleCredentials, accessKeyId }, 'us-east-1');
    const connection = new Connection({
      endpoint: new URL(front.url),
      signer,
      concurrency: 1,
      timeout: 5000,
    });
    const { response } = await connection.send(plan);
    await connection.close();
    expect(Buffer.from(response?.body.head ?? '', 'base64').toString()).toBe(recorded);
    expect(response?.body.sha256).toBe(createHash('sha256').update(recorded).digest('hex'));
  }
  await front.close();
});

test('a base path goes before the operation, with and without a slash at its end', async () => {
  for (const end of ['', '/']) {
    const front = await startFront(ok);
    const endpoint = new URL(`${front.url}/registry/v2${end}`);
    const connection = new Connection({ endpoint, concurrency: 1, timeout: 5000 });
    await connection.send(plan);
    await connection.close();
    await front.close();
    expect(front.seen).toEqual(['GET /registry/v2/v1/package/version/asset?domain=conformance']);
  }
});

test('management calls go below the base path, too', async () => {
  await inFolder(async (folder) => {
    const front = await startFront(always(403, 'AccessDeniedException'));
    await runCli(['fixtures', 'discover', 'd', '--endpoint', `${front.url}/registry/`], {
      cwd: folder,
      env: keys,
    });
    await front.close();
    expect(front.seen[0]).toBe('POST /registry/v1/domains');
  });
});

test('a proxy of the environment is used, but for what NO_PROXY names', async () => {
  const front = await startFront(ok);
  const proxy = await connectProxy();
  const before = { ...process.env };
  try {
    process.env.HTTP_PROXY = `http://127.0.0.1:${proxy.port}`;
    for (const [without, tunnels] of [
      ['', 1],
      ['127.0.0.1', 0],
    ] as const) {
      process.env.NO_PROXY = without;
      proxy.tunnels.length = 0;
      const connection = new Connection({ endpoint: new URL(front.url), concurrency: 1, timeout: 5000 });
      const { response } = await connection.send(plan);
      await connection.close();
      expect([response?.status, proxy.tunnels.length]).toEqual([200, tunnels]);
    }
  } finally {
    process.env.HTTP_PROXY = before.HTTP_PROXY ?? '';
    process.env.NO_PROXY = before.NO_PROXY ?? '';
    await proxy.close();
    await front.close();
  }
});

test('connections are kept: forty requests, four at a time, take four', async () => {
  let connections = 0;
  const server = createServer((_request, response) => response.end('{}')).on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const connection = new Connection({ endpoint, concurrency: 4, timeout: 5000 });
  await Promise.all(Array.from({ length: 40 }, () => connection.send(plan)));
  await connection.close();
  await new Promise((resolve) => server.close(resolve));
  expect(connections).toBe(4);
});

test('the request rate stays within --rate at any concurrency', async () => {
  const front = await startFront(ok);
  const endpoint = new URL(front.url);
  const connection = new Connection({ endpoint, concurrency: 16, timeout: 5000, rate: 50 });
  const began = performance.now();
  await Promise.all(Array.from({ length: 26 }, () => connection.send(plan)));
  const took = performance.now() - began;
  await connection.close();
  await front.close();
  expect(took).toBeGreaterThan(480);
});

test('requests that are sent again count towards the budget', async () => {
  const front = await startFront(ok);
  const budget = new Budget(5);
  const connection = new Connection({ endpoint: new URL(front.url), concurrency: 16, timeout: 5000, budget });
  const ends = await Promise.allSettled(Array.from({ length: 9 }, () => connection.send(plan)));
  await connection.close();
  await front.close();
  expect(front.seen).toHaveLength(5);
  const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  expect(refused).toHaveLength(4);
  for (const reason of refused) expect(reason).toBeInstanceOf(BudgetSpent);
});

test('a run whose budget is used up sends no more, has no verdict, and says why', async () => {
  await inFolder(async (folder) => {
    const server = await startReferenceServer();
    const front = await startFront(() => 'pass', server.url);
    const end = await runCli(['run', '--endpoint', front.url, '--cases', '2', '--budget', '40'], {
      cwd: folder,
    });
    await front.close();
    await server.close();
    expect(end.code).toBe(3);
    expect(end.stdout).toContain('The request budget of 40 was used up');
    expect(end.stdout).toContain('INCOMPLETE');
    // One more: the first look whether anything is there at all.
    expect(front.seen.length).toBeLessThanOrEqual(41);
  });
});

const hosts: readonly [url: string, expected: ReturnType<typeof awsEndpoint>][] = [
  ['https://codeartifact.us-west-2.amazonaws.com', { region: 'us-west-2', fips: false, dualStack: false }],
  [
    'https://codeartifact-fips.us-gov-west-1.amazonaws.com',
    { region: 'us-gov-west-1', fips: true, dualStack: false },
  ],
  ['https://codeartifact.us-west-2.api.aws', { region: 'us-west-2', fips: false, dualStack: true }],
  ['https://codeartifact-fips.us-east-1.api.aws', { region: 'us-east-1', fips: true, dualStack: true }],
  [
    'https://codeartifact.cn-north-1.amazonaws.com.cn',
    { region: 'cn-north-1', fips: false, dualStack: false },
  ],
  ['https://s3.us-west-2.amazonaws.com', undefined],
  ['https://codeartifact.us-west-2.amazonaws.com.example.org', undefined],
  ['http://localhost:4566', undefined],
];
for (const [url, expected] of hosts)
  test(`the region of ${url}`, () => {
    expect(awsEndpoint(new URL(url))).toEqual(expected);
    if (expected) {
      expect(signingRegion(undefined, new URL(url))).toBe(expected.region);
      expect(signingRegion(expected.region, new URL(url))).toBe(expected.region);
      expect(() => signingRegion('ap-south-1', new URL(url))).toThrow(/ap-south-1 is not that of/);
    } else expect(signingRegion('ap-south-1', new URL(url))).toBe('ap-south-1');
  });

test('a run against AWS estimates its requests and names no price', async () => {
  const all = profiles.map((profile, index) => ({ profile, untestable: [], requests: 1000 * index }));
  const text = costEstimate(all, ['npm', 'pypi'], undefined);
  expect(text).toContain('about 3,000 requests to AWS (npm 1,000, pypi 2,000)');
  expect(text).toContain('CodeArtifact bills requests');
  expect(text).not.toMatch(/[$€]|USD/);
  expect(costEstimate(all, ['pypi'], 100)).toContain('so the run will end without a verdict');
  await inFolder(async (folder) => {
    const end = await runCli(
      ['run', '--endpoint', 'https://codeartifact.us-west-2.amazonaws.com', '--cases', '1'],
      {
        cwd: folder,
        // Nothing leaves this machine: there is no proxy at this port.
        env: { HTTPS_PROXY: 'http://127.0.0.1:9' },
      },
    );
    expect(end.stdout).toMatch(/sends about [\d,]+ requests to AWS \(core [\d,]+\)/);
    expect(end.code).toBe(3);
  });
});

test('the schema of the target file knows the budget', () => {
  expect(validateFile('target-file', { budget: 10_000 })).toEqual([]);
  expect(validateFile('target-file', { budget: 1.5 })).toHaveLength(1);
});
