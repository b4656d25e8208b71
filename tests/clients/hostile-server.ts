import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export interface HostileServer {
  readonly url: string;
  /** Bytes that were handed to clients. */
  readonly bytes: () => number;
  close(): Promise<void>;
}

/** Writes whatever it likes to a connection once a request has come. */
export type Misbehaviour = (socket: Socket) => void;

/** A server that reads the head of a request and leaves the rest to the misbehaviour. */
export async function hostileServer(misbehave: Misbehaviour): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  let bytes = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    let head = '';
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      head = '';
      misbehave(socket);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      bytes += socket.bytesWritten;
      sockets.delete(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => bytes + [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Writes as fast as the client reads, until it goes away. */
export function flood(socket: Socket, chunk: string): void {
  if (socket.destroyed) return;
  if (socket.write(chunk)) setImmediate(flood, socket, chunk);
  else socket.once('drain', () => flood(socket, chunk));
}

/** Writes one byte after the other, without an end. */
export function trickle(socket: Socket): void {
  const timer = setInterval(() => socket.write('x'), 50);
  socket.once('close', () => clearInterval(timer));
}
