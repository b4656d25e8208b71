import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Results } from '../schemas/index.js';
import { inFolder, keys, runCli, serveCli } from './set-up/cli-process.js';
import { connectProxy, hasOpenssl, makeCa, tlsFront } from './set-up/private-ca.js';

test.setTimeout(300_000);

/** Everything that one target needs, from an empty server to a verdict, as a user would type it. */
test('doctor, provision, doctor, run, verify: over https with a private CA, signatures required', async () => {
  test.skip(!hasOpenssl, 'openssl, which makes the certificates, is not installed');
  await inFolder(async (folder) => {
    const ca = makeCa(folder);
    const server = await serveCli(['--empty', '--auth', 'sigv4'], folder);
    const front = await tlsFront(server.port, ca.issue('DNS:localhost,IP:127.0.0.1'));
    const proxy = await connectProxy();
    try {
      const endpoint = `https://localhost:${front.port}`;
      await writeFile(
        join(folder, 'conformance.config.json'),
        JSON.stringify({
          endpoint,
          caFile: 'ca.pem',
          auth: 'sigv4',
          fixtures: 'fixtures',
          profiles: ['core', 'lifecycle'],
          identity: { product: 'Reference target' },
        }),
      );
      const cli = (...args: string[]) => runCli(args, { cwd: folder, env: keys });

      // Before anything is there: the folder of fixtures is missing, and that is a mistake in the setup.
      const early = await cli('doctor');
      expect([early.code, early.stderr]).toEqual([2, expect.stringContaining('there is no such file')]);

      const provisioned = await cli('fixtures', 'provision', 'fixtures');
      expect(provisioned.stderr).toBe('');
      expect(provisioned.stdout).toContain('64 package versions exist');
      expect(provisioned.stdout).toMatch(/npm +no:/);
      expect(provisioned.code, provisioned.stdout).toBe(0);

      const healthy = await cli('doctor');
      expect(healthy.stdout).toMatch(/core +yes/);
      expect(healthy.stdout).toMatch(/lifecycle +yes/);
      expect(healthy.stdout).toMatch(/npm +no: /);
      expect(healthy.stdout).toContain('No problems found.');
      expect(healthy.code, healthy.stdout).toBe(0);

      const run = await cli('run', '--cases', '3');
      expect(run.stdout).toContain('CONFORMANT');
      expect(run.code, run.stdout).toBe(0);
      const results = JSON.parse(
        await readFile(join(folder, 'conformance-results', 'results.json'), 'utf8'),
      ) as Results;
      expect(results.profiles.core?.must.fail).toBe(0);
      expect(results.profiles.lifecycle?.verdict).toBe('conformant');

      const verified = await cli('verify', 'conformance-results');
      expect(verified.stdout + verified.stderr).not.toContain('Error');
      expect(verified.code, verified.stdout).toBe(0);

      // The same through a proxy of the environment: each connection is a tunnel to the target.
      const proxied = await runCli(['doctor'], {
        cwd: folder,
        env: { ...keys, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
      });
      expect(proxied.stdout).toContain('No problems found.');
      expect(proxy.tunnels.length).toBeGreaterThan(0);
      expect(new Set(proxy.tunnels)).toEqual(new Set([`localhost:${front.port}`]));

      const everything = [provisioned, healthy, run, verified, proxied]
        .map(({ stdout, stderr }) => stdout + stderr)
        .join();
      const recorded = await readFile(join(folder, 'conformance-results', 'exchanges.ndjson'), 'utf8');
      for (const secret of [keys.AWS_SECRET_ACCESS_KEY, 'Signature='])
        expect(`${everything}${recorded}`.includes(secret), `${secret} is nowhere`).toBe(false);

      const gone = await cli('fixtures', 'provision', 'fixtures', '--cleanup');
      expect(gone.stdout).toContain('Deleted 64 package versions, 11 repositories and 4 domains');
      expect(gone.code, gone.stdout).toBe(0);
      expect(existsSync(join(folder, 'fixtures', 'fixtures.json'))).toBe(true);
    } finally {
      await proxy.close();
      await front.close();
      await server.stop();
    }
  });
});
