import * as fc from 'fast-check';
import {
  namespaceRules,
  type ParameterName,
  type ParameterValues,
  packageFormats,
  parameterNames,
} from '../schemas/index.js';
import type { AddressedAsset } from './valid-request.js';
import { validValue } from './valid-value.js';

/** A valid request that names nothing: an asset with one coordinate replaced by a value that no asset has. */
export interface UnknownCoordinates<Asset extends AddressedAsset> {
  readonly asset: Asset;
  /** The coordinate that was replaced. */
  readonly replaced: ParameterName;
  readonly values: ParameterValues;
}

/**
 * Valid requests for what the target does not hold.
 * @param assets all assets that the target holds, so that a value can be distinguished from theirs
 * @param coordinates which coordinates to replace; all nine unless given. `format` gives way to a format for which the
 *   remaining coordinates are still valid; if there is none for an asset, the asset's package is replaced instead.
 */
export function unknownCoordinates<Asset extends AddressedAsset>(
  assets: readonly Asset[],
  coordinates: readonly ParameterName[] = parameterNames,
): fc.Arbitrary<UnknownCoordinates<Asset>> {
  const held = new Set(assets.map(({ values }) => key(values)));
  const taken = new Map(
    parameterNames.map((name) => [name, new Set(assets.map(({ values }) => folded(values[name] ?? '')))]),
  );
  return fc.tuple(fc.constantFrom(...assets), fc.constantFrom(...coordinates)).chain(([asset, wanted]) => {
    const formats = otherFormats(asset.values).filter(
      (format) => !held.has(key({ ...asset.values, format })),
    );
    const replaced = wanted === 'format' && formats.length === 0 ? 'package' : wanted;
    const value = replaced === 'format' ? fc.constantFrom(...formats) : freshValue(replaced, asset.values);
    return value
      .filter((candidate) => replaced === 'format' || taken.get(replaced)?.has(folded(candidate)) === false)
      .map((candidate) => ({ asset, replaced, values: { ...asset.values, [replaced]: candidate } }));
  });
}

/** What a format may think of as the same name: case, and in Python runs of dots, hyphens and underscores. */
function folded(value: string): string {
  return value.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

function key(values: ParameterValues): string {
  return JSON.stringify(
    parameterNames.map((name) => (name === 'revision' ? '' : folded(values[name] ?? ''))),
  );
}

/** The formats for which the presence or absence of a namespace stays as lawful as it was. */
function otherFormats({ format, namespace }: ParameterValues): string[] {
  const withNamespace = new Set<string>([...namespaceRules.map((rule) => rule.format), 'npm']);
  const needing = new Set<string>(namespaceRules.map((rule) => rule.format));
  return packageFormats.filter(
    (other) => other !== format && (namespace === undefined ? !needing.has(other) : withNamespace.has(other)),
  );
}

const plainName = fc
  .string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'), minLength: 6, maxLength: 20 })
  .map((text) => `x${text}`);
const plainVersion = fc.nat(999_999).map((patch) => `99.0.${patch}`);

/**
 * A valid value. Only generic packages are free of rules of their own for names and versions; for every other format
 * names stay plain, so that no such rule can be what refuses them.
 */
function freshValue(name: ParameterName, { format }: ParameterValues): fc.Arbitrary<string> {
  if (format === 'generic') return validValue(name);
  if (name === 'version') return plainVersion;
  return name === 'asset' || name === 'namespace' || name === 'package' ? plainName : validValue(name);
}
