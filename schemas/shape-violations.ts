import { type ErrorObject, publishedValidator, type ValidateFunction } from './ajv.js';
import { isRequirementId, type RequirementId } from './catalogue/index.js';
import type { ErrorType } from './error-shapes.js';

/** One way in which a response breaks its documented shape. */
export interface ShapeViolation {
  readonly requirement: RequirementId;
  /** JSON pointer into the value that was judged; empty for the value itself. */
  readonly pointer: string;
  /** The keyword of the JSON Schema that failed. */
  readonly keyword: string;
  readonly message: string;
}

/** The names of the three headers of a served asset (reference page, response syntax). */
export const successHeaderNames = ['X-AssetName', 'X-PackageVersion', 'X-PackageVersionRevision'] as const;
export type SuccessHeaderName = (typeof successHeaderNames)[number];

/**
 * Judges the body of an error by the documented members of its type; further members are free.
 * @param body the parsed JSON
 */
export function validateErrorBody(type: ErrorType, body: unknown): ShapeViolation[] {
  return violations(publishedValidator('errors', `/$defs/${type}/properties/body`), body);
}

/**
 * Judges an error with all that the documentation binds to its type: status, headers and body.
 * @param headers by lower-case name; those that the type does not document are free
 */
export function validateErrorResponse(
  type: ErrorType,
  response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  },
): ShapeViolation[] {
  return violations(publishedValidator('errors', `/$defs/${type}`), response);
}

/**
 * Judges the value of one of the three headers of a served asset by its documented length and pattern. A value of
 * `X-AssetName` is only documented, and so only to be judged, for an asset with an ASCII name.
 */
export function validateSuccessHeader(name: SuccessHeaderName, value: string): ShapeViolation[] {
  return violations(publishedValidator('success-headers', `/properties/${name}`), value);
}

function violations(validate: ValidateFunction, value: unknown): ShapeViolation[] {
  if (validate(value)) return [];
  const found = new Map<string, ShapeViolation>();
  for (const error of validate.errors ?? []) {
    const requirement = annotatedRequirement(error);
    // A number instead of an enum string breaks both keywords; the type, which comes first, says it all.
    if (requirement === undefined || found.has(error.instancePath)) continue;
    found.set(error.instancePath, {
      requirement,
      pointer: error.instancePath,
      keyword: error.keyword,
      message: error.message ?? error.keyword,
    });
  }
  return [...found.values()];
}

/** The requirement that the schema names for the failed keyword; none for keywords that only combine others. */
function annotatedRequirement(error: ErrorObject): RequirementId | undefined {
  const schema = error.parentSchema as { readonly 'x-requirement'?: Readonly<Record<string, string>> };
  const id = schema['x-requirement']?.[error.keyword];
  return id !== undefined && isRequirementId(id) ? id : undefined;
}
