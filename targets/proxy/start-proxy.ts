import { type AddressInfo, createServer, type Socket } from 'node:net';
import { operation } from '../../schemas/index.js';
import { Backlog } from './backlog.js';
import { Relay } from './relay.js';
import type { PassingExchange, SeenExchange } from './seen-exchange.js';
import { openUpstream, type Upstream } from './upstream.js';

export interface ProxyOptions extends Upstream {
  /** 0 for any free one. */
  readonly port: number;
  readonly host: string;
  /** Gets each exchange of the operation soon after it is over. */
  readonly seen: (exchange: SeenExchange) => void;
}

export interface RunningProxy {
  /** Scheme, host and port; clients add the base path of the upstream, if it has one. */
  readonly url: string;
  /** Stops listening, gives exchanges that are on their way a moment, then ends every connection. */
  close(): Promise<void>;
}

/** Milliseconds. */
const grace = 1000;

/**
 * Listens, and forwards everything to the upstream byte for byte. Nothing is signed, added or taken away: a signature
 * covers the host and the path that the client used, so both go on as they came.
 *
 * @throws NodeJS.ErrnoException if the port is taken or the host is not one of this machine's
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const { endpoint, host, port, seen } = options;
  const path = `${endpoint.pathname.replace(/\/+$/, '')}${operation.path}`;
  const backlog = new Backlog<PassingExchange>((exchange) => seen(exchange.finish()));
  const relayOptions = {
    open: (ready: () => void) => openUpstream(options, ready),
    origin: endpoint.origin,
    isJudged: (method: string, target: string) =>
      method === operation.method &&
      target.startsWith(path) &&
      (target.length === path.length || target[path.length] === '?'),
    over: (exchange: PassingExchange) => backlog.add(exchange),
    since: performance.now(),
  };
  const clients = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    clients.add(client);
    client.once('close', () => clients.delete(client));
    new Relay(client, relayOptions);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      const forceCloseTimer = setTimeout(() => {
        for (const client of clients) client.destroy();
      }, grace);
      await closed;
      clearTimeout(forceCloseTimer);
      backlog.finish();
    },
  };
}
