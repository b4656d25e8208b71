import { defined } from './defined.js';
import { readSchema } from './schema-file.js';

/** The errors that the reference page lists for the operation. */
export const errorTypes = [
  'AccessDeniedException',
  'ConflictException',
  'InternalServerException',
  'ResourceNotFoundException',
  'ThrottlingException',
  'ValidationException',
] as const;

export type ErrorType = (typeof errorTypes)[number];

/** Service model, ResourceType: the level of a resource that a 404 or 409 speaks of. */
export const resourceTypes = ['domain', 'repository', 'package', 'package-version', 'asset'] as const;
export type ResourceType = (typeof resourceTypes)[number];

/** Service model, ValidationExceptionReason. */
export const validationReasons = [
  'CANNOT_PARSE',
  'ENCRYPTION_KEY_ERROR',
  'FIELD_VALIDATION_FAILED',
  'UNKNOWN_OPERATION',
  'OTHER',
] as const;
export type ValidationReason = (typeof validationReasons)[number];

/**
 * Errors that any AWS action can answer: the page "Common Error Types", its older edition "Common Errors", and the
 * names by which services refuse a signature. A type of this list is lawful without being one of the six.
 */
export const commonErrorTypes: readonly string[] = [
  'AccessDeniedException',
  'ExpiredTokenException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InternalFailure',
  'InvalidAction',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MalformedHttpRequestException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'NotAcceptableException',
  'NotAuthorized',
  'OptInRequired',
  'RequestAbortedException',
  'RequestEntityTooLargeException',
  'RequestExpired',
  'RequestTimeoutException',
  'SerializationException',
  'ServiceUnavailable',
  'SignatureDoesNotMatch',
  'ThrottlingException',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'UnsupportedMediaTypeException',
  'ValidationError',
];

/** A member of an error shape. */
export interface ErrorMember {
  /** As the service model names it. */
  readonly name: string;
  readonly required: boolean;
  /** Absent if the member is in the JSON body. */
  readonly header?: string;
  /** The values of an enum member. */
  readonly values?: readonly string[];
}

export interface ErrorShape {
  readonly status: number;
  readonly members: readonly ErrorMember[];
}

interface MemberSchema {
  readonly $ref?: string;
  readonly enum?: readonly (string | null)[];
  readonly 'x-member'?: string;
}

interface ResponseSchema {
  readonly properties: {
    readonly status: { readonly const: number };
    readonly headers?: { readonly properties: Readonly<Record<string, MemberSchema>> };
    readonly body: { readonly properties: Readonly<Record<string, MemberSchema>> };
  };
}

interface ErrorsSchema {
  readonly $defs: { readonly [type in ErrorType]: ResponseSchema } & Readonly<Record<string, MemberSchema>>;
}

/** The six errors: the status of each, and its members (derived from `errors.schema.json`). */
export const errors: Readonly<Record<ErrorType, ErrorShape>> = errorShapes();

function errorShapes(): Record<ErrorType, ErrorShape> {
  const { $defs } = readSchema<ErrorsSchema>('errors');
  const shapes = errorTypes.map((type): [ErrorType, ErrorShape] => {
    const { status, headers, body } = $defs[type].properties;
    const inBody = Object.entries(body.properties)
      .filter(([name]) => name !== 'Message')
      .map(([name, schema]) => member(name, schema));
    const inHeaders = Object.entries(headers?.properties ?? {}).map(([header, schema]) => ({
      ...member(schema['x-member'] ?? header, schema),
      header,
    }));
    return [type, { status: status.const, members: [...inBody, ...inHeaders] }];
  });
  return Object.fromEntries(shapes) as Record<ErrorType, ErrorShape>;

  function member(name: string, schema: MemberSchema): ErrorMember {
    const target = schema.$ref === undefined ? schema : $defs[schema.$ref.replace('#/$defs/', '')];
    const values = target?.enum?.filter((value) => value !== null);
    return { name, required: name === 'message', ...defined({ values }) };
  }
}
