import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CodeartifactClient, GetPackageVersionAssetCommand } from '@aws-sdk/client-codeartifact';
import { expect } from '@playwright/test';
import { request } from 'undici';
import { operation, type RequirementId, type Results, validateFile } from '../schemas/index.js';
import {
  defaultFixtures,
  exampleCredentials,
  findDefect,
  startReferenceServer,
} from '../targets/reference/index.js';
import { test } from './place.js';
import { startProxied } from './proxied.js';
import { hasOpenssl, makeCa, tlsFront } from './set-up/private-ca.js';

test.setTimeout(120_000);

const [version] = defaultFixtures().set.packageVersions;
const asset = version?.assets[0];
if (!version || !asset) throw new Error('the default set is empty');
const values: Readonly<Record<string, string>> = {
  domain: version.domain,
  'domain-owner': version.domainOwner,
  repository: version.repository,
  format: version.format,
  namespace: version.namespace ?? '',
  package: version.package,
  version: version.version,
  asset: asset.name,
};
const target = (change: Readonly<Record<string, string>> = {}): string =>
  `${operation.path}?${Object.entries({ ...values, ...change })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;

async function get(url: string, headers: Record<string, string> = {}): Promise<number> {
  const { statusCode, body } = await request(url, { headers });
  await body.dump();
  return statusCode;
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const verdictOf = (results: Results, id: RequirementId) =>
  results.requirements.find((requirement) => requirement.id === id)?.verdict;

test('a signed client gets its response: host and path go on as they were signed', async ({ place }) => {
  const server = await startReferenceServer({ auth: 'sigv4' });
  const proxy = await startProxied(place, server.url);
  const client = new CodeartifactClient({
    endpoint: proxy.url,
    region: 'us-east-1',
    credentials: exampleCredentials,
    maxAttempts: 1,
  });
  const output = await client.send(
    new GetPackageVersionAssetCommand({
      domain: version.domain,
      domainOwner: version.domainOwner,
      repository: version.repository,
      format: version.format,
      namespace: version.namespace,
      package: version.package,
      packageVersion: version.version,
      asset: asset.name,
    }),
  );
  expect((await output.asset?.transformToByteArray())?.byteLength).toBe(asset.size);
  client.destroy();
  const { ended, results, recording } = await proxy.stop();
  expect([ended.code, results.verdict, results.run.proxied]).toEqual([3, 'incomplete', true]);
  expect(validateFile('results', results)).toEqual([]);
  expect([verdictOf(results, 'RS-05'), verdictOf(results, 'RS-21')]).toEqual(['pass', 'pass']);
  expect(verdictOf(results, 'AST-REQ')).toBe('not-testable');
  expect(recording).not.toContain(exampleCredentials.accessKeyId);
  for (const name of ['report.html', 'junit.xml', 'summary.md', 'badge.svg'])
    expect(readFileSync(join(proxy.dir, name)).byteLength).toBeGreaterThan(0);
  const verified = await place.run('verify', 'proxied');
  expect([verified.code, verified.stderr]).toEqual([0, '']);
  await server.close();
});

test('an upstream over https, with a base path and a certificate authority of its own', async ({ place }) => {
  test.skip(!hasOpenssl, 'openssl, which makes the certificates, is not installed');
  const ca = makeCa(place.folder);
  const server = await startReferenceServer({ basePath: '/base' });
  const front = await tlsFront(server.port, ca.issue('DNS:localhost,IP:127.0.0.1'));
  const endpoint = `https://localhost:${front.port}/base`;
  writeFileSync(join(place.folder, 'trusting.json'), JSON.stringify({ endpoint, caFile: ca.file }));
  const trusting = await startProxied(place, endpoint, '--config', 'trusting.json');
  expect(await get(`${trusting.url}/base${target()}`)).toBe(200);
  const { results } = await trusting.stop();
  expect([results.client?.requests, verdictOf(results, 'RS-05')]).toEqual([1, 'pass']);

  const wary = await startProxied(place, endpoint);
  expect(await get(`${wary.url}/base${target()}`)).toBe(502);
  const { recording } = await wary.stop();
  expect(JSON.parse(recording).failure.kind).toBe('tls');
  await front.close();
  await server.close();
});

test('mistakes of the client are told from those of the target', async ({ place }) => {
  const server = await startReferenceServer();
  const proxy = await startProxied(place, server.url);
  // Before anything was served a refusal is worth nothing: anyone who refuses everything refuses this, too.
  expect(await get(proxy.url + target({ version: '' }))).toBe(400);
  expect(await get(proxy.url + target())).toBe(200);
  expect(await get(proxy.url + target({ domain: 'Not A Domain' }))).toBe(400);
  expect(await get(proxy.url + target({ domain: 'Not A Domain' }))).toBe(400);
  expect(await get(proxy.url + target({ repository: '', package: '' }))).toBe(400);
  expect(await get(`${proxy.url}/v1/domains`)).toBe(404);
  const { ended, results } = await proxy.stop();
  expect(results.verdict).toBe('incomplete');
  expect(results.requirements.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  expect(verdictOf(results, 'DOM-PAT')).toBe('pass');
  for (const id of ['VER-EMPTY', 'REP-EMPTY', 'PKG-EMPTY'] as const)
    expect(verdictOf(results, id)).toBe('not-testable');
  expect(results.client?.requests).toBe(5);
  expect(results.client?.mistakes).toEqual([
    expect.objectContaining({ requirement: 'VER-EMPTY', count: 1, refused: 1 }),
    expect.objectContaining({
      requirement: 'DOM-PAT',
      count: 2,
      refused: 2,
      example: target({ domain: 'Not A Domain' }),
    }),
    expect.objectContaining({ requirement: 'PKG-EMPTY', count: 1, refused: 1 }),
    expect.objectContaining({ requirement: 'REP-EMPTY', count: 1, refused: 1 }),
  ]);
  expect(ended.stdout).toMatch(
    /Client errors\n {2}VER-EMPTY .*\n {2}DOM-PAT .*: 2 requests, 2 refused as invalid/,
  );
  await server.close();
});

test('a target that takes an invalid request, and one that breaks a rule, are seen to be broken', async ({
  place,
}) => {
  for (const [defect, change, id] of [
    ['domain-underscore-accepted', { domain: 'under_score' }, 'DOM-PAT'],
    ['message-not-a-string', { asset: 'no-such-asset' }, 'ER-03'],
  ] as const) {
    const server = await startReferenceServer({ defect: findDefect(defect) });
    const proxy = await startProxied(place, server.url);
    await get(proxy.url + target());
    await get(proxy.url + target(change));
    const { ended, results } = await proxy.stop();
    expect([verdictOf(results, id), results.verdict, ended.code], defect).toEqual([
      'fail',
      'not-conformant',
      1,
    ]);
    const broken = results.requirements.find((each) => each.id === id)?.checks.find((each) => each.curl);
    expect(broken?.curl).toBe(`curl -i --path-as-is --globoff '${server.url}${target(change)}'`);
    // It was seen once and not tried again: nothing is known about how stable it is.
    expect(broken?.stability).toBeUndefined();
    expect(ended.stdout).not.toContain('()');
    const verified = await place.run('verify', 'proxied');
    expect([verified.code, verified.stderr], defect).toEqual([0, '']);
    await server.close();
  }
});

test('an invalid request that is denied, throttled or not understood breaks nothing', async ({ place }) => {
  let answer: readonly [status: number, type: string] = [200, ''];
  const upstream = createServer((_, response) => {
    const [status, type] = answer;
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
    response.end('{"message":"no"}');
  });
  const proxy = await startProxied(place, await listening(upstream));
  for (const next of [
    [403, 'AccessDeniedException'],
    [429, 'ThrottlingException'],
    [500, 'InternalServerException'],
    [400, 'UnrecognizedClientException'],
  ] as const) {
    answer = next;
    expect(await get(proxy.url + target({ domain: 'Not A Domain' }))).toBe(next[0]);
  }
  answer = [404, 'ResourceNotFoundException'];
  // Broken escapes, a parameter twice, and a range go beyond what the operation says.
  for (const odd of [`${target()}&package=other`, `${operation.path}?domain=%zz`])
    expect(await get(proxy.url + odd)).toBe(404);
  expect(await get(proxy.url + target({ domain: 'Not A Domain' }), { range: 'bytes=0-1' })).toBe(404);
  const { results } = await proxy.stop();
  expect(verdictOf(results, 'DOM-PAT')).toBe('not-testable');
  expect(results.requirements.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  upstream.close();
});

test('no credential and no signature reaches the results, not even one that the target repeats', async ({
  place,
}) => {
  const secrets = {
    token: 'FwoGZXIvYXdzEBYaDKZ+/token==',
    signature: 'a'.repeat(64),
    cookie: 'session=0123456789abcdef',
    presigned: 'b'.repeat(64),
    key: 'AKIDEXAMPLE/20261123/us-east-1/codeartifact/aws4_request',
  };
  const upstream = createServer(({ headers, url }, response) => {
    const echoed = [headers.authorization, headers.cookie, headers['x-amz-security-token'], url];
    response.writeHead(403, {
      'content-type': 'application/json',
      'x-amzn-errortype': 'InvalidSignatureException',
      'x-echo': String(headers.authorization),
      'set-cookie': 'answer=fedcba9876543210',
      location: `https://s3.example/?X-Amz-Signature=${secrets.presigned}&X-Amz-Credential=c`,
    });
    response.end(JSON.stringify({ message: `The signature does not match: ${echoed.join(' ')}` }));
  });
  const proxy = await startProxied(place, await listening(upstream));
  const authorization = `AWS4-HMAC-SHA256 Credential=${secrets.key}, SignedHeaders=host, Signature=${secrets.signature}`;
  const headers = { authorization, cookie: secrets.cookie, 'x-amz-security-token': secrets.token };
  await get(proxy.url + target(), headers);
  const presigned = `&X-Amz-Credential=${encodeURIComponent(secrets.key)}&x%2Damz-signature=${secrets.presigned}&X-Amz-Security-Token=${encodeURIComponent(secrets.token)}`;
  await get(`${proxy.url}${target({ domain: 'Not A Domain' })}${presigned}`);
  const { recording, ended } = await proxy.stop();
  const bodies = recording
    .trim()
    .split('\n')
    .map((line) => Buffer.from(JSON.parse(line).response.body.head, 'base64').toString())
    .join('\n');
  expect(recording.trim().split('\n')).toHaveLength(2);
  const files = ['results.json', 'report.html', 'junit.xml', 'summary.md'].map((name) =>
    readFileSync(join(proxy.dir, name), 'utf8'),
  );
  for (const place of [recording, bodies, ended.stdout, ...files])
    for (const secret of [...Object.values(secrets), encodeURIComponent(secrets.key), 'fedcba9876543210'])
      expect(place.includes(secret), secret).toBe(false);
  upstream.close();
});

test('results are written while it runs', async ({ place }) => {
  const server = await startReferenceServer();
  const proxy = await startProxied(place, server.url);
  await get(proxy.url + target());
  await expect
    .poll(async () => (await place.results('proxied')).client?.requests, { timeout: 30_000 })
    .toBe(1);
  expect(await place.exchanges('proxied')).toHaveLength(1);
  await proxy.stop();
  await server.close();
});

test('what is wrong on the command line is said before anything is forwarded', async ({ place }) => {
  for (const [args, said] of [
    [[], 'use --endpoint'],
    [['--endpoint', 'ftp://a'], 'not an http or https URL'],
    [['--endpoint', 'http://127.0.0.1:1', '--profile', 'nope'], 'nope is not a profile'],
    [['--endpoint', 'http://127.0.0.1:1', '--port', '70000'], 'is not a port'],
  ] as const) {
    const { code, stderr } = await place.run('proxy', ...args);
    expect([code, stderr], args.join(' ')).toEqual([2, expect.stringContaining(said)]);
  }
});
