import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type TlsMaterial, tlsOptions } from '../connection/trust.js';

/** Where the proxy forwards to. */
export interface Upstream extends TlsMaterial {
  readonly endpoint: URL;
}

/** Opens a connection; `ready` is called when it can be written to. */
export function openUpstream(upstream: Upstream, ready: () => void): Socket {
  const { endpoint } = upstream;
  const host = endpoint.hostname.replace(/^\[|\]$/g, '');
  const { protocol, port } = endpoint;
  const connection = { host, port: Number(port || (protocol === 'https:' ? 443 : 80)), allowHalfOpen: true };
  // The server's name is the upstream's, whatever Host the client sends: the signature covers that.
  const socket =
    protocol === 'https:'
      ? connectTls({ ...connection, servername: isIP(host) ? '' : host, ...tlsOptions(upstream) }, ready)
      : connectPlain(connection, ready);
  return socket.setNoDelay(true);
}
