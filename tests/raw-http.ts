import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A server that speaks bytes: what arrives is kept, what gets a response is up to the test. */
export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** All that arrived, one entry for each connection, as Latin-1 text. */
  readonly received: string[];
  close(): Promise<void>;
}

/** @param response is called with each connection and what it has sent so far, whenever more has come */
export async function rawServer(response: (socket: Socket, received: string) => void): Promise<RawServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    const at = received.push('') - 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      received[at] += chunk.toString('latin1');
      response(socket, received[at] ?? '');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Sends bytes on a connection of their own and reads until it is closed. */
export async function sendRaw(port: number, bytes: string | Buffer): Promise<Buffer> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.on('error', () => {});
  await once(socket, 'close');
  return Buffer.concat(parts);
}

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');
