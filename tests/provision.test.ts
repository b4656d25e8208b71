import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodeartifactClient, PublishPackageVersionCommand } from '@aws-sdk/client-codeartifact';
import { expect, test } from '@playwright/test';
import type { FixtureSet } from '../schemas/index.js';
import { sha256, text } from '../targets/fixtures/bytes.js';
import { readFixtures, writeFixtures } from '../targets/fixtures/index.js';
import {
  emptyStore,
  exampleCredentials,
  type ReferenceServer,
  startReferenceServer,
} from '../targets/reference/index.js';
import { inFolder, keys, runCli } from './set-up/cli-process.js';
import { always, type Meddling, startFront } from './set-up/front-server.js';

test.setTimeout(120_000);

const bytes = new Map(['one', 'two', 'three'].map((word) => [sha256(text(word)), text(word)]));
const asset = (name: string, word: string) => ({ name, size: word.length, sha256: sha256(text(word)) });
const place = { domain: 'conformance', domainOwner: '111122223333', repository: 'main' };
const generic = { ...place, format: 'generic', namespace: 'n', package: 'p' } as const;

/** Small, and with something of each kind that provisioning must do. */
const set: FixtureSet = {
  packageVersions: [
    { ...generic, version: '1', assets: [asset('a.txt', 'one'), asset('b.txt', 'two')] },
    { ...generic, version: '2', status: 'Archived', assets: [asset('a.txt', 'three')] },
    { ...generic, version: '3', status: 'Disposed', assets: [asset('a.txt', 'one')] },
    {
      ...generic,
      version: '4',
      status: 'Unfinished',
      assets: [asset('a.txt', 'two'), asset('b.txt', 'one')],
    },
    { ...generic, version: '5', status: 'Unlisted', assets: [asset('a.txt', 'one')] },
    { ...place, format: 'npm', package: 'p', version: '1', assets: [asset('package.tgz', 'one')] },
  ],
  repositories: [{ domain: 'conformance', repository: 'downstream', upstreams: ['main'] }],
};

interface Workshop {
  readonly folder: string;
  readonly server: ReferenceServer;
  readonly client: CodeartifactClient;
  provision(endpoint?: string, ...more: string[]): ReturnType<typeof runCli>;
  list(): Promise<FixtureSet & { readonly leftOut?: readonly { readonly reason: string }[] }>;
}

/** An empty target with signatures, whose account is not the one that the set was made for, and the set in a folder. */
async function workshop(use: (workshop: Workshop) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const server = await startReferenceServer({
      fixtures: emptyStore,
      auth: 'sigv4',
      account: '444455556666',
    });
    const client = new CodeartifactClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: exampleCredentials,
    });
    const dir = join(folder, 'set');
    try {
      await writeFixtures({ set, bytes: ({ sha256 }) => bytes.get(sha256), path: () => undefined }, dir);
      await use({
        folder,
        server,
        client,
        provision: (endpoint = server.url, ...more) =>
          runCli(['fixtures', 'provision', 'set', '--endpoint', endpoint, ...more], {
            cwd: folder,
            env: keys,
          }),
        list: async () => JSON.parse(await readFile(join(dir, 'fixtures.json'), 'utf8')),
      });
    } finally {
      client.destroy();
      await server.close();
    }
  });
}

test('creates the set and writes what the target assigned; again, it changes nothing', async () => {
  await workshop(async ({ provision, list, folder }) => {
    const first = await provision();
    expect(first.stderr).toBe('');
    expect(first.stdout).toContain('5 package versions exist: 7 assets published, 0 existed already');
    expect(first.stdout).toMatch(/npm p 1 in conformance\/main\n.*400 ValidationException/);
    expect(first.code).toBe(0);
    const held = await list();
    expect(held.packageVersions.map(({ version, status }) => [version, status])).toEqual([
      ['1', 'Published'],
      ['2', 'Archived'],
      ['3', 'Disposed'],
      ['4', 'Unfinished'],
      ['5', 'Unlisted'],
    ]);
    for (const { domainOwner, revision } of held.packageVersions) {
      expect(domainOwner).toBe('444455556666');
      expect(revision).toMatch(/^\S{44}$/);
    }
    expect(held.repositories).toEqual(set.repositories);
    expect(held.leftOut).toHaveLength(1);
    await readFixtures(join(folder, 'set'));

    const second = await provision();
    expect(second.stdout).toContain('5 package versions exist: 0 assets published, 7 existed already');
    expect(await list()).toEqual(held);
  });
});

test('a target that dies in the middle loses nothing: the next call goes on', async () => {
  await workshop(async ({ server, provision, list }) => {
    const before = await list();
    const dying = await startFront(
      (_incoming, _response, serial) => (serial > 20 ? 'cut' : 'pass'),
      server.url,
    );
    const died = await provision(dying.url);
    await dying.close();
    expect(died.code).toBe(1);
    expect(died.stderr).toContain('run the same command again to continue');
    expect((await list()).packageVersions).toEqual(before.packageVersions);

    const healthy = await startFront(() => 'pass', server.url);
    const after = await provision(healthy.url);
    await healthy.close();
    const [, published = '0', found = '0'] = /(\d+) assets published, (\d+) existed/.exec(after.stdout) ?? [];
    expect(Number(published) + Number(found)).toBe(7);
    expect(Number(found)).toBeGreaterThan(0);
    expect(after.code).toBe(0);
  });
});

test('other bytes under the same name are named, and left alone', async () => {
  await workshop(async ({ folder, server, provision }) => {
    expect((await provision()).code).toBe(0);
    const [first] = set.packageVersions;
    if (!first) throw new Error('the set is empty');
    const contrary = { packageVersions: [{ ...first, assets: [asset('a.txt', 'three')] }] };
    const dir = join(folder, 'contrary');
    await writeFixtures(
      { set: contrary, bytes: ({ sha256 }) => bytes.get(sha256), path: () => undefined },
      dir,
    );
    const cli = (...args: string[]) =>
      runCli(['fixtures', 'provision', 'contrary', '--endpoint', server.url, ...args], {
        cwd: folder,
        env: keys,
      });
    const end = await cli();
    expect(end.stdout).toContain('a.txt is there with other bytes');
    expect(end.code).toBe(1);
    const cleaned = await cli('--cleanup');
    expect(cleaned.stdout).toContain('Deleted 0 package versions');
    expect(cleaned.stdout).toContain('which is not of this set');
    expect((await provision()).stdout).toContain('0 assets published, 7 existed already');
  });
});

test('cleanup deletes what was provisioned and nothing else', async () => {
  await workshop(async ({ client, provision }) => {
    expect((await provision()).code).toBe(0);
    const assetContent = text('theirs');
    await client.send(
      new PublishPackageVersionCommand({
        ...generic,
        domainOwner: '444455556666',
        packageVersion: '99',
        assetName: 'theirs.txt',
        assetContent,
        assetSHA256: sha256(assetContent),
      }),
    );
    const gone = await provision(undefined, '--cleanup');
    expect(gone.stdout).toContain('Deleted 5 package versions, 1 repositories and 0 domains');
    expect(gone.stdout).toMatch(/Kept: repository conformance\/main\n +it holds the package p/);
    expect(gone.stdout).toContain('Kept: domain conformance');
    expect(gone.code).toBe(1);
    // It can be provisioned again, from the same folder.
    const again = await provision();
    expect(again.stdout).toContain('5 package versions exist: 7 assets published');
  });
});

test('a place that was there before is never deleted, though it becomes empty', async () => {
  await workshop(async ({ folder, server, provision }) => {
    expect((await provision()).code).toBe(0);
    // Another folder for the same target: it finds the domain and the repositories there, so they are not its own.
    const other = { ...set, packageVersions: set.packageVersions.slice(4, 5) };
    await writeFixtures(
      { set: other, bytes: ({ sha256 }) => bytes.get(sha256), path: () => undefined },
      join(folder, 'other'),
    );
    const cli = (...args: string[]) =>
      runCli(['fixtures', 'provision', 'other', '--endpoint', server.url, ...args], {
        cwd: folder,
        env: keys,
      });
    expect((await cli()).code).toBe(0);
    expect((await cli('--cleanup')).stdout).toContain(
      'Deleted 1 package versions, 0 repositories and 0 domains',
    );
  });
});

test('a target that describes no domain and no repository: what is ours is known all the same', async () => {
  await workshop(async ({ folder, server, provision }) => {
    const refuse = always(501, 'NotImplementedException');
    const mute = await startFront(
      (incoming, response, serial) =>
        incoming.method === 'GET' && /^\/v1\/(domain|repository)\?/.test(incoming.url ?? '')
          ? refuse(incoming, response, serial)
          : 'pass',
      server.url,
    );
    await writeFixtures(
      { set, bytes: ({ sha256 }) => bytes.get(sha256), path: () => undefined },
      join(folder, 'other'),
    );
    try {
      expect((await provision(mute.url)).stdout).toContain('5 package versions exist: 7 assets');
      expect((await provision(mute.url)).stdout).toContain('0 assets published, 7 existed already');
      const other = (...args: string[]) =>
        runCli(['fixtures', 'provision', 'other', '--endpoint', mute.url, ...args], {
          cwd: folder,
          env: keys,
        });
      expect((await other()).stdout).toContain('0 assets published, 7 existed already');
      expect((await other('--cleanup')).stdout).toContain('5 package versions, 0 repositories and 0 domains');
      const gone = await provision(mute.url, '--cleanup');
      expect(gone.stdout).toContain('Deleted 0 package versions, 2 repositories and 1 domains');
    } finally {
      await mute.close();
    }
  });
});

const refused: Meddling = always(404, 'ResourceNotFoundException');
const page =
  (body: (serial: number) => object): Meddling =>
  (_incoming, response, serial) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body(serial)));
    return 'answered';
  };

/** Lists that cannot be right: what each path of the target says, by whether it was provisioned before. */
for (const { title, before, wrong, reason } of [
  {
    title: 'an asset that is listed twice',
    before: true,
    wrong: {
      'POST /v1/package/version/assets': page(() => ({ assets: [{ name: 'a.txt' }, { name: 'a.txt' }] })),
    },
    reason: 'lists a.txt twice (page 1)',
  },
  {
    title: 'assets without an end',
    before: true,
    wrong: { 'POST /v1/package/version/assets': page((serial) => ({ assets: [], nextToken: `${serial}` })) },
    reason: 'does not end: there is a nextToken on each of 1000 pages',
  },
  {
    title: 'a page of assets that comes again',
    before: true,
    wrong: { 'POST /v1/package/version/assets': page(() => ({ assets: [], nextToken: 'the same' })) },
    reason: 'does not end: page 2 has the nextToken of an earlier page',
  },
  {
    title: 'a domain that is listed twice',
    before: false,
    wrong: {
      'GET /v1/domain': refused,
      'POST /v1/domain': always(409, 'ConflictException'),
      'POST /v1/domains': page(() => ({
        domains: [1, 2].map(() => ({ name: 'other', owner: '444455556666' })),
      })),
    },
    reason: 'ListDomains lists 444455556666 other twice (page 1)',
  },
] as const)
  test(`${title} is the target's fault: one line, exit 1, the list of fixtures is as before`, async () => {
    await workshop(async ({ server, provision, list }) => {
      if (before) expect((await provision()).code).toBe(0);
      const { packageVersions } = await list();
      const front = await startFront((incoming, response, serial) => {
        const path = `${incoming.method} ${incoming.url?.split('?')[0]}`;
        const meddle = (wrong as Readonly<Record<string, Meddling>>)[path];
        return meddle ? meddle(incoming, response, serial) : 'pass';
      }, server.url);
      try {
        const end = await provision(front.url);
        expect(end.stderr).toContain(reason);
        expect(end.stderr.trim().split('\n')).toHaveLength(1);
        expect(end.code).toBe(1);
        expect((await list()).packageVersions).toEqual(packageVersions);
      } finally {
        await front.close();
      }
    });
  });

test('a target that asks to slow down is asked again, and it is said', async () => {
  await workshop(async ({ server, provision }) => {
    const throttle = always(429, 'ThrottlingException', { 'retry-after': '0' });
    const slow = await startFront(
      (incoming, response, serial) => (serial % 5 === 0 ? throttle(incoming, response, serial) : 'pass'),
      server.url,
    );
    const end = await provision(slow.url);
    await slow.close();
    expect(end.stdout).toMatch(/7 assets published, .*; throttled \d+ times/);
    expect(end.code).toBe(0);
  });
});

test('an empty folder receives the default set', async () => {
  await inFolder(async (folder) => {
    const server = await startReferenceServer({ fixtures: emptyStore });
    try {
      const end = await runCli(['fixtures', 'provision', 'new', '--endpoint', server.url, '--auth', 'none'], {
        cwd: folder,
      });
      expect(end.stdout).toContain('64 package versions exist');
      expect(end.stdout).toMatch(/nuget +no: .*NRM-NUGET-NAME/);
      expect(end.code).toBe(0);
      expect(readdirSync(join(folder, 'new')).sort()).toEqual(['assets', 'fixtures.json']);
    } finally {
      await server.close();
    }
  });
});

const mistakes: readonly { what: string; args: readonly string[]; says: RegExp }[] = [
  { what: 'no target', args: ['set'], says: /No target is given/ },
  { what: 'no URL', args: ['set', '--endpoint', 'nonsense'], says: /is not a URL/ },
  {
    what: 'a password in the URL',
    args: ['set', '--endpoint', 'http://user:hunter2@127.0.0.1:9'],
    says: /must not hold a user name or password/,
  },
  {
    what: 'sigv4 without credentials',
    args: ['set', '--endpoint', 'http://127.0.0.1:9', '--auth', 'sigv4'],
    says: /No AWS credentials were found/,
  },
  {
    what: 'a region that is not that of the AWS host',
    args: [
      'set',
      '--endpoint',
      'https://codeartifact.us-west-2.api.aws',
      '--region',
      'us-east-1',
      '--auth',
      'none',
    ],
    says: /us-east-1 is not that of codeartifact\.us-west-2\.api\.aws, which is us-west-2/,
  },
  {
    what: 'the host of package managers',
    args: [
      'set',
      '--endpoint',
      'https://d-111122223333.d.codeartifact.eu-west-1.amazonaws.com',
      '--auth',
      'none',
    ],
    says: /Use https:\/\/codeartifact\.eu-west-1\.amazonaws\.com/,
  },
  {
    what: 'a cleanup of nothing',
    args: ['nowhere', '--endpoint', 'http://127.0.0.1:9', '--auth', 'none', '--cleanup'],
    says: /has no fixtures\.json/,
  },
  {
    what: 'a list that is not JSON',
    args: ['broken', '--endpoint', 'http://127.0.0.1:9', '--auth', 'none'],
    says: /this is not JSON/,
  },
];

for (const { what, args, says } of mistakes)
  test(`${what}: exit 2 and a message, before anything is sent`, async () => {
    await inFolder(async (folder) => {
      await writeFixtures(
        { set, bytes: ({ sha256 }) => bytes.get(sha256), path: () => undefined },
        join(folder, 'broken'),
      );
      await writeFile(join(folder, 'broken', 'fixtures.json'), '{');
      const end = await runCli(['fixtures', 'provision', ...args], { cwd: folder });
      expect(end.stderr).toMatch(says);
      expect(end.stderr).not.toContain('hunter2');
      expect(end.code).toBe(2);
      expect(existsSync(join(folder, 'set'))).toBe(false);
    });
  });

test('a target that cannot be reached: exit 1, and nothing is written', async () => {
  await inFolder(async (folder) => {
    const end = await runCli(
      ['fixtures', 'provision', 'set', '--endpoint', 'http://127.0.0.1:9', '--auth', 'none'],
      { cwd: folder },
    );
    expect(end.stderr).toContain('does not respond');
    expect(end.code).toBe(1);
    expect(existsSync(join(folder, 'set'))).toBe(false);
  });
});
