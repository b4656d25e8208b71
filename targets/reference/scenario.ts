import { errorTypes } from '../../schemas/index.js';
import type { Refusal } from './refusal.js';
import type { ReferenceRequest } from './request.js';

/** The header by which a client asks for an error that no ordinary request provokes. */
export const scenarioHeader = 'x-conformance-scenario';

/** What each error looks like when it is requested. */
const scenarios: { readonly [type in Refusal['type']]?: Omit<Refusal, 'kind' | 'type'> } = {
  AccessDeniedException: {
    status: 403,
    message: 'User is not authorized to perform: codeartifact:GetPackageVersionAsset',
  },
  ConflictException: {
    status: 409,
    message: 'The package version is being changed.',
    resourceId: 'widget',
    resourceType: 'package-version',
  },
  InternalServerException: { status: 500, message: 'Internal failure.' },
  ResourceNotFoundException: {
    status: 404,
    message: 'The package version does not exist.',
    resourceId: 'widget',
    resourceType: 'package-version',
  },
  ThrottlingException: { status: 429, message: 'Rate exceeded.', retryAfterSeconds: 1 },
  ValidationException: { status: 400, message: 'The request is not valid.', reason: 'OTHER' },
};

/** The error that the request asks for; undefined if it asks for none, or for one that there is not. */
export function scenario({ headers }: ReferenceRequest): Refusal | undefined {
  const asked = headers[scenarioHeader];
  if (asked === undefined) return undefined;
  const type = errorTypes.find((known) => known === asked);
  const error = type === undefined ? undefined : scenarios[type];
  return type === undefined || error === undefined ? undefined : { kind: 'refusal', type, ...error };
}
