import type { RequirementId } from './catalogue/index.js';
import { defined } from './defined.js';
import type { PackageFormat } from './fixture-set.js';
import { type ParameterName, parameterNames } from './parameter-names.js';
import { readSchema } from './schema-file.js';

/** Reference page, request syntax. */
export const operation = { method: 'GET', path: '/v1/package/version/asset' } as const;

/** The requirement behind each constraint of a parameter. */
export interface ParameterRequirements {
  readonly required?: RequirementId;
  /** The parameter is present and its value empty, or it is a bare key. */
  readonly empty?: RequirementId;
  readonly min?: RequirementId;
  readonly max?: RequirementId;
  readonly pattern?: RequirementId;
  readonly enum?: RequirementId;
  /** The value is one of `values` but for its case. */
  readonly case?: RequirementId;
}

/** What the documentation says about one query parameter. */
export interface Parameter {
  /** The query key. */
  readonly name: ParameterName;
  /** The name in the service model and in SDKs. */
  readonly member: string;
  readonly required: boolean;
  /** Characters; absent for an enum. */
  readonly minLength?: number;
  /** Characters; absent for an enum. */
  readonly maxLength?: number;
  /** ECMAScript regular expression for the whole value, flag `u`; absent for an enum. */
  readonly pattern?: string;
  /** The valid values of an enum. */
  readonly values?: readonly string[];
  readonly requirements: ParameterRequirements;
}

/** A property of `request.schema.json`. */
export interface ParameterSchema {
  type: 'string';
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  enum?: string[];
  'x-member': string;
  'x-requirement': Record<string, RequirementId>;
  [keyword: string]: unknown;
}

/** A branch of `request.schema.json`: for this format the namespace is required. */
export interface NamespaceRule {
  if: { required: ['format']; properties: { format: { const: PackageFormat } } };
  then: { required: ['namespace']; 'x-requirement': { required: RequirementId } };
}

/** `request.schema.json`, open to change. */
export interface RequestSchema {
  required: ParameterName[];
  properties: Record<ParameterName, ParameterSchema>;
  allOf: NamespaceRule[];
  [keyword: string]: unknown;
}

const schema = readSchema<RequestSchema>('request');

/** The nine query parameters in the order of the reference page (derived from `request.schema.json`). */
export const parameters: readonly Parameter[] = parameterNames.map((name) => {
  const { minLength, maxLength, pattern, enum: values, ...annotations } = schema.properties[name];
  const ids = annotations['x-requirement'];
  return {
    name,
    member: annotations['x-member'],
    required: schema.required.includes(name),
    ...defined({ minLength, maxLength, pattern, values }),
    requirements: defined({
      required: ids.required,
      empty: ids.empty,
      min: ids.minLength,
      max: ids.maxLength,
      pattern: ids.pattern,
      enum: ids.enum,
      case: ids.case,
    }),
  };
});

/** The row of one parameter. */
export function parameter(name: ParameterName): Parameter {
  const found = parameters.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`the operation has no parameter ${name}`);
  return found;
}

/** The formats whose packages need a namespace, each with its requirement (derived from `request.schema.json`). */
export const namespaceRules: readonly {
  readonly format: PackageFormat;
  readonly requirement: RequirementId;
}[] = schema.allOf.map((rule) => ({
  format: rule.if.properties.format.const,
  requirement: rule.then['x-requirement'].required,
}));
