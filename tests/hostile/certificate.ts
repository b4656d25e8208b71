import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HostileTarget, listen } from './target.js';

/** A server with a certificate that nobody has signed, for a host that it is not; undefined if openssl is not available. */
export async function wrongCertificateTarget(): Promise<HostileTarget | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const wanted = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=other.invalid',
  ];
  try {
    execFileSync('openssl', [...wanted, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => {
      response.end('trusted?');
    });
    const listener = await listen(server);
    return { url: `https://127.0.0.1:${listener.port}`, close: listener.cut };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
