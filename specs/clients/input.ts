import { type ParameterValues, parameters } from '../../schemas/index.js';

/** The input of the operation as the SDKs take it: the members of the service's model, from their names on the wire. */
export function asInput(values: ParameterValues): Record<string, string> {
  return Object.fromEntries(
    parameters.flatMap(({ name: wire, member }) => {
      const value = values[wire];
      return value === undefined ? [] : [[member, value]];
    }),
  );
}
