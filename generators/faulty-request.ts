import * as fc from 'fast-check';
import {
  namespaceRules,
  type ParameterValues,
  parameterNames,
  parameters,
  type RequirementId,
  requirement,
} from '../schemas/index.js';
import { applyFaults, type FaultyRequest } from './fault.js';
import { breakableRequirements, constrainedParameter, faultArbitrary } from './fault-arbitrary.js';

/** Makes faulty requests from a valid one. */
export type FaultyRequests = (base: ParameterValues) => fc.Arbitrary<FaultyRequest>;

const breakable: readonly RequirementId[] = [
  ...new Set([
    ...parameters.flatMap(({ requirements }) => Object.values(requirements)),
    ...namespaceRules.map((rule) => rule.requirement),
  ]),
];

/**
 * For each requirement that constrains a parameter: a valid request with exactly one fault, which breaks exactly it.
 * The requirements of the namespace need a base of their format.
 */
export const faultArbitraries: ReadonlyMap<RequirementId, FaultyRequests> = new Map(
  breakable.map((id) => [id, (base) => faultyRequest(id, base)]),
);

/**
 * A valid request with exactly one fault, which breaks exactly this requirement.
 * @throws if no fault of a parameter of this base breaks it
 */
export function faultyRequest(id: RequirementId, base: ParameterValues): fc.Arbitrary<FaultyRequest> {
  const name = constrainedParameter(id);
  if (name === undefined) throw new Error(`${id} is no constraint of a parameter`);
  return faultArbitrary(name, id, base).map((fault) => applyFaults(base, [fault]));
}

/**
 * A valid request with faults in two parameters. Both are of the kind that must be refused as invalid: a missing
 * namespace and empty optional parameters, which need not be, are left out.
 */
export function twoFaults(base: ParameterValues): fc.Arbitrary<FaultyRequest> {
  const mustBeRefused = parameterNames.map((name) =>
    breakableRequirements(name, base)
      .filter(
        (id) => requirement(id).level === 'MUST' && !namespaceRules.some((rule) => rule.requirement === id),
      )
      .map((id) => faultArbitrary(name, id, base)),
  );
  return fc
    .shuffledSubarray([...mustBeRefused.keys()], { minLength: 2, maxLength: 2 })
    .chain((indices) => fc.tuple(...indices.map((index) => fc.oneof(...(mustBeRefused[index] ?? [])))))
    .map((faults) => applyFaults(base, faults));
}
