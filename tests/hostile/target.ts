import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A target that misbehaves, on a free port of the loopback interface. */
export interface HostileTarget {
  readonly url: string;
  /** `Authorization` values that it was sent, where it looks at them: none may turn up in the results. */
  readonly authorizations?: readonly string[];
  /** Requests that reached a host which the run has no business with. */
  readonly strays?: () => number;
  close(): Promise<void>;
}

/** A listener whose connections can be ended at once, also those that hang on purpose. */
export interface Listener {
  readonly port: number;
  /** Stops listening and cuts every connection; `listenAgain` takes the same port. */
  cut(): Promise<void>;
  listenAgain(): Promise<void>;
}

const loopback = '127.0.0.1';

/** Listens on a free port and remembers the connections. */
export async function listen(server: Server | HttpServer): Promise<Listener> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // A write to a client that has given up ends in an error here; that is no concern of these servers.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  const open = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, loopback, () => {
        server.off('error', reject);
        resolve();
      });
    });
  await open(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    listenAgain: () => open(port),
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A server below HTTP: what it does with a connection, and with each request on it, is up to the case. */
export async function bareTarget(
  behave: { readonly connected?: (socket: Socket) => void; readonly asked?: (socket: Socket) => void },
  scheme: 'http' | 'https' = 'http',
): Promise<HostileTarget> {
  const server = createServer((socket) => {
    behave.connected?.(socket);
    socket.on('data', (bytes) => {
      // Requests of these runs have no body, so each ends where its header section does.
      if (bytes.includes('\r\n\r\n')) behave.asked?.(socket);
    });
  });
  const listener = await listen(server);
  return { url: `${scheme}://${loopback}:${listener.port}`, close: listener.cut };
}
