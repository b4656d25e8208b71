import {
  type ParameterName,
  type ParameterValues,
  parameterNames,
  type RequirementId,
} from '../schemas/index.js';
import type { StringPosition } from './alphabet.js';
import type { CharacterClass } from './characters.js';
import type { QueryPair } from './query.js';

/** What is done to a parameter: left out, sent as a bare key, or given another value (`''` for `key=`). */
export type FaultForm =
  | { readonly form: 'absent' }
  | { readonly form: 'bare' }
  | { readonly form: 'value'; readonly value: string };

/** Exactly one fault of exactly one parameter, labelled with the requirement that it breaks. */
export type Fault = FaultForm & {
  readonly requirement: RequirementId;
  readonly parameter: ParameterName;
  /** For a person, without the name of the parameter, e.g. `256 characters` or `tab, last`. */
  readonly label: string;
  /** The class of the forbidden character, if there is one. */
  readonly class?: CharacterClass;
  /** Where the forbidden character stands. */
  readonly place?: StringPosition;
};

/** A request with faults in it. */
export interface FaultyRequest {
  readonly faults: readonly Fault[];
  /** Decoded values as a server sees them: a bare key is an empty string. */
  readonly values: ParameterValues;
  /** The query to send, in the order of the reference page. */
  readonly pairs: readonly QueryPair[];
}

/** A valid request with these faults done to it, one for each parameter at most. */
export function applyFaults(base: ParameterValues, faults: readonly Fault[]): FaultyRequest {
  const byParameter = new Map(faults.map((fault) => [fault.parameter, fault]));
  const pairs = parameterNames.flatMap((name): QueryPair[] => {
    const fault = byParameter.get(name);
    if (fault?.form === 'absent') return [];
    if (fault?.form === 'bare') return [[name]];
    const value = fault === undefined ? base[name] : fault.value;
    return value === undefined ? [] : [[name, value]];
  });
  return { faults, pairs, values: Object.fromEntries(pairs.map(([name, value]) => [name, value ?? ''])) };
}

/** The pairs of a valid request in an order of choice; the order of the reference page unless given. */
export function pairsOf(
  values: ParameterValues,
  order: readonly ParameterName[] = parameterNames,
): QueryPair[] {
  return order.flatMap((name): QueryPair[] => {
    const value = values[name];
    return value === undefined ? [] : [[name, value]];
  });
}
