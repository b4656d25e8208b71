type Environment = Readonly<Record<string, string | undefined>>;

const ports: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * The HTTP proxy that the environment names for an endpoint, by the rules of the connection (undici's
 * EnvHttpProxyAgent): names in lower case first, HTTP_PROXY also for https if there is no HTTPS_PROXY, and NO_PROXY as a
 * list of hosts, each with or without a port, `.example.com` and `*.example.com` for all below, `*` for everything.
 *
 * @returns the URL of the proxy; undefined for none
 */
export function proxyFor(endpoint: URL, environment: Environment = process.env): string | undefined {
  const variable = (name: string): string | undefined => {
    const value = environment[name.toLowerCase()] ?? environment[name];
    return value === '' ? undefined : value;
  };
  const forHttp = variable('HTTP_PROXY');
  const proxy = endpoint.protocol === 'https:' ? (variable('HTTPS_PROXY') ?? forHttp) : forHttp;
  if (proxy === undefined) return undefined;
  return isExcepted(endpoint, variable('NO_PROXY') ?? '') ? undefined : proxy;
}

function isExcepted({ hostname, port, protocol }: URL, list: string): boolean {
  const host = hostname.toLowerCase();
  return list.split(/[,\s]+/).some((entry) => {
    if (entry === '') return false;
    if (entry === '*') return true;
    const [, pattern = entry, wanted] = /^(.+):(\d+)$/.exec(entry) ?? [];
    if (wanted !== undefined && wanted !== (port || ports[protocol])) return false;
    const name = pattern.toLowerCase();
    return /^[.*]/.test(name) ? host.endsWith(name.replace(/^\*/, '')) : host === name;
  });
}
