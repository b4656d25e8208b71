import { createSecureContext } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { type TlsMaterial, tlsOptions, trusted } from './trust.js';

export interface DispatcherOptions extends TlsMaterial {
  /** Milliseconds to wait for a connection. */
  readonly timeout: number;
  /** HTTP proxies from the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY) are used unless false. */
  readonly proxies?: boolean;
}

/** Whether requests may go through a proxy that the environment names. */
export const proxied = ({ proxies }: Pick<DispatcherOptions, 'proxies'>): boolean =>
  proxies !== false &&
  ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].some((name) => (process.env[name] ?? '') !== '');

/**
 * Makes connection pools that trust and go through what the options say.
 *
 * @param origin where all requests go. Without it, or through a proxy, an agent keeps the pools of all origins: when the
 *   only connection of an origin ends, it closes that pool, and the one that follows it as well, so that from then on
 *   each request opens a connection
 * @returns a factory, since reading the certificate authorities is slow and must be done once only
 */
export function dispatchers(
  options: DispatcherOptions,
  origin?: string,
): (settings: Pool.Options) => Dispatcher {
  const { ca, cert, timeout } = options;
  const needsOwn = ca !== undefined || cert !== undefined;
  const tls = needsOwn ? { secureContext: createSecureContext(tlsOptions(options)) } : {};
  const connect = { timeout, ...tls };
  if (!proxied(options))
    return (settings) =>
      origin === undefined ? new Agent({ ...settings, connect }) : new Pool(origin, { ...settings, connect });
  // A proxy opens the connection to the target: what is trusted there is given to it apart. The client certificate is for
  // the target alone.
  const proxyTls = {
    timeout,
    ...(ca === undefined ? {} : { secureContext: createSecureContext(trusted(ca)) }),
  };
  return (settings) => new EnvHttpProxyAgent({ ...settings, connect, requestTls: connect, proxyTls });
}
