import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startReferenceServer } from '../targets/reference/index.js';
import { type Ended, inFolder, runCli, startCli } from './set-up/cli-process.js';
import { hasOpenssl, makeCa, type PrivateCa, tlsFront } from './set-up/private-ca.js';

test.setTimeout(120_000);

interface Setting {
  readonly folder: string;
  readonly endpoint: string;
  readonly ca: PrivateCa;
  /** Writes a target file with these members, beside `endpoint` and `caFile`, and runs a command with it. */
  command(args: readonly string[], members?: object): Promise<Ended>;
}

/** A target that wants a client certificate, and the files of a client that has one. */
async function withMutualTls(
  versions: { readonly maxVersion?: 'TLSv1.2' },
  use: (setting: Setting) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const ca = makeCa(folder);
    const authority = await readFile(ca.file, 'utf8');
    const target = await startReferenceServer();
    const front = await tlsFront(target.port, ca.issue('DNS:localhost,IP:127.0.0.1'), {
      requestCert: true,
      rejectUnauthorized: true,
      ca: authority,
      ...versions,
    });
    const endpoint = `https://localhost:${front.port}`;
    const { key, cert } = ca.issue('DNS:client');
    await writeFile(join(folder, 'client.pem'), cert);
    await writeFile(join(folder, 'client.key'), key);
    try {
      await use({
        folder,
        endpoint,
        ca,
        command: async (args, members = {}) => {
          const content = { endpoint, caFile: ca.file, auth: 'none', ...members };
          await writeFile(join(folder, 'target.json'), JSON.stringify(content));
          return runCli([...args, '--config', 'target.json'], { cwd: folder });
        },
      });
    } finally {
      await front.close();
      await target.close();
    }
  });
}

const few = ['run', '--requirement', 'OP-01', '--requirement', 'RS-15', '--cases', '1'];
const certificate = { certFile: 'client.pem', keyFile: 'client.key' };

test('a client certificate is presented by run, doctor, fixtures and proxy', async () => {
  test.skip(!hasOpenssl, 'openssl is not at hand');
  await withMutualTls({}, async ({ folder, command, endpoint, ca }) => {
    const run = await command(few, certificate);
    expect(run.code, run.stdout + run.stderr).toBe(3);
    const results = JSON.parse(await readFile(join(folder, 'conformance-results', 'results.json'), 'utf8'));
    expect(results.requirements.filter((each: { verdict: string }) => each.verdict === 'pass')).toHaveLength(
      2,
    );
    expect(JSON.stringify(results)).not.toContain('PRIVATE KEY');
    const doctor = await command(['doctor'], certificate);
    expect(doctor.stdout).toContain('No problems found');
    const discover = await command(['fixtures', 'discover', 'found', '--limit', '3'], certificate);
    expect(discover.code, discover.stderr).toBe(0);
    await writeFile(
      join(folder, 'target.json'),
      JSON.stringify({ endpoint, caFile: ca.file, ...certificate }),
    );
    const proxy = startCli(['proxy', '--port', '0', '--config', 'target.json', '--out', 'proxied'], {
      cwd: folder,
    });
    const [, url] = await proxy.says(/listening on (\S+)/);
    expect((await fetch(`${url}/v1/package/version/asset`)).status).toBe(400);
    proxy.signal('SIGINT');
    await proxy.ended;
  });
});

for (const maxVersion of ['TLSv1.2', undefined] as const)
  test(`without a client certificate run and doctor ask for one at the first look: ${maxVersion ?? 'TLSv1.3'}`, async () => {
    test.skip(!hasOpenssl, 'openssl is not at hand');
    await withMutualTls(maxVersion ? { maxVersion } : {}, async ({ command }) => {
      const run = await command(few);
      expect(run.stderr).toContain('"certFile" and "keyFile"');
      expect(run.stderr.trim().split('\n')).toHaveLength(1);
      expect(run.code).toBe(3);
      const doctor = await command(['doctor']);
      expect(doctor.stdout).toContain('"certFile" and "keyFile"');
      expect(doctor.stdout).not.toContain('https://.');
      expect(doctor.code).toBe(1);
    });
  });

/** What servers say to a client without a certificate if they complete the handshake first. */
for (const [server, status, page] of [
  ['nginx', 400, '<center>No required SSL certificate was sent</center><hr><center>nginx</center>'],
  [
    'nginx, of another certificate',
    400,
    '<center>The SSL certificate error</center><hr><center>nginx</center>',
  ],
  ['IIS', 403, '<h2>403 - Forbidden: Access is denied.</h2><h3>Your client certificate is not trusted</h3>'],
] as const)
  test(`a page in place of a TLS alert, as ${server} has it: said at the first look`, async () => {
    test.skip(!hasOpenssl, 'openssl is not at hand');
    await inFolder(async (folder) => {
      const ca = makeCa(folder);
      const { key, cert } = ca.issue('DNS:localhost');
      const target = createTlsServer({ key, cert }, (_request, response) =>
        response.writeHead(status, { 'content-type': 'text/html' }).end(page),
      );
      await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
      const endpoint = `https://localhost:${(target.address() as AddressInfo).port}`;
      await writeFile(
        join(folder, 'target.json'),
        JSON.stringify({ endpoint, caFile: ca.file, auth: 'none' }),
      );
      try {
        const run = await runCli([...few, '--config', 'target.json'], { cwd: folder });
        expect(run.stderr).toContain('"certFile" and "keyFile"');
        expect(run.stderr.trim().split('\n')).toHaveLength(1);
        expect(run.code).toBe(3);
        const doctor = await runCli(['doctor', '--config', 'target.json'], { cwd: folder });
        expect(doctor.stdout).toContain('"certFile" and "keyFile"');
        expect(doctor.code).toBe(1);
      } finally {
        target.close();
        target.closeAllConnections();
      }
    });
  });

test('wrong files of a client certificate are mistakes of the user', async () => {
  test.skip(!hasOpenssl, 'openssl is not at hand');
  await withMutualTls({}, async ({ folder, command, ca }) => {
    const at = (name: string): string => join(folder, name);
    await writeFile(at('other.key'), ca.issue('DNS:other').key);
    await writeFile(at('broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    const openssl = (...args: readonly string[]): void =>
      void execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    openssl('pkey', '-in', at('client.key'), '-aes256', '-passout', 'pass:secret', '-out', at('locked.key'));
    openssl('x509', '-in', at('client.pem'), '-outform', 'der', '-out', at('client.der'));
    openssl('pkey', '-in', at('client.key'), '-outform', 'der', '-out', at('key.der'));
    for (const [members, said] of [
      [{ certFile: 'client.pem' }, /"certFile" and no "keyFile"/],
      [{ keyFile: 'client.key' }, /"keyFile" and no "certFile"/],
      [{ ...certificate, certFile: 'nothing.pem' }, /certificate file \S+ cannot be read/],
      [{ ...certificate, certFile: 'client.der' }, /no certificate in PEM form.*openssl x509 -inform der/],
      [{ ...certificate, certFile: 'client.key' }, /holds a private key/],
      [{ ...certificate, certFile: 'broken.pem' }, /a certificate that cannot be read \(number 1 of 1\)/],
      [{ ...certificate, keyFile: 'nothing.key' }, /key file \S+ cannot be read/],
      [{ ...certificate, keyFile: 'other.key' }, /is not the key of the certificate/],
      [{ ...certificate, keyFile: 'locked.key' }, /encrypted key.*openssl pkey/],
      [{ ...certificate, keyFile: 'key.der' }, /no private key in PEM form.*openssl pkey -inform der/],
      [{ ...certificate, keyFile: 'client.pem' }, /no private key in PEM form/],
      [{ caFile: 'client.der' }, /CA file \S+ holds no certificate in PEM form.*openssl x509 -inform der/],
      [{ caFile: 'client.key' }, /CA file \S+ holds a private key/],
      [{ caFile: 'broken.pem' }, /a certificate that cannot be read/],
    ] as const) {
      const { code, stderr } = await command(few, members);
      expect(stderr).toMatch(said);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(code).toBe(2);
    }
    // The same reader, called by another command.
    const doctor = await command(['doctor'], { certFile: 'client.pem' });
    expect(doctor.stderr).toMatch(/"certFile" and no "keyFile"/);
    expect(doctor.code).toBe(2);
  });
});

for (const [status, said] of [
  [403, /the proxy of the environment does not allow the connection/],
  [407, /the proxy of the environment wants credentials \(407\).*USER:PASSWORD/s],
] as const)
  for (const endpoint of ['https://localhost:9', 'http://localhost:9'])
    test(`a proxy that responds to everything with ${status}, ${endpoint}: said at the first look`, async () => {
      const refuse = createServer((_request, response) => void response.writeHead(status).end('no'));
      refuse.on('connect', (_request, socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`));
      await new Promise<void>((resolve) => refuse.listen(0, '127.0.0.1', resolve));
      const proxy = `http://127.0.0.1:${(refuse.address() as AddressInfo).port}`;
      try {
        await inFolder(async (folder) => {
          const env = { HTTPS_PROXY: proxy, HTTP_PROXY: proxy };
          const cli = { cwd: folder, env };
          const run = await runCli([...few, '--auth', 'none', '--endpoint', endpoint], cli);
          expect(run.stderr).toMatch(said);
          expect(run.stderr.trim().split('\n')).toHaveLength(1);
          expect(run.code).toBe(3);
          const doctor = await runCli(['doctor', '--auth', 'none', '--endpoint', endpoint], cli);
          expect(doctor.stdout).toMatch(said);
          expect(doctor.code).toBe(1);
        });
      } finally {
        refuse.close();
      }
    });
