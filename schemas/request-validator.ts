import { compileSchema, type ErrorObject, type ValidateFunction } from './ajv.js';
import type { RequirementId } from './catalogue/index.js';
import { type ParameterName, type ParameterValues, parameterNames } from './parameter-names.js';
import type { RequestSchema } from './request-schema.js';
import { readSchema } from './schema-file.js';

/** One documented constraint that the parameters of a request break. */
export interface Violation {
  readonly requirement: RequirementId;
  readonly parameter: ParameterName;
  /** The keyword of the JSON Schema that failed, or `empty` or `case` (see `request.schema.json`). */
  readonly keyword: string;
  readonly message: string;
}

/** Judges decoded parameter values; at most one violation for each parameter, in the order of `parameterNames`. */
export type RequestValidator = (values: ParameterValues) => Violation[];

/**
 * The constraints that a request breaks; none if it is valid (reference page, URI request parameters).
 *
 * The first that applies is named for each parameter: missing, empty, too short or too long, not a valid value, pattern.
 * Some patterns repeat the lengths, so a length fault breaks them too; it is still one fault.
 */
export const violationsOf: RequestValidator = lazily(() => requestValidator());

/**
 * A validator for a changed documentation: how the reference target gets constraints that are wrong on purpose.
 * The patterns of `domain`, `domain-owner` and `repository` repeat their lengths: to move such a limit, change both.
 * @param patch gets a copy of `request.schema.json` that it may change, and returns the schema to use
 */
export function requestValidator(
  patch: (schema: RequestSchema) => RequestSchema = (schema) => schema,
): RequestValidator {
  const { $id: _, ...schema } = patch(readSchema<RequestSchema>('request'));
  const validate = compileSchema(schema);
  return (values) => violations(validate, values);
}

function violations(validate: ValidateFunction, values: ParameterValues): Violation[] {
  if (validate(values)) return [];
  const first = new Map<ParameterName, Violation>();
  for (const violation of (validate.errors ?? []).flatMap(toViolation)) {
    const known = first.get(violation.parameter);
    if (known === undefined || rank(violation) < rank(known)) first.set(violation.parameter, violation);
  }
  return parameterNames.flatMap((name) => first.get(name) ?? []);
}

const order = ['required', 'empty', 'minLength', 'maxLength', 'case', 'enum', 'pattern'];

function rank({ keyword }: Violation): number {
  return order.indexOf(keyword);
}

/** No violation for the keyword `if`: what failed in its branch is reported by itself. */
function toViolation(error: ErrorObject): Violation[] {
  const { keyword, params, parentSchema } = error;
  if (keyword === 'required') {
    const parameter = params.missingProperty as ParameterName;
    // A branch of the namespace rule names its requirement itself; at the root it stands with the parameter.
    const ids = annotations(parentSchema) ?? annotations(properties(parentSchema)?.[parameter]);
    return nameProblem(ids?.required, parameter, keyword, 'is required');
  }
  const parameter = error.instancePath.slice(1) as ParameterName;
  const ids = annotations(parentSchema);
  const value = error.data as string;
  if (value === '' && ids?.empty !== undefined)
    return nameProblem(ids.empty, parameter, 'empty', 'must not be empty');
  const values = parentSchema?.enum as readonly string[] | undefined;
  if (ids?.case !== undefined && values?.includes(value.toLowerCase())) {
    return nameProblem(ids.case, parameter, 'case', `must be in the same case as in ${values.join(', ')}`);
  }
  const message = values === undefined ? error.message : `must be one of ${values.join(', ')}`;
  return nameProblem(ids?.[keyword], parameter, keyword, message ?? keyword);
}

type Annotations = Readonly<Record<string, RequirementId>>;

function annotations(schema: unknown): Annotations | undefined {
  return (schema as { 'x-requirement'?: Annotations } | undefined)?.['x-requirement'];
}

function properties(schema: unknown): Readonly<Record<string, unknown>> | undefined {
  return (schema as { properties?: Readonly<Record<string, unknown>> } | undefined)?.properties;
}

function nameProblem(
  requirement: RequirementId | undefined,
  parameter: ParameterName,
  keyword: string,
  message: string,
): Violation[] {
  if (requirement === undefined) return [];
  return [{ requirement, parameter, keyword, message: `${parameter} ${message}` }];
}

function lazily(make: () => RequestValidator): RequestValidator {
  let made: RequestValidator | undefined;
  return (values) => {
    made ??= make();
    return made(values);
  };
}
