import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasOpenssl, makeSelfSigned } from '../set-up/private-ca.js';
import { type HostileTarget, listen } from './target.js';

/** A server with a certificate that nobody has signed, for a host that it is not; undefined without openssl. */
export async function wrongCertificateTarget(): Promise<HostileTarget | undefined> {
  if (!hasOpenssl) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'hostile-tls-'));
  try {
    const server = createServer(makeSelfSigned(folder, 'DNS:other.invalid'), (_, response) => {
      response.end('trusted?');
    });
    const listener = await listen(server);
    return { url: `https://127.0.0.1:${listener.port}`, close: listener.cut };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
