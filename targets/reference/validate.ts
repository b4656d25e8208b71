import { type ParameterValues, type RequestValidator, violationsOf } from '../../schemas/index.js';
import { invalid, type Refusal } from './refusal.js';

/** Refuses parameters that break a documented constraint, before anything is looked up. */
export const validate = validateBy(violationsOf);

/** A validation stage by another reading of the documentation. */
export function validateBy(validator: RequestValidator) {
  return (input: ParameterValues): Refusal | undefined => {
    const violations = validator(input);
    return violations.length === 0
      ? undefined
      : invalid(`Invalid request: ${violations.map(({ message }) => message).join('; ')}.`);
  };
}
