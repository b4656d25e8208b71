/**
 * The documentation of GetPackageVersionAsset as data: the requirement catalogue, the constraints of the request, the
 * shapes of its responses, and the suite's own file formats.
 */
export * from './catalogue/index.js';
export { type Source, sources } from './catalogue/requirement.js';
export {
  type Certificate,
  type ResourceDescriptor,
  statementType,
  testResultType,
} from './certificate.js';
export type { Corpus, EarlierFailure } from './corpus.js';
export { type Defined, defined } from './defined.js';
export {
  commonErrorTypes,
  type ErrorMember,
  type ErrorShape,
  type ErrorType,
  errors,
  errorTypes,
  type ResourceType,
  resourceTypes,
  type ValidationReason,
  validationReasons,
} from './error-shapes.js';
export * from './fixture-set.js';
export { type OpenApiOptions, openApiDocument } from './openapi.js';
export { packageRoot } from './package-root.js';
export { type ParameterName, type ParameterValues, parameterNames } from './parameter-names.js';
export { percentEncode, percentEncodeCharacter } from './percent-encoding.js';
export { type PageSection, type PageStatement, referencePage } from './reference-page.js';
export {
  type NamespaceRule,
  namespaceRules,
  operation,
  type Parameter,
  type ParameterRequirements,
  type ParameterSchema,
  parameter,
  parameters,
  type RequestSchema,
} from './request-schema.js';
export {
  type RequestValidator,
  requestValidator,
  type Violation,
  violationsOf,
} from './request-validator.js';
export type * from './results.js';
export type { RunDescription } from './run-description.js';
export {
  type ShapeViolation,
  type SuccessHeaderName,
  successHeaderNames,
  validateErrorBody,
  validateErrorResponse,
  validateSuccessHeader,
} from './shape-violations.js';
export type { Scenario, TargetFile } from './target-file.js';
export { type FileKind, validateFile } from './validate-file.js';
export type { Waiver, WaiverFile } from './waivers.js';
