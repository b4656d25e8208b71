import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer as createPlainServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createServer, type TlsOptions } from 'node:tls';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** Of an elliptic curve: a key of RSA takes a hundred times as long to make. */
const newKey = ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface PrivateCa {
  /** Path of the PEM file. */
  readonly file: string;
  /**
   * @param names as subjectAltName has them, e.g. `DNS:localhost,IP:127.0.0.1`
   * @param days of validity; negative for a certificate that has expired
   */
  issue(names: string, days?: number): Certificate;
}

/** Makes a certificate that only itself vouches for, e.g. for `DNS:localhost,IP:127.0.0.1`. */
export function makeSelfSigned(folder: string, names: string): Certificate {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  openssl(
    ...newKey,
    ...['-x509', '-days', '1', '-subj', '/CN=conformance', '-addext', `subjectAltName=${names}`],
    ...['-keyout', key, '-out', cert],
  );
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

/** Makes a certificate authority in a folder. */
export function makeCa(folder: string): PrivateCa {
  const at = (name: string): string => join(folder, name);
  openssl(
    ...newKey,
    '-x509',
    '-days',
    '2',
    '-subj',
    '/CN=Conformance Test CA',
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
  );
  let serial = 0;
  return {
    file: at('ca.pem'),
    issue: (names, days = 1) => {
      serial += 1;
      const own = at(`server-${serial}`);
      writeFileSync(`${own}.ext`, `subjectAltName=${names}\n`);
      openssl(...newKey, '-subj', '/CN=conformance', '-keyout', `${own}.key`, '-out', `${own}.csr`);
      openssl(
        ...['x509', '-req', '-in', `${own}.csr`, '-CA', at('ca.pem'), '-CAkey', at('ca.key')],
        ...[
          '-set_serial',
          String(serial),
          '-days',
          String(days),
          '-extfile',
          `${own}.ext`,
          '-out',
          `${own}.pem`,
        ],
      );
      return { key: readFileSync(`${own}.key`, 'utf8'), cert: readFileSync(`${own}.pem`, 'utf8') };
    },
  };
}

export interface Front {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Speaks TLS before a plain server, and passes every byte on.
 *
 * @param options what else TLS takes, such as `requestCert`
 */
export async function tlsFront(
  upstream: number,
  certificate: Certificate,
  options: TlsOptions = {},
): Promise<Front> {
  return listening(
    createServer({ key: certificate.key, cert: certificate.cert, ...options }, (socket) => {
      const behind = connect(upstream, '127.0.0.1');
      socket.pipe(behind).pipe(socket);
      socket.on('error', () => behind.destroy());
      behind.on('error', () => socket.destroy());
    }),
  );
}

/** A proxy that opens tunnels (CONNECT), and counts them. */
export async function connectProxy(): Promise<Front & { readonly tunnels: string[] }> {
  const tunnels: string[] = [];
  const server = createPlainServer((socket) => {
    socket.once('data', (head) => {
      const [, authority = ''] = /^CONNECT (\S+) HTTP/.exec(head.toString('latin1')) ?? [];
      const [host = '', port] = authority.split(':');
      tunnels.push(authority);
      const behind = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(behind).pipe(socket);
      });
      behind.on('error', () => socket.destroy());
      socket.on('error', () => behind.destroy());
    });
    socket.on('error', () => {});
  });
  return { tunnels, ...(await listening(server)) };
}

async function listening(server: Server): Promise<Front> {
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
