import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Results } from '../../schemas/index.js';
import { inFolder, keys, runCli, type Served, serveCli } from '../set-up/cli-process.js';
import { always, startFront } from '../set-up/front-server.js';
import { hasOpenssl, makeCa, tlsFront } from '../set-up/private-ca.js';
import { readyClients } from './each-client.js';
import { forwardProxy } from './forward-proxy.js';

// What stands in the environment of a user and is meant for other programs must not change what the clients send.

test.describe.configure({ timeout: 300_000 });

/** An address on which nothing listens: a client that is led there fails. */
const nowhere = 'http://127.0.0.1:9';

/** A run of one requirement with every client that is ready. */
async function runIn(
  cwd: string,
  endpoint: string,
  env: NodeJS.ProcessEnv,
  { requirement = 'SDK-01', config = {} }: { requirement?: string; config?: object } = {},
): Promise<Results> {
  const claimed = ['core', 'faults', 'clients'];
  await writeFile(
    join(cwd, 'conformance.config.json'),
    JSON.stringify({ endpoint, profiles: claimed, ...config }),
  );
  const ended = await runCli(
    ['run', '--requirement', requirement, '--out', 'out'],
    // Python finds its installed packages, and this suite what it has built, at home.
    { cwd, env: { HOME: process.env.HOME, XDG_CACHE_HOME: process.env.XDG_CACHE_HOME, ...keys, ...env } },
  );
  expect([1, 3], ended.stderr).toContain(ended.code);
  return JSON.parse(await readFile(join(cwd, 'out', 'results.json'), 'utf8')) as Results;
}

function expectServed({ requirements }: Results): void {
  const checks = requirements.flatMap((each) => each.checks);
  const told = checks.map(
    ({ title, verdict, actual = '', reason = '' }) => `${verdict} ${title}: ${actual} ${reason}`,
  );
  const passed = checks.filter(({ verdict }) => verdict === 'pass').map(({ title }) => title);
  expect(passed, told.join('\n')).toEqual(readyClients().map(({ title }) => title));
}

/** The reference target, which demands signatures. */
async function againstReference(use: (cwd: string, target: Served) => Promise<void>): Promise<void> {
  await inFolder(async (cwd) => {
    const target = await serveCli(['--auth', 'sigv4'], cwd);
    try {
      await use(cwd, target);
    } finally {
      await target.stop();
    }
  });
}

const configuration = `[default]
use_fips_endpoint = true
use_dualstack_endpoint = true
defaults_mode = mobile
retry_mode = adaptive
max_attempts = 7
ca_bundle = /nowhere/ca.pem
cli_binary_format = raw-in-base64-out
endpoint_url = ${nowhere}
output = text
`;

for (const [title, env] of [
  ['AWS_USE_FIPS_ENDPOINT', { AWS_USE_FIPS_ENDPOINT: 'true' }],
  ['AWS_USE_DUALSTACK_ENDPOINT', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }],
  ['AWS_DEFAULTS_MODE', { AWS_DEFAULTS_MODE: 'mobile' }],
  ['AWS_ENDPOINT_URL', { AWS_ENDPOINT_URL: nowhere, AWS_ENDPOINT_URL_CODEARTIFACT: nowhere }],
  ['a proxy for other hosts', { HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, NO_PROXY: '127.0.0.1' }],
  ['options of a runtime', { JAVA_TOOL_OPTIONS: '-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9' }],
] as const)
  test(`${title} changes nothing`, () =>
    againstReference(async (cwd, { url }) => expectServed(await runIn(cwd, url, env))));

test('a configuration file changes nothing', () =>
  againstReference(async (cwd, { url }) => {
    const file = join(cwd, 'aws-config');
    await writeFile(file, configuration);
    expectServed(await runIn(cwd, url, { AWS_CONFIG_FILE: file }));
  }));

test('a session token reaches every client', () =>
  againstReference(async (cwd, { url }) => {
    const tokens: unknown[] = [];
    const front = await startFront(({ headers }) => {
      tokens.push(headers['x-amz-security-token']);
      return 'pass';
    }, url);
    try {
      expectServed(await runIn(cwd, front.url, { AWS_SESSION_TOKEN: 'a-token-of-a-session' }));
      expect(tokens.filter((each) => each === 'a-token-of-a-session').length).toBeGreaterThanOrEqual(
        readyClients().length,
      );
    } finally {
      await front.close();
    }
  }));

test('HTTP_PROXY reaches every client', () =>
  againstReference(async (cwd, { url }) => {
    const proxy = await forwardProxy();
    try {
      expectServed(await runIn(cwd, url, { HTTP_PROXY: proxy.url }));
      expect(proxy.asked.length).toBeGreaterThanOrEqual(readyClients().length);
    } finally {
      await proxy.close();
    }
  }));

for (const [title, trusting] of [
  ['NODE_EXTRA_CA_CERTS', (file: string) => ({ env: { NODE_EXTRA_CA_CERTS: file }, config: {} })],
  ['caFile of the target file', (file: string) => ({ env: {}, config: { caFile: file } })],
  [
    'caFile beside AWS_CA_BUNDLE',
    (file: string) => ({
      env: { AWS_CA_BUNDLE: '/nowhere', SSL_CERT_FILE: '/nowhere' },
      config: { caFile: file },
    }),
  ],
] as const)
  test(`${title} reaches every client`, () =>
    againstReference(async (cwd, { port }) => {
      test.skip(!hasOpenssl, 'openssl is not installed here');
      const ca = makeCa(cwd);
      const front = await tlsFront(port, ca.issue('IP:127.0.0.1'));
      try {
        const { env, config } = trusting(ca.file);
        expectServed(await runIn(cwd, `https://127.0.0.1:${front.port}`, env, { config }));
      } finally {
        await front.close();
      }
    }));

test('AWS_MAX_ATTEMPTS makes no client try again', () =>
  inFolder(async (cwd) => {
    const target = await startFront(always(500, 'InternalServerException'));
    try {
      await runIn(cwd, target.url, { AWS_MAX_ATTEMPTS: '5', AWS_RETRY_MODE: 'adaptive' });
      const ids = target.headers.map((headers) => headers['amz-sdk-invocation-id']).filter(Boolean);
      expect(ids.length).toBeGreaterThanOrEqual(readyClients().length);
      expect(new Set(ids).size).toBe(ids.length);
    } finally {
      await target.close();
    }
  }));
