import { devNull } from 'node:os';

type Environment = Readonly<Record<string, string | undefined>>;

const loopback = ['127.0.0.1', 'localhost', '::1'];

/**
 * The environment that a client outside this process is given: that of this process without anything that would change
 * the call (a profile, a configuration file, another endpoint, more attempts), and with what it is given here.
 *
 * @param own the environment of this process
 */
export function clientEnvironment(
  given: Environment = {},
  own: Environment = process.env,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(own).filter(([name]) => !/^AWS_/i.test(name));
  const direct = noProxy(own.no_proxy ?? own.NO_PROXY);
  return {
    ...Object.fromEntries(inherited),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
    PYTHONUTF8: '1',
    NO_PROXY: direct,
    no_proxy: direct,
    ...given,
  };
}

/** What needs no proxy: what is listed already, and this machine. An asterisk, all by itself, stands for everything. */
function noProxy(listed: string | undefined): string {
  if (listed?.trim() === '*') return '*';
  return [...(listed === undefined || listed === '' ? [] : [listed]), ...loopback].join(',');
}
