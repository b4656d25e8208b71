import type { PackageFormat, ParameterValues } from '../../schemas/index.js';
import type { RequestedAsset } from './find.js';

/**
 * Turns validated parameters into coordinates: the caller's account if no owner is named, and the names as their
 * format stores them. NuGet and Swift input is normalised, other formats' is not, and no asset name is (user guide).
 *
 * @param input has passed validation: the required parameters are there and `format` is one of the eight.
 */
export function address(input: ParameterValues, callerAccount: string): RequestedAsset {
  const format = input.format as PackageFormat;
  const rules = normalisation[format] ?? none;
  return {
    domain: input.domain ?? '',
    domainOwner: input['domain-owner'] ?? callerAccount,
    repository: input.repository ?? '',
    format,
    ...(input.namespace === undefined ? {} : { namespace: rules.namespace(input.namespace) }),
    package: rules.package(input.package ?? ''),
    version: rules.version(input.version ?? ''),
    ...(input.revision === undefined ? {} : { revision: input.revision }),
    asset: input.asset ?? '',
  };
}

interface Normalisation {
  namespace(value: string): string;
  package(value: string): string;
  version(value: string): string;
}

const same = (value: string) => value;
const lowerCase = (value: string) => value.toLowerCase();
const none: Normalisation = { namespace: same, package: same, version: same };

const normalisation: { readonly [format in PackageFormat]?: Normalisation } = {
  nuget: { namespace: same, package: lowerCase, version: normalisedNuGetVersion },
  swift: { namespace: lowerCase, package: lowerCase, version: same },
};

/** Cuts build metadata, leading zeros of each number, and a fourth number that is zero. */
export function normalisedNuGetVersion(version: string): string {
  const parts = /^(\d+(?:\.\d+){0,3})(-[^+]*)?(?:\+.*)?$/s.exec(version);
  if (parts === null) return version;
  const numbers = (parts[1] ?? '').split('.').map((number) => number.replace(/^0+(?=\d)/, ''));
  if (numbers.length === 4 && numbers[3] === '0') numbers.pop();
  return numbers.join('.') + (parts[2] ?? '');
}
