import { writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { emptyStore, type ReferenceServerOptions, startReferenceServer } from '../targets/reference/index.js';
import { inFolder, keys, runCli } from './set-up/cli-process.js';
import { always, type Meddling, startFront } from './set-up/front-server.js';
import { hasOpenssl, makeCa } from './set-up/private-ca.js';

test.setTimeout(120_000);

interface Look {
  readonly what: string;
  /** The reference target's options; absent: nothing stands behind the front. */
  readonly behind?: ReferenceServerOptions;
  readonly meddle?: Meddling;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly path?: string;
  readonly says: RegExp;
  readonly blames?: 'in the configuration' | 'in the target';
}

const page: Meddling = (_incoming, response) => {
  response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not here</h1>');
  return 'answered';
};
/** Serves, with the first byte of each asset changed. */
const altered: Meddling = (_incoming, response) => {
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('changed');
  return 'answered';
};
const late: Meddling = (incoming, response, serial) =>
  always(500, 'InternalServerException', { date: new Date(Date.now() - 17 * 60_000).toUTCString() })(
    incoming,
    response,
    serial,
  );

/** Serves so many requests at a time, and refuses the others. */
function atMost(atATime: number, refuse: Meddling): Meddling {
  let underWay = 0;
  return (incoming, response, serial) => {
    if (underWay >= atATime) return refuse(incoming, response, serial);
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
    });
    return 'pass';
  };
}
const busyPage: Meddling = (_incoming, response) => {
  response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Busy</h1>');
  return 'answered';
};
/** Serves one connection, and lets the others wait until it is closed. */
function oneConnection(): Meddling {
  let current: Socket | undefined;
  return ({ socket }) => {
    current ??= socket.once('close', () => {
      current = undefined;
    });
    return current === socket ? 'pass' : 'answered';
  };
}
/** Never responds again on a connection on which the parameters were missing. */
function stallsAfterRefusal(): Meddling {
  const stalled = new WeakSet<Socket>();
  return ({ socket, url = '' }) => {
    if (stalled.has(socket)) return 'answered';
    if (!url.includes('?')) stalled.add(socket);
    return 'pass';
  };
}

/** One thing that can be wrong for each line, what doctor says of it, and whose business it is. */
const looks: readonly Look[] = [
  { what: 'nothing is wrong', behind: {}, says: /No problems found/ },
  {
    what: 'nothing was provisioned',
    behind: { fixtures: emptyStore },
    says: /the domain conformance/,
    blames: 'in the configuration',
  },
  {
    what: 'a server that says 200 to everything',
    meddle: (_incoming, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
      return 'answered';
    },
    says: /^(?!.*(domains?|repository|repositories) +ok).*endpoint +PROBLEM +responds with 200 to a request without/s,
    blames: 'in the configuration',
  },
  {
    what: 'signatures are required and none is made',
    behind: { auth: 'sigv4' },
    args: ['--auth', 'none'],
    says: /requires authentication.*403 MissingAuthenticationTokenException/,
    blames: 'in the configuration',
  },
  {
    what: 'the key is unknown',
    behind: { auth: 'sigv4' },
    args: ['--auth', 'sigv4'],
    env: { ...keys, AWS_ACCESS_KEY_ID: 'AKIANOBODY' },
    says: /does not know the access key/,
    blames: 'in the configuration',
  },
  {
    what: 'the secret is wrong',
    behind: { auth: 'sigv4' },
    args: ['--auth', 'sigv4'],
    env: { ...keys, AWS_SECRET_ACCESS_KEY: 'wrong-secret-of-mine' },
    says: /not the one that the target calculates/,
    blames: 'in the configuration',
  },
  {
    what: 'the region is wrong',
    behind: { auth: 'sigv4' },
    args: ['--auth', 'sigv4', '--region', 'eu-west-3'],
    env: keys,
    says: /--region/,
    blames: 'in the configuration',
  },
  {
    what: 'the session has ended',
    meddle: always(403, 'ExpiredTokenException'),
    args: ['--auth', 'sigv4'],
    env: { ...keys, AWS_SESSION_TOKEN: 'tok' },
    says: /session token has expired/,
    blames: 'in the configuration',
  },
  {
    what: 'access is denied',
    meddle: always(403, 'AccessDeniedException'),
    args: ['--auth', 'sigv4'],
    env: keys,
    says: /codeartifact:GetPackageVersionAsset/,
    blames: 'in the configuration',
  },
  {
    what: 'it is not implemented',
    meddle: always(501, 'NotImplementedException'),
    says: /501 for every request: the target does not implement/,
    blames: 'in the target',
  },
  {
    what: 'the base path is wrong',
    behind: { basePath: '/registry' },
    path: '/other',
    says: /404 for every request, none with ResourceNotFoundException/,
    blames: 'in the configuration',
  },
  {
    what: 'it is some web server',
    meddle: page,
    says: /operation does not exist at this address/,
    blames: 'in the configuration',
  },
  {
    what: 'it throttles',
    meddle: always(429, 'ThrottlingException'),
    says: /429 for every request/,
    blames: 'in the configuration',
  },
  {
    what: 'it is broken',
    meddle: always(500, 'InternalServerException'),
    says: /500 for every request/,
    blames: 'in the target',
  },
  {
    what: 'it sends elsewhere',
    meddle: always(302, undefined, { location: 'http://127.0.0.1:9/' }),
    says: /redirects/,
    blames: 'in the target',
  },
  {
    what: 'it serves other bytes',
    meddle: altered,
    says: /samples have other bytes/,
    blames: 'in the configuration',
  },
  {
    what: 'the clock is wrong',
    meddle: late,
    says: /17 minutes ahead of/,
    blames: 'in the configuration',
  },
  {
    what: 'it is closed at once',
    meddle: () => 'cut',
    says: /the connection is closed/,
    blames: 'in the target',
  },
  {
    what: 'a limiter says 503 with a page',
    behind: {},
    meddle: atMost(2, busyPage),
    says: /fixtures +ok.*load +PROBLEM +\d+ of 16 valid requests at a time got 503, alone they are served.*429.*--rate/s,
    blames: 'in the target',
  },
  {
    what: 'a limiter says 429',
    behind: {},
    meddle: atMost(2, always(429, 'ThrottlingException')),
    says: /fixtures +ok.*load +– +\d+ of 16 valid requests at a time got 429.*--rate N/s,
  },
  {
    what: 'one connection at a time is served',
    behind: {},
    meddle: oneConnection(),
    args: ['--timeout', '1000'],
    says: /fixtures +ok.*load +PROBLEM +15 of 16 valid requests at a time were not served.*--concurrency 1/s,
    blames: 'in the target',
  },
  {
    what: 'a connection stalls after a refusal',
    behind: {},
    meddle: stallsAfterRefusal(),
    says: /fixtures +ok.*connections +PROBLEM .*after a request without parameters.*OP-04/s,
    blames: 'in the target',
  },
  {
    what: 'a claimed profile is not testable',
    behind: {},
    args: ['--profile', 'core', '--profile', 'scale'],
    says: /not fully testable: scale/,
    blames: 'in the configuration',
  },
];

const pass: Meddling = () => 'pass';

for (const { what, behind, meddle = pass, args = [], env = {}, path = '', says, blames } of looks)
  test(what, async () => {
    await inFolder(async (folder) => {
      const server = behind && (await startReferenceServer(behind));
      const front = await startFront(meddle, server && new URL(server.url).origin);
      try {
        const end = await runCli(['doctor', '--endpoint', `${front.url}${path}`, ...args], {
          cwd: folder,
          env,
        });
        expect(end.stderr).toBe('');
        expect(end.stdout).toMatch(says);
        if (blames === undefined) expect(end.stdout).not.toContain('PROBLEM');
        else expect(end.stdout).toMatch(new RegExp(`${blames}\\. \\S`));
        expect(end.code).toBe(blames === undefined ? 0 : 1);
        for (const secret of ['wrong-secret-of-mine', keys.AWS_SECRET_ACCESS_KEY])
          expect(end.stdout).not.toContain(secret);
      } finally {
        await front.close();
        await server?.close();
      }
    });
  });

test('an endpoint on which nothing listens, and an unknown host name', async () => {
  await inFolder(async (folder) => {
    const none = await runCli(['doctor', '--endpoint', 'http://127.0.0.1:9'], { cwd: folder });
    expect([none.code, none.stdout]).toEqual([
      1,
      expect.stringContaining('connection refused: nothing listens at this address'),
    ]);
    const unknown = await runCli(['doctor', '--endpoint', 'http://nowhere.invalid'], { cwd: folder });
    expect([unknown.code, unknown.stdout]).toEqual([
      1,
      expect.stringContaining('host name cannot be resolved'),
    ]);
  });
});

test('TLS: an unknown authority, another host, an expired certificate, no TLS at all', async () => {
  test.skip(!hasOpenssl, 'openssl, which makes the certificates, is not installed');
  await inFolder(async (folder) => {
    const ca = makeCa(folder);
    const doctor = async (certificate: ReturnType<typeof ca.issue> | undefined, trusted: boolean) => {
      const server = await startReferenceServer(certificate === undefined ? {} : { tls: certificate });
      await writeFile(
        join(folder, 'target.json'),
        JSON.stringify({
          endpoint: `https://127.0.0.1:${server.port}`,
          ...(trusted ? { caFile: 'ca.pem' } : {}),
        }),
      );
      try {
        return await runCli(['doctor', '--config', 'target.json'], { cwd: folder });
      } finally {
        await server.close();
      }
    };
    const good = ca.issue('IP:127.0.0.1');
    expect(await doctor(good, true)).toMatchObject({ code: 0 });
    const cases = [
      { certificate: good, trusted: false, says: 'certificate authority is unknown', next: '"caFile"' },
      {
        certificate: ca.issue('DNS:example.test'),
        trusted: true,
        says: 'for another host',
        next: 'host name',
      },
      { certificate: ca.issue('IP:127.0.0.1', -1), trusted: true, says: 'has expired', next: 'Renew' },
      { certificate: undefined, trusted: true, says: 'does not use TLS', next: 'http://' },
    ];
    for (const { certificate, trusted, says, next } of cases) {
      const end = await doctor(certificate, trusted);
      expect(end.stdout).toContain(says);
      expect(end.stdout).toContain(next);
      expect(end.code).toBe(1);
    }
  });
});

test('a mistake in the target file names the field: exit 2, nothing is sent', async () => {
  await inFolder(async (folder) => {
    const cases = [
      [{ endpoint: 'ftp://x' }, '/endpoint'],
      [{ rate: 0 }, '/rate'],
      [{ budget: 0 }, '/budget'],
      [{ scenarios: { Nonsense: { headers: { a: 'b' } } } }, 'Nonsense'],
      [{ cafile: 'x' }, '"cafile" is not known'],
      [{ endpoint: 'http://127.0.0.1:9', caFile: 'nowhere.pem' }, 'nowhere.pem cannot be read'],
    ] as const;
    for (const [content, says] of cases) {
      await writeFile(join(folder, 'target.json'), JSON.stringify(content));
      const end = await runCli(['doctor', '--config', 'target.json'], { cwd: folder });
      expect(end.stderr).toContain(says);
      expect(end.code).toBe(2);
    }
  });
});
