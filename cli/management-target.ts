import {
  parseEndpoint,
  readTargetFile,
  readTls,
  resolveAuth,
  signingRegion,
  UserError,
} from '../config/index.js';
import { defined } from '../schemas/index.js';
import { Management } from '../targets/fixtures/management/index.js';
import type { TargetFlags } from './options.js';

/** A target whose management operations are called: how it is reached, from flags, target file and environment. */
export interface ManagementTarget {
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly url: URL;
  readonly auth: 'sigv4' | 'none';
  readonly region: string;
  readonly concurrency: number;
  readonly caFile?: string;
  readonly timeout: number;
  readonly fixtures?: string;
  connect(): Promise<Management>;
}

/** Management calls in flight at most, unless the target file says less: they are not what is measured. */
const usualConcurrency = 8;
/** Milliseconds for one call, unless the target file says more: what is published must be sent first. */
const usualTimeout = 60_000;

/** @throws UserError if anything that the user gave is wrong */
export async function managementTarget(flags: TargetFlags): Promise<ManagementTarget> {
  const file = await readTargetFile(flags.config);
  const asked = flags.endpoint ?? file.endpoint;
  if (asked === undefined)
    throw new UserError(
      'No target is given: use --endpoint URL, or --config FILE with a target file that has an "endpoint".',
    );
  const url = parseEndpoint(asked);
  const region = signingRegion(flags.region ?? file.region, url);
  const auth = await resolveAuth(flags.auth ?? file.auth);
  const tls = readTls(file);
  const concurrency = Math.min(file.concurrency ?? usualConcurrency, usualConcurrency);
  const timeout = Math.max(file.timeout ?? usualTimeout, usualTimeout);
  return {
    endpoint: url.href.replace(/\/$/, ''),
    url,
    auth,
    region,
    concurrency,
    timeout,
    ...defined({ caFile: file.caFile, fixtures: file.fixtures }),
    connect: async () => {
      const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
      return Management.connect({
        endpoint: url,
        region,
        concurrency,
        timeout,
        ...tls,
        ...defined({ rate: file.rate }),
        ...(auth === 'none' ? {} : { credentials: defaultProvider() }),
      });
    },
  };
}
