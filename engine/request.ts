import { encodeQuery, type QueryPair } from '../generators/index.js';
import type { HeaderField, RequestPlan } from '../judge/index.js';
import { operation, type ParameterName, type ParameterValues } from '../schemas/index.js';
import type { AssetUnderTest } from './fixture-view.js';

/** A request of the operation with these parameters, canonically encoded, in the order of the values. */
export function get(values: ParameterValues, headers: readonly HeaderField[] = []): RequestPlan {
  return getPairs(Object.entries(values), headers);
}

const valid = new WeakMap<AssetUnderTest, RequestPlan>();

/** The valid request for an asset: the same object each time, because it is compared and sent thousands of times. */
export function validRequest(asset: AssetUnderTest): RequestPlan {
  let plan = valid.get(asset);
  if (!plan) {
    plan = get(asset.values);
    valid.set(asset, plan);
  }
  return plan;
}

/** A request of the operation with these pairs: repeated, unknown and bare keys allowed. */
export function getPairs(pairs: readonly QueryPair[], headers: readonly HeaderField[] = []): RequestPlan {
  return getRaw(encodeQuery(pairs), headers);
}

/** A request of the operation with this query, as it stands. */
export function getRaw(query: string, headers: readonly HeaderField[] = []): RequestPlan {
  return {
    method: operation.method,
    path: operation.path,
    query,
    ...(headers.length === 0 ? {} : { headers }),
  };
}

/** The values without one parameter. */
export function without(values: ParameterValues, name: ParameterName): ParameterValues {
  const { [name]: _, ...rest } = values;
  return rest;
}
