import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { TargetFile } from '../schemas/index.js';
import { readValidated } from './read-json.js';
import { UserError } from './user-error.js';

const defaultConfig = 'conformance.config.json';

/**
 * A target file as read, with its paths made absolute.
 *
 * @param config its path; `conformance.config.json` unless given, if there is one
 * @throws UserError if it cannot be read or is not as its schema says
 */
export async function readTargetFile(config: string | undefined): Promise<TargetFile> {
  if (config === undefined && !existsSync(defaultConfig)) return {};
  const file = resolve(config ?? defaultConfig);
  const content = await readValidated<TargetFile>('target-file', file);
  const absolute = (path: string): string => resolve(dirname(file), path);
  return {
    ...content,
    ...(content.caFile === undefined ? {} : { caFile: absolute(content.caFile) }),
    ...(content.certFile === undefined ? {} : { certFile: absolute(content.certFile) }),
    ...(content.keyFile === undefined ? {} : { keyFile: absolute(content.keyFile) }),
    ...(content.fixtures === undefined ? {} : { fixtures: absolute(content.fixtures) }),
    ...(content.waivers === undefined ? {} : { waivers: absolute(content.waivers) }),
  };
}

/**
 * Whether a run with these options is against the embedded target, because nothing names an endpoint. What is wrong with
 * the target file is for the run to say.
 */
export async function isForEmbeddedTarget(options: {
  readonly endpoint?: string | undefined;
  readonly config?: string | undefined;
}): Promise<boolean> {
  if (options.endpoint !== undefined) return false;
  const file = await readTargetFile(options.config).catch(() => undefined);
  return file !== undefined && file.endpoint === undefined;
}

/**
 * The endpoint as a URL.
 *
 * @throws UserError if it is no http or https URL, or carries what an endpoint cannot have
 */
export function parseEndpoint(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UserError(
      `--endpoint ${text} is not a URL. Give it as http://HOST:PORT or https://HOST/BASE/PATH.`,
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new UserError(
      `--endpoint ${text} is not an http or https URL. Give it as http://HOST:PORT or https://HOST/BASE/PATH.`,
    );
  if (url.username !== '' || url.password !== '')
    throw new UserError(
      '--endpoint must not hold a user name or password. Credentials come from the standard AWS chain.',
    );
  if (url.search !== '' || url.hash !== '')
    throw new UserError(`--endpoint ${url.origin}${url.pathname} must not have a query or a fragment.`);
  return url;
}

/** How requests to an external target are signed: as requested, else if credentials are found. */
export async function resolveAuth(asked: 'sigv4' | 'none' | undefined): Promise<'sigv4' | 'none'> {
  if (asked === 'none') return 'none';
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  try {
    await defaultProvider({ maxRetries: 0, timeout: 500 })();
    return 'sigv4';
  } catch {
    if (asked === undefined) return 'none';
    throw new UserError(
      'No AWS credentials were found for --auth sigv4. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run with --auth none.',
    );
  }
}
