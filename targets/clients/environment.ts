import { devNull } from 'node:os';

/**
 * What changes a client behind the back of a run: settings of AWS (FIPS, dual-stack, defaults modes, endpoints,
 * attempts, profiles), proxies and certificate authorities, which each call gives, and options of language runtimes.
 */
const influences: readonly RegExp[] = [
  /^AWS_/i,
  /^BOTO/i,
  /_proxy$/i,
  /^(?:SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/i,
  /^(?:NODE_OPTIONS|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|NODE_USE_ENV_PROXY|NODE_DEBUG)$/,
  /^(?:JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS)$/,
  /^(?:GODEBUG|RUST_LOG|PYTHONSTARTUP|PYTHONINSPECT)$/,
];

/**
 * The environment of a driver: that of this process without anything that would change a call. What the run is told
 * (endpoint, region, credentials, authority, proxy) reaches a driver with each call, not here.
 *
 * @param own the environment of this process
 */
export function neutralEnvironment(
  own: Readonly<Record<string, string | undefined>> = process.env,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(own).filter(([name]) => !influences.some((each) => each.test(name)));
  return {
    ...Object.fromEntries(inherited),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    PYTHONUTF8: '1',
  };
}
