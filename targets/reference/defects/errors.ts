import type { ErrorType, RequirementId, ResourceType } from '../../../schemas/index.js';
import type { Refusal } from '../refusal.js';
import { withBody, withoutHeader } from '../response.js';
import type { Defect } from './defect.js';
import { errorBodyDefects } from './errors.body.js';
import { errorCauseDefects } from './errors.causes.js';
import { errorJsonDefects } from './errors.json.js';
import { errorMemberDefects } from './errors.members.js';
import { repeatedErrorHeaderDefects } from './errors.repeated-headers.js';
import { signatureFailures } from './errors.signatures.js';
import { errorTypeDefects } from './errors.type.js';
import { generalDefects } from './general.js';
import { refusal, refused } from './wrap.js';

/** Statuses that an implementation may mistake for the documented one. */
const wrongStatuses: readonly (readonly [
  type: ErrorType,
  breaks: RequirementId,
  statuses: readonly number[],
])[] = [
  ['AccessDeniedException', 'ER-ACCESSDENIED', [400, 401, 404]],
  ['ConflictException', 'ER-CONFLICT', [400, 412]],
  ['InternalServerException', 'ER-INTERNALSERVER', [400, 503]],
  ['ResourceNotFoundException', 'ER-RESOURCENOTFOUND', [400, 410]],
  ['ThrottlingException', 'ER-THROTTLING', [400, 503]],
  ['ValidationException', 'ER-VALIDATION', [422, 404]],
];

/** Errors that an implementation may give instead of one that is only requested by a scenario. */
const wrongTypes: readonly (readonly [type: ErrorType, breaks: RequirementId, given: ErrorType])[] = [
  ['AccessDeniedException', 'ER-ACCESSDENIED', 'ValidationException'],
  ['ConflictException', 'ER-CONFLICT', 'ValidationException'],
  ['InternalServerException', 'ER-INTERNALSERVER', 'ThrottlingException'],
  ['ThrottlingException', 'ER-THROTTLING', 'InternalServerException'],
];

/** The levels of a lookup, each with its requirement. */
const levels: readonly (readonly [level: ResourceType, breaks: RequirementId])[] = [
  ['domain', 'ER-NF-DOMAIN'],
  ['repository', 'ER-NF-REPO'],
  ['package', 'ER-NF-PKG'],
  ['package-version', 'ER-NF-VER'],
  ['asset', 'ER-NF-ASSET'],
];

/** What a level that is not found may be mistaken for. */
const mistaken = {
  invalid: ['as invalid, with 400', { type: 'ValidationException', status: 400 }],
  failed: ['as a failure of its own, with 500', { type: 'InternalServerException', status: 500 }],
  conflict: ['as a conflict, with 409', { type: 'ConflictException', status: 409 }],
} as const satisfies Readonly<Record<string, readonly [string, Partial<Refusal>]>>;

/** Which error a request gets; how it is written is in the files beside this one. */
export const errorDefects: readonly Defect[] = [
  ...generalDefects('errors'),
  ...wrongStatuses.flatMap(([type, breaks, statuses]) =>
    statuses.map((status) => ({
      id: `${kebab(type)}-status-${status}`,
      breaks,
      summary: `sends ${type} with status ${status}`,
      change: refusal((error) => (error.type === type ? { ...error, status } : error)),
    })),
  ),
  ...wrongTypes.map(([type, breaks, given]) => ({
    id: `${kebab(type)}-as-${kebab(given)}`,
    breaks,
    summary: `gives the type ${given} with the status of ${type}`,
    change: refusal((error) => (error.type === type ? { ...error, type: given } : error)),
  })),
  ...levels.flatMap(([level, breaks]) => [
    ...Object.entries(mistaken).map(([slug, [words, change]]) => ({
      id: `unknown-${level}-${slug}`,
      breaks,
      summary: `responds to an unknown ${level} ${words}`,
      change: missing(level, (error) => ({ ...error, ...change })),
    })),
    {
      id: `unknown-${level}-empty-answer`,
      breaks,
      summary: `responds to an unknown ${level} with 200 and nothing`,
      change: refused((response, error) =>
        error.type === 'ResourceNotFoundException' && error.resourceType === level
          ? { ...withBody(withoutHeader(response, 'x-amzn-errortype'), Buffer.alloc(0)), status: 200 }
          : response,
      ),
    },
    {
      id: `unknown-${level}-level-wrong`,
      breaks: 'ER-RES-LEVEL' as const,
      summary: `names another resourceType if the ${level} is not found`,
      change: missing(level, (error) => ({
        ...error,
        resourceType: level === 'domain' ? 'repository' : 'domain',
      })),
    },
  ]),
  // An unknown domain may be one that somebody else owns: to deny access to it is lawful.
  ...levels.slice(1).map(([level, breaks]) => ({
    id: `unknown-${level}-denied`,
    breaks,
    summary: `denies access to an unknown ${level}`,
    change: missing(level, (error) => ({ ...error, type: 'AccessDeniedException', status: 403 })),
  })),
  ...errorTypeDefects,
  ...errorBodyDefects,
  ...errorMemberDefects,
  ...errorCauseDefects,
  ...signatureFailures,
  ...errorJsonDefects,
  ...repeatedErrorHeaderDefects,
];

function kebab(type: ErrorType): string {
  return type
    .replace(/Exception$/, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

function missing(level: ResourceType, edit: (error: Refusal) => Refusal) {
  return refusal((error) =>
    error.type === 'ResourceNotFoundException' && error.resourceType === level ? edit(error) : error,
  );
}
