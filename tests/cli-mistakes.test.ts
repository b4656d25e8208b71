import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { closedPort, test } from './place.js';

/** A mistake on the command line or in a file, and what must be said about it. */
interface Mistake {
  readonly title: string;
  readonly args: readonly string[];
  /** Files to put there first, by name. */
  readonly files?: Readonly<Record<string, unknown>>;
  readonly says: readonly RegExp[];
}

const assets = [{ name: 'a.bin', size: 1, sha256: 'ab'.repeat(32), file: 'assets/a' }];
const version = {
  domain: 'conformance',
  domainOwner: '111122223333',
  repository: 'main',
  format: 'generic',
  namespace: 'n',
  package: 'p',
  version: '1.0.0',
  assets,
};
const waiver = { requirement: 'RL-14', reason: 'r', owner: 'o', expires: '2099-12-31' };

const mistakes: readonly Mistake[] = [
  { title: 'an unknown option', args: ['--nope'], says: [/unknown option '--nope'/, /--help/] },
  { title: 'an unknown command', args: ['rnu'], says: [/rnu is not a command/, /--help/] },
  { title: 'an unknown command about fixtures', args: ['fixtures', 'wriet'], says: [/wriet/, /--help/] },
  { title: 'an argument too many', args: ['run', 'extra'], says: [/argument/] },
  {
    title: 'an option without its value',
    args: ['run', '--out', 'out', '--seed'],
    says: [/--seed/, /missing/],
  },
  { title: 'cases that are no number', args: ['--cases', 'many'], says: [/--cases/, /must be an integer/] },
  { title: 'no cases', args: ['--cases', '0'], says: [/--cases/, /at least 1/] },
  { title: 'a shard out of range', args: ['--shard', '3/2'], says: [/--shard/, /1\/4/] },
  { title: 'an unknown way to sign', args: ['--auth', 'basic'], says: [/--auth/, /sigv4/, /none/] },
  { title: 'an unknown profile', args: ['--profile', 'docker'], says: [/docker/, /core.*clients.*all/] },
  {
    title: 'an unknown requirement',
    args: ['--requirement', 'OP-99'],
    says: [/OP-99/, /OP-01/, /codeartifact-conformance requirements/],
  },
  {
    title: 'a requirement of a profile that is not claimed',
    args: ['--endpoint', 'http://127.0.0.1:9', '--requirement', 'FMT-NPM'],
    says: [/FMT-NPM/, /--profile npm/],
  },
  {
    title: 'an endpoint that is no URL',
    args: ['--endpoint', 'localhost'],
    says: [/localhost/, /http:\/\//],
  },
  { title: 'an endpoint of another kind', args: ['--endpoint', 'ftp://a.b'], says: [/ftp/, /http:\/\//] },
  { title: 'a query in the endpoint', args: ['--endpoint', 'http://127.0.0.1:9/?a=b'], says: [/query/] },
  {
    title: 'no credentials for --auth sigv4',
    args: ['--endpoint', 'http://127.0.0.1:9', '--auth', 'sigv4'],
    says: [/AWS_ACCESS_KEY_ID/, /--auth none/],
  },
  {
    title: 'a fixture folder that is not there',
    args: ['--fixtures', 'f'],
    says: [/f\/fixtures\.json/, /fixtures write/],
  },
  {
    title: 'fixtures that are not JSON',
    args: ['--fixtures', 'f'],
    files: { 'f/fixtures.json': '{ "packageVersions": [' },
    says: [/f\/fixtures\.json/, /JSON/],
  },
  {
    title: 'fixtures that fail their schema',
    args: ['--fixtures', 'f'],
    files: { 'f/fixtures.json': { packageVersions: [{ ...version, format: 'docker' }] } },
    says: [/f\/fixtures\.json/, /format/, /npm/],
  },
  {
    title: 'fixtures that name a missing file',
    args: ['--fixtures', 'f'],
    files: { 'f/fixtures.json': { packageVersions: [version] } },
    says: [/assets\/a/],
  },
  {
    title: 'fixtures whose file has other bytes',
    args: ['--fixtures', 'f'],
    files: { 'f/fixtures.json': { packageVersions: [version] }, 'f/assets/a': 'x' },
    says: [/assets\/a/],
  },
  { title: 'a waiver file that is not there', args: ['--waivers', 'w.json'], says: [/w\.json/] },
  {
    title: 'waivers that are not JSON',
    args: ['--waivers', 'w.json'],
    files: { 'w.json': 'no' },
    says: [/w\.json/, /JSON/],
  },
  {
    title: 'a waiver without reason, owner and end',
    args: ['--waivers', 'w.json'],
    files: { 'w.json': { waivers: [{ requirement: 'RL-14' }] } },
    says: [/w\.json/, /reason/, /owner/, /expires/],
  },
  {
    title: 'a waiver for an unknown requirement',
    args: ['--waivers', 'w.json'],
    files: { 'w.json': { waivers: [{ ...waiver, requirement: 'RL-99' }] } },
    says: [/w\.json/, /RL-99/],
  },
  {
    title: 'a waiver for an unknown check',
    args: ['--waivers', 'w.json'],
    files: { 'w.json': { waivers: [{ ...waiver, checks: ['an unknown parameter'] }] } },
    says: [/w\.json/, /an unknown parameter/, /Did you mean an unknown parameter first/],
  },
  { title: 'a target file that is not there', args: ['--config', 'c.json'], says: [/c\.json/] },
  {
    title: 'a target file that is not JSON',
    args: ['--config', 'c.json'],
    files: { 'c.json': '[' },
    says: [/c\.json/, /JSON/],
  },
  {
    title: 'a target file with a wrong field',
    args: ['--config', 'c.json'],
    files: { 'c.json': { endpoint: 'http://127.0.0.1:9', concurrency: 'many' } },
    says: [/c\.json/, /concurrency/],
  },
  {
    title: 'a target file with an unknown field',
    args: ['--config', 'c.json'],
    files: { 'c.json': { endpiont: 'http://127.0.0.1:9' } },
    says: [/c\.json/, /endpiont/],
  },
  {
    title: 'a wrong target file that is found without being named',
    args: [],
    files: { 'conformance.config.json': { endpoint: 5 } },
    says: [/conformance\.config\.json/, /endpoint/],
  },
  {
    title: 'a CA file that is not there',
    args: ['--config', 'c.json'],
    files: { 'c.json': { endpoint: 'https://127.0.0.1:9', caFile: 'ca.pem' } },
    says: [/ca\.pem/],
  },
  { title: 'an unknown fault', args: ['serve', '--fault', 'nope'], says: [/nope/, /no such defect/] },
  { title: 'an unknown variant', args: ['serve', '--variant', 'nope'], says: [/nope/, /no such variant/] },
  { title: 'a port that is none', args: ['serve', '--port', '70000'], says: [/70000/, /65535/] },
  { title: 'a report of nothing', args: ['report', 'none'], says: [/none/] },
  { title: 'a comparison with nothing', args: ['compare', 'none', 'nothing'], says: [/none/] },
];

for (const { title, args, files = {}, says } of mistakes)
  test(`${title}: exit 2, one message, nothing written`, async ({ place }) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(place.folder, name)), { recursive: true });
      writeFileSync(
        join(place.folder, name),
        typeof content === 'string' ? content : JSON.stringify(content),
      );
    }
    const [command, ...rest] = args;
    const whole = command === undefined || command.startsWith('-') ? ['run', '--out', 'out', ...args] : args;
    const { code, stdout, stderr } = await place.run(
      ...(command === 'run' ? ['run', '--out', 'out', ...rest] : whole),
    );
    expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' });
    for (const pattern of says) expect(stderr).toMatch(pattern);
    expect(stderr, 'a stack trace is no message').not.toMatch(/^ +at /m);
    for (const folder of ['out', 'conformance-results', 'conformance-comparison'])
      expect(existsSync(join(place.folder, folder)), folder).toBe(false);
  });

test('an endpoint on which nothing listens: exit 3, one message, nothing written', async ({ place }) => {
  const endpoint = await closedPort();
  const { code, stderr } = await place.run('--endpoint', endpoint, '--auth', 'none', '--out', 'out');
  expect(code, stderr).toBe(3);
  expect(stderr).toContain(endpoint);
  expect(stderr).toMatch(/connection refused.*ECONNREFUSED.*Check that/);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(existsSync(join(place.folder, 'out'))).toBe(false);
});

test('a mistake in a file is found before anything is sent', async ({ place }) => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(place.folder, 'w.json'), '{}');
  const { code } = await place.run('--endpoint', endpoint, '--auth', 'none', '--waivers', 'w.json');
  server.close();
  expect({ code, requests }).toEqual({ code: 2, requests: 0 });
});
