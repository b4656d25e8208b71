import type { ErrorType, ResourceType, ValidationReason } from '../../schemas/index.js';

/** Errors common to all AWS actions that the reference target or a variant of it gives (Common Error Types). */
export type CommonErrorType =
  | 'IncompleteSignatureException'
  | 'InvalidSignatureException'
  | 'MissingAuthenticationTokenException'
  | 'NotAcceptableException'
  | 'UnrecognizedClientException'
  | 'UnknownOperationException'
  | 'UnsupportedMediaTypeException';

/** Why a request is not served: the error, before it is written as an HTTP response. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly type: ErrorType | CommonErrorType;
  readonly status: number;
  readonly message: string;
  readonly reason?: ValidationReason;
  readonly resourceId?: string;
  readonly resourceType?: ResourceType;
  /** Whole seconds. */
  readonly retryAfterSeconds?: number;
}

export function isRefusal(value: object): value is Refusal {
  return 'kind' in value && value.kind === 'refusal';
}

/** 400: a parameter breaks a constraint, or (`CANNOT_PARSE`) the query cannot be read at all. */
export function invalid(message: string, reason: ValidationReason = 'FIELD_VALIDATION_FAILED'): Refusal {
  return { kind: 'refusal', type: 'ValidationException', status: 400, message, reason };
}

/** 404: nothing of that name at that level. */
export function notFound(resourceType: ResourceType, resourceId: string, message: string): Refusal {
  return {
    kind: 'refusal',
    type: 'ResourceNotFoundException',
    status: 404,
    message,
    resourceId,
    resourceType,
  };
}

/** 404: no operation claims this method and path. */
export function unknownOperation(): Refusal {
  return {
    kind: 'refusal',
    type: 'UnknownOperationException',
    status: 404,
    message: 'The action or operation requested is not valid. Check method and path.',
  };
}

/** 403: the signature is missing, malformed or wrong. */
export function unauthenticated(type: CommonErrorType, message: string): Refusal {
  return { kind: 'refusal', type, status: 403, message };
}
