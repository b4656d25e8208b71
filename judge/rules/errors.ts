import {
  commonErrorTypes,
  type ErrorType,
  errors,
  errorTypes,
  type RequirementId,
  resourceTypes,
  validationReasons,
} from '../../schemas/index.js';
import { describeBody } from '../describe.js';
import { errorType, jsonObject, jsonProblem } from '../error-type.js';
import { bodyBytes, headerValue, headerValues, type RecordedResponse } from '../exchange.js';
import { alternatives } from '../expectation.js';
import { beginsObject } from '../json-object.js';
import { mediaType } from '../media-type.js';
import type { RecordedExchange } from '../recording.js';
import { excerpt } from '../visible.js';
import type { Rule } from './rule.js';

const isError = (response: RecordedResponse): boolean => response.status >= 400;

/** Whether a body that began as an object is too long to be kept whole: nobody can say then what is in it. */
const isCutOff = ({ body }: RecordedResponse): boolean => !body.complete && beginsObject(bodyBytes(body));

const known: ReadonlySet<string> = new Set<string>([...errorTypes, ...commonErrorTypes]);

function describeValue(value: unknown): string {
  if (value === undefined) return 'absent';
  try {
    return excerpt(JSON.stringify(value) ?? '', 120);
  } catch {
    // It came out of a parser that does not recurse; writing it does, and thousands of levels are too many for that.
    return 'nested too deeply to be shown';
  }
}

/** A rule on one member of an error's JSON body, for the error types that have this member. */
function memberRule(
  requirement: RequirementId,
  member: string,
  types: readonly ErrorType[],
  expected: string,
  holds: (value: unknown, exchange: RecordedExchange) => boolean | undefined,
  wanted: (exchange: RecordedExchange) => readonly string[] = () => [],
): Rule {
  return {
    requirement,
    expected: `${member}, if present, ${expected}`,
    judge(exchange, response) {
      if (!isError(response) || isCutOff(response)) return undefined;
      if (!types.some((type) => type === errorType(response)?.name)) return undefined;
      const value = jsonObject(response)?.[member];
      if (value === undefined || value === null) return { holds: true, actual: () => `${member} absent` };
      const verdict = holds(value, exchange);
      return verdict === undefined
        ? undefined
        : {
            holds: verdict,
            actual: () =>
              [`${member} ${describeValue(value)}`, ...wanted(exchange).slice(0, 1)].join(' in place of '),
          };
    },
  };
}

const statusRule = (requirement: RequirementId, type: ErrorType): Rule => ({
  requirement,
  expected: `${type} with status ${errors[type].status}`,
  judge: (_, response) =>
    isError(response) && errorType(response)?.name === type
      ? {
          holds: response.status === errors[type].status,
          actual: () => `${type} with status ${response.status}`,
        }
      : undefined,
});

const lookUpErrors = ['ResourceNotFoundException', 'ConflictException'] as const;
const oneOf =
  (values: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === 'string' && values.includes(value);

/** Whether the request could only be refused for what the client got wrong. */
function isClientMistake({ expects }: RecordedExchange): boolean {
  return alternatives(expects).every(
    (each) => each.kind === 'refused' && each.allowed.every((pair) => pair.status < 500),
  );
}

/** The levels at which the lookup may have failed; empty if the check does not say. */
const levelsOf = ({ expects }: RecordedExchange): readonly string[] =>
  alternatives(expects).flatMap((each) => (each.kind === 'refused' ? (each.resourceTypes ?? []) : []));

const refusesAnInvalidParameter = (exchange: RecordedExchange): boolean =>
  exchange.expects.kind === 'refused' &&
  exchange.expects.allowed.every((pair) => pair.type === 'ValidationException');

/** What every error is checked against (reference page, Errors; service model; restJson1, Operation error serialization). */
export const errorRules: readonly Rule[] = [
  {
    requirement: 'ER-01',
    expected: 'a type in x-amzn-errortype, __type or code',
    judge(_, response) {
      if (!isError(response)) return undefined;
      const type = errorType(response);
      return {
        holds: type !== undefined,
        actual: () =>
          type
            ? `${excerpt(type.name, 80)} in ${type.place}`
            : `no error type; ${describeBody(response.body)}`,
      };
    },
  },
  {
    requirement: 'ER-02',
    expected: 'the header x-amzn-errortype',
    judge(_, response) {
      if (!isError(response)) return undefined;
      const value = headerValue(response.headers, 'x-amzn-errortype');
      return { holds: value !== undefined, actual: () => `x-amzn-errortype ${describeValue(value)}` };
    },
  },
  {
    requirement: 'ER-03',
    expected: 'a JSON object with a string message',
    judge(_, response) {
      if (!isError(response) || isCutOff(response)) return undefined;
      const body = jsonObject(response);
      const message = body?.message ?? body?.Message;
      return {
        holds: typeof message === 'string',
        actual: () =>
          body
            ? `message ${describeValue(message ?? body.message)}`
            : `${jsonProblem(response)}: ${describeBody(response.body)}`,
      };
    },
  },
  {
    requirement: 'ER-04',
    expected: 'Content-Type application/json',
    judge(_, response) {
      if (!isError(response)) return undefined;
      const value = headerValue(response.headers, 'content-type');
      return {
        holds: mediaType(response.headers) === 'application/json',
        actual: () => `Content-Type ${describeValue(value)}`,
      };
    },
  },
  {
    requirement: 'ER-05',
    expected: 'none of the three headers of a served asset',
    judge(_, response) {
      if (!isError(response)) return undefined;
      const present = ['X-AssetName', 'X-PackageVersion', 'X-PackageVersionRevision'].filter(
        (name) => headerValues(response.headers, name).length > 0,
      );
      return {
        holds: present.length === 0,
        actual: () => (present.length === 0 ? 'none' : present.join(', ')),
      };
    },
  },
  statusRule('ER-ACCESSDENIED', 'AccessDeniedException'),
  statusRule('ER-CONFLICT', 'ConflictException'),
  statusRule('ER-INTERNALSERVER', 'InternalServerException'),
  statusRule('ER-RESOURCENOTFOUND', 'ResourceNotFoundException'),
  statusRule('ER-THROTTLING', 'ThrottlingException'),
  statusRule('ER-VALIDATION', 'ValidationException'),
  {
    requirement: 'ER-ONLY',
    expected: 'one of the six listed error types or a common one',
    judge(_, response) {
      const type = isError(response) ? errorType(response)?.name : undefined;
      return type === undefined ? undefined : { holds: known.has(type), actual: () => excerpt(type, 80) };
    },
  },
  memberRule('ER-RES-OPT', 'resourceId', lookUpErrors, 'a string', (value) => typeof value === 'string'),
  memberRule('ER-RES-OPT', 'resourceType', lookUpErrors, 'a string', (value) => typeof value === 'string'),
  memberRule('ER-RES-ENUM', 'resourceType', lookUpErrors, `one of ${resourceTypes.join(', ')}`, (value) =>
    typeof value === 'string' ? oneOf(resourceTypes)(value) : undefined,
  ),
  memberRule(
    'ER-RES-LEVEL',
    'resourceType',
    lookUpErrors,
    'the level that was not found',
    (value, exchange) => {
      const levels = levelsOf(exchange);
      return levels.length === 0 ? undefined : oneOf(levels)(value);
    },
    levelsOf,
  ),
  memberRule(
    'ER-REASON',
    'reason',
    ['ValidationException'],
    `one of ${validationReasons.join(', ')}`,
    oneOf(validationReasons),
  ),
  memberRule(
    'ER-REASON-FIELD',
    'reason',
    ['ValidationException'],
    'FIELD_VALIDATION_FAILED',
    (value, exchange) =>
      refusesAnInvalidParameter(exchange) ? value === 'FIELD_VALIDATION_FAILED' : undefined,
  ),
  {
    requirement: 'ER-RETRY',
    expected: 'Retry-After, if present, a whole number of seconds',
    judge(_, response) {
      if (errorType(response)?.name !== 'ThrottlingException') return undefined;
      const value = headerValue(response.headers, 'retry-after');
      return {
        holds: value === undefined || /^\d+$/.test(value),
        actual: () => `Retry-After ${describeValue(value)}`,
      };
    },
  },
  {
    requirement: 'ER-RETRY-PRES',
    expected: 'Retry-After present',
    judge(_, response) {
      if (errorType(response)?.name !== 'ThrottlingException') return undefined;
      const value = headerValue(response.headers, 'retry-after');
      return { holds: value !== undefined, actual: () => `Retry-After ${describeValue(value)}` };
    },
  },
  {
    requirement: 'ER-NO5XX',
    expected: 'a status below 500',
    judge: (exchange, response) =>
      isClientMistake(exchange)
        ? { holds: response.status < 500, actual: () => `status ${response.status}` }
        : undefined,
  },
];
