import * as fc from 'fast-check';
import { type ParameterName, type ParameterValues, parameterNames, parameters } from '../schemas/index.js';
import { type Spelling, spellings } from './query.js';

/** An asset that the target holds, by the parameters that address it. */
export interface AddressedAsset {
  /** All coordinates that are known, `domain-owner` and `revision` included. */
  readonly values: ParameterValues;
  /** Parameters that a request may leave out without meaning another asset; `domain-owner` and `revision` unless given. */
  readonly optional?: readonly ParameterName[];
}

/** A valid request for an asset, and how it is written. */
export interface ValidRequest<Asset extends AddressedAsset> {
  readonly asset: Asset;
  readonly values: ParameterValues;
  readonly order: readonly ParameterName[];
  readonly spelling: Spelling;
}

/** Every parameter that is not required; the namespace is part of the name wherever a package has one. */
const optionalParameters = parameters
  .filter((row) => !row.required && row.name !== 'namespace')
  .map((row) => row.name);

/**
 * Requests for assets that the target holds, each in any order of parameters, spelling and choice of optional ones.
 * @param assets at least one
 */
export function validRequest<Asset extends AddressedAsset>(
  assets: readonly Asset[],
): fc.Arbitrary<ValidRequest<Asset>> {
  return fc
    .record({
      asset: fc.constantFrom(...assets),
      omitted: fc.subarray(optionalParameters),
      order: fc.shuffledSubarray([...parameterNames], { minLength: parameterNames.length }),
      spelling: fc.constantFrom(...spellings),
    })
    .map(({ asset, omitted, order, spelling }) => {
      const droppable = asset.optional ?? optionalParameters;
      const values = without(
        asset.values,
        omitted.filter((name) => droppable.includes(name)),
      );
      return { asset, values, order: order.filter((name) => values[name] !== undefined), spelling };
    });
}

function without(values: ParameterValues, names: readonly ParameterName[]): ParameterValues {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== undefined && !names.includes(name as ParameterName),
    ),
  );
}
