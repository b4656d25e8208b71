import { UserError } from './user-error.js';

/** A host of AWS CodeArtifact itself. */
export interface AwsEndpoint {
  readonly region: string;
  readonly fips: boolean;
  readonly dualStack: boolean;
}

/** DNS suffixes of AWS's partitions (endpoint rules of the service model), by whether they are the dual-stack ones. */
const suffixes: readonly { readonly suffix: string; readonly dualStack: boolean }[] = [
  { suffix: 'amazonaws.com', dualStack: false },
  { suffix: 'amazonaws.com.cn', dualStack: false },
  { suffix: 'c2s.ic.gov', dualStack: false },
  { suffix: 'sc2s.sgov.gov', dualStack: false },
  { suffix: 'api.aws', dualStack: true },
  { suffix: 'api.amazonwebservices.com.cn', dualStack: true },
];

/**
 * What the host of an endpoint says, if it is one of AWS: `codeartifact[-fips].REGION.SUFFIX`.
 *
 * @returns undefined for every other host
 * @throws UserError for the host of package managers, if this operation is not answered
 */
export function awsEndpoint(url: URL): AwsEndpoint | undefined {
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  const found = suffixes.find(({ suffix }) => host.endsWith(`.${suffix}`));
  if (found === undefined) return undefined;
  const labels = host.slice(0, -found.suffix.length - 1);
  const native = /^[^.]+\.d\.codeartifact\.([a-z0-9-]+)$/.exec(labels);
  if (native !== null)
    throw new UserError(
      `--endpoint ${url.origin}: this is the address for package managers, which does not answer GetPackageVersionAsset. Use https://codeartifact.${native[1]}.${found.suffix}.`,
    );
  const api = /^codeartifact(-fips)?\.([a-z0-9-]+)$/.exec(labels);
  if (api === null) return undefined;
  return { region: api[2] ?? '', fips: api[1] !== undefined, dualStack: found.dualStack };
}

/**
 * The region to sign for: as requested, else that of an AWS host, else the environment's.
 *
 * @throws UserError if an AWS host and the region that was requested contradict each other
 */
export function signingRegion(asked: string | undefined, url: URL | undefined): string {
  const aws = url && awsEndpoint(url);
  if (aws && asked !== undefined && asked !== aws.region)
    throw new UserError(
      `The region ${asked} is not that of ${url.host}, which is ${aws.region}: requests signed for another region are refused. Leave out --region (and "region" in the target file), or change the endpoint to the host of ${asked}.`,
    );
  return asked ?? aws?.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1';
}
