import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { FixtureSet, PackageVersionFixture } from '../schemas/index.js';
import { defaultFixtures, readFixtures } from '../targets/fixtures/index.js';
import { startReferenceServer } from '../targets/reference/index.js';
import { inFolder, keys, runCli } from './set-up/cli-process.js';
import { type FrontServer, startFront } from './set-up/front-server.js';

test.setTimeout(120_000);

/** A target with the default set behind a front that notes what is asked of it. */
async function target(use: (front: FrontServer, folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const server = await startReferenceServer({ auth: 'sigv4' });
    const front = await startFront(() => 'pass', server.url);
    try {
      await use(front, folder);
    } finally {
      await front.close();
      await server.close();
    }
  });
}

const discover = (folder: string, endpoint: string, ...args: string[]) =>
  runCli(['fixtures', 'discover', 'found', '--endpoint', endpoint, ...args], { cwd: folder, env: keys });
const listOf = async (folder: string): Promise<FixtureSet> =>
  JSON.parse(await readFile(join(folder, 'found', 'fixtures.json'), 'utf8'));

const name = ({ domain, repository, format, namespace, package: own, version }: PackageVersionFixture) =>
  [domain, repository, format, namespace ?? '', own, version].join(' ');

test('lists all that a target holds as it is, by listing only', async () => {
  await target(async (front, folder) => {
    const end = await discover(folder, front.url, '--limit', '500');
    expect(end.stderr).toBe('');
    expect(end.code).toBe(0);
    const found = new Map((await listOf(folder)).packageVersions.map((version) => [name(version), version]));
    const held = defaultFixtures().set.packageVersions;
    expect([...found.keys()].sort()).toEqual(held.map(name).sort());
    expect(held.map((version) => found.get(name(version)))).toEqual(held);
    expect((await readFixtures(join(folder, 'found'))).set.repositories).toEqual([
      { domain: 'conformance', repository: 'downstream', upstreams: ['main'] },
    ]);
    const listing =
      /^(POST \/v1\/(domains|domain\/repositories|packages|package\/versions|package\/version\/assets)|GET \/v1\/(domain|repository))([ ?]|$)/;
    expect(front.seen.length).toBeGreaterThan(0);
    expect(front.seen.filter((request) => !listing.test(request))).toEqual([]);
  });
});

test('--repository, --format and --limit restrict what is listed; the control comes first', async () => {
  await target(async (front, folder) => {
    const end = await discover(
      folder,
      front.url,
      ...[
        '--domain',
        'conformance',
        '--repository',
        'main',
        '--format',
        'npm',
        '--format',
        'generic',
        '--limit',
        '6',
      ],
    );
    expect(end.stdout).toContain('More exist: --limit 6');
    const { packageVersions } = await listOf(folder);
    expect(packageVersions).toHaveLength(6);
    expect(packageVersions[0]).toMatchObject({ format: 'generic', status: 'Published' });
    expect(new Set(packageVersions.map(({ format }) => format))).toEqual(new Set(['generic', 'npm']));
    expect(new Set(packageVersions.map(({ repository }) => repository))).toEqual(new Set(['main']));
  });
});

test('reads every page, and counts the assets without a SHA-256 that it skips', async () => {
  await inFolder(async (folder) => {
    const responses: Readonly<Record<string, unknown>> = {
      '/v1/domain': { domain: { name: 'dd', owner: '111122223333' } },
      '/v1/domain/repositories': { repositories: [{ name: 'rr' }] },
      '/v1/repository': { repository: {} },
      '/v1/packages': { packages: [{ format: 'generic', namespace: 'n', package: 'p' }] },
      '/v1/package/versions': {
        versions: [
          { version: '1', revision: 'r1', status: 'Published' },
          { version: '2', revision: 'r2', status: 'Deleted' },
        ],
      },
      '/v1/package/version/assets': {
        versionRevision: 'r1',
        nextToken: 'more/of+it=',
        assets: [
          { name: 'good.txt', size: 1, hashes: { 'SHA-256': 'A'.repeat(64) } },
          { name: 'md5-only.txt', size: 1, hashes: { MD5: 'a'.repeat(32) } },
          { name: 'bell\u0007.txt', size: 1, hashes: { 'SHA-256': 'b'.repeat(64) } },
        ],
      },
    };
    const front = await startFront((incoming, response) => {
      const url = new URL(incoming.url ?? '', 'http://front.invalid');
      const body =
        url.searchParams.get('next-token') === 'more/of+it='
          ? { assets: [{ name: 'second.txt', size: 2, hashes: { 'SHA-256': 'c'.repeat(64) } }] }
          : responses[url.pathname];
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body ?? { message: 'no' }));
      return 'answered';
    });
    try {
      const end = await discover(folder, front.url, '--domain', 'dd', '--auth', 'none');
      expect(end.stdout).toContain('Skipped: 1 assets without a SHA-256 or a size');
      expect(end.stdout).toContain('Skipped: 1 assets that no request can name');
      expect(end.stdout).toContain('Skipped: 1 versions of an unknown status');
      const { packageVersions } = await listOf(folder);
      expect(packageVersions).toEqual([
        {
          ...{
            domain: 'dd',
            domainOwner: '111122223333',
            repository: 'rr',
            format: 'generic',
            namespace: 'n',
          },
          ...{ package: 'p', version: '1', revision: 'r1', status: 'Published' },
          assets: [
            { name: 'good.txt', size: 1, sha256: 'a'.repeat(64) },
            { name: 'second.txt', size: 2, sha256: 'c'.repeat(64) },
          ],
        },
      ]);
    } finally {
      await front.close();
    }
  });
});

test('a target that refuses or stops responding: exit 1, nothing is written', async () => {
  await target(async (front, folder) => {
    const refused = await runCli(
      ['fixtures', 'discover', 'found', '--endpoint', front.url, '--auth', 'none'],
      {
        cwd: folder,
      },
    );
    expect(refused.stderr).toContain('403 MissingAuthenticationTokenException');
    expect(refused.code).toBe(1);
    const dying = await startFront(
      (_incoming, _response, serial) => (serial > 20 ? 'cut' : 'pass'),
      front.url,
    );
    const died = await discover(folder, dying.url);
    await dying.close();
    expect(died.stderr).toContain('Nothing was written');
    expect(died.code).toBe(1);
    expect(existsSync(join(folder, 'found'))).toBe(false);
  });
});

const mistakes: readonly { what: string; args: readonly string[]; says: RegExp }[] = [
  { what: 'an unknown format', args: ['--format', 'deb'], says: /is not a format\. Choose from npm/ },
  { what: 'a repository without its domain', args: ['--repository', 'main'], says: /needs --domain/ },
  {
    what: 'an owner that is no account',
    args: ['--domain', 'd2', '--domain-owner', '12'],
    says: /12 digits/,
  },
  { what: 'a limit of nothing', args: ['--limit', '0'], says: /at least 1/ },
];

for (const { what, args, says } of mistakes)
  test(`${what}: exit 2`, async () => {
    await inFolder(async (folder) => {
      const end = await discover(folder, 'http://127.0.0.1:9', ...args);
      expect(end.stderr).toMatch(says);
      expect(end.code).toBe(2);
    });
  });

test('a folder with asset files is not replaced', async () => {
  await inFolder(async (folder) => {
    await runCli(['fixtures', 'write', 'found'], { cwd: folder });
    const end = await discover(folder, 'http://127.0.0.1:9');
    expect(end.stderr).toContain('holds a fixture set with asset files');
    expect(end.code).toBe(2);
  });
});

const json = (response: ServerResponse, body: unknown): 'answered' => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  return 'answered';
};

const item = { format: 'generic', namespace: 'com.example', package: 'widget' };

/** Lists that cannot be right: the path of the request, the page that it gets, and what is said about it. */
for (const [title, path, page, reason] of [
  [
    'a domain that is listed twice',
    '/v1/domains',
    () => ({ domains: [1, 2].map(() => ({ name: 'conformance', owner: '111122223333' })) }),
    'ListDomains lists 111122223333 conformance twice (page 1)',
  ],
  [
    'a repository that is listed on each page',
    '/v1/domain/repositories',
    (serial: number) => ({ repositories: [{ name: 'main' }], nextToken: `${serial}` }),
    'ListRepositoriesInDomain of conformance lists main twice (page 2)',
  ],
  [
    'a package that is listed twice',
    '/v1/packages',
    () => ({ packages: [item, item] }),
    'lists generic com.example widget twice (page 1)',
  ],
  [
    'a token that comes again',
    '/v1/packages',
    () => ({ packages: [], nextToken: 'the same' }),
    'does not end: page 2 has the nextToken of an earlier page',
  ],
  [
    'pages without an end',
    '/v1/domains',
    (serial: number) => ({ domains: [], nextToken: `${serial}` }),
    'does not end: there is a nextToken on each of 1000 pages',
  ],
  [
    'a version that is listed twice',
    '/v1/package/versions',
    () => ({ versions: [1, 2].map(() => ({ version: '1.0.0', status: 'Published' })) }),
    'lists 1.0.0 twice (page 1)',
  ],
  [
    'an asset that is listed twice',
    '/v1/package/version/assets',
    () => ({ assets: [{ name: 'one' }, { name: 'two' }, { name: 'one' }] }),
    'lists one twice (page 1)',
  ],
] as const)
  test(`${title} is the target's fault: one line, exit code 1, nothing written`, async () => {
    await inFolder(async (folder) => {
      const server = await startReferenceServer();
      const front = await startFront(
        ({ url = '' }, response, serial) =>
          url.split('?')[0] === path ? json(response, page(serial)) : 'pass',
        server.url,
      );
      try {
        const end = await discover(folder, front.url, '--auth', 'none');
        expect(end.stderr).toContain(reason);
        expect(end.stderr.trim().split('\n')).toHaveLength(1);
        expect(end.stdout).toBe('');
        expect(end.code).toBe(1);
        expect(existsSync(join(folder, 'found', 'fixtures.json'))).toBe(false);
      } finally {
        await front.close();
        await server.close();
      }
    });
  });

for (const [title, body] of [
  ['a page of HTML', '<html></html>'],
  ['a list that is none', '{"domains":"all of them"}'],
  ['an item that is none', '{"domains":[null,7]}'],
  ['a name that is none', '{"domains":[{"name":{"of":1},"owner":[]}]}'],
  ['nothing', ''],
  ['a body that is not JSON', '{"domains":['],
] as const)
  test(`${title} in place of a list is the target's fault: one line, exit code 1, nothing written`, async () => {
    await inFolder(async (folder) => {
      const front = await startFront((_incoming, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(body);
        return 'answered';
      });
      try {
        const end = await discover(folder, front.url, '--auth', 'none');
        expect(end.stderr.trim().split('\n')).toHaveLength(1);
        expect(end.stderr).toMatch(/[Nn]othing was written/);
        expect(end.code).toBe(1);
        expect(existsSync(join(folder, 'found', 'fixtures.json'))).toBe(false);
      } finally {
        await front.close();
      }
    });
  });
