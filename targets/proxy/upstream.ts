import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { trusted } from '../connection/trust.js';

/** Where the proxy forwards to. */
export interface Upstream {
  readonly endpoint: URL;
  /** PEM text of certificate authorities to trust besides the usual ones. */
  readonly ca?: string;
}

/** Opens a connection; `ready` is called when it can be written to. */
export function openUpstream({ endpoint, ca }: Upstream, ready: () => void): Socket {
  const host = endpoint.hostname.replace(/^\[|\]$/g, '');
  const { protocol, port } = endpoint;
  const connection = { host, port: Number(port || (protocol === 'https:' ? 443 : 80)), allowHalfOpen: true };
  // The server's name is the upstream's, whatever Host the client sends: the signature covers that.
  const socket =
    protocol === 'https:'
      ? connectTls({ ...connection, servername: isIP(host) ? '' : host, ...trusted(ca) }, ready)
      : connectPlain(connection, ready);
  return socket.setNoDelay(true);
}
