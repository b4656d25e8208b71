import type { ErrorType, RequirementId, ResourceType } from '../../../schemas/index.js';
import type { RequestedAsset } from '../find.js';
import type { QueryPair } from '../query.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { refuse } from '../refuse.js';
import { bodyLength, withBody, withHeader, withoutHeader } from '../response.js';
import type { Defect } from './defect.js';
import { errorJsonDefects } from './errors.json.js';
import { repeatedErrorHeaderDefects } from './errors.repeated-headers.js';
import { signatureFailures } from './errors.signatures.js';
import { generalDefects } from './general.js';
import { errorBody, intercepting, matching, refusal, refused, wrap } from './wrap.js';

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

/** Which error a request gets, and how it is written. */
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
  {
    id: 'unknown-repository-denied',
    breaks: 'ER-NF-REPO',
    summary: 'denies access to an unknown repository',
    change: missing('repository', (error) => ({ ...error, type: 'AccessDeniedException', status: 403 })),
  },
  {
    id: 'type-absent',
    breaks: 'ER-01',
    summary: 'names no error type, neither in x-amzn-errortype nor in the body',
    change: refused((response) => withoutHeader(response, 'x-amzn-errortype')),
  },
  {
    id: 'type-only-in-message',
    breaks: 'ER-01',
    summary: 'gives the error type in the message only',
    change: refused((response, error) =>
      withBody(
        withoutHeader(response, 'x-amzn-errortype'),
        Buffer.from(JSON.stringify({ message: `${error.type}: ${error.message}` })),
      ),
    ),
  },
  {
    id: 'type-in-unknown-member',
    breaks: 'ER-01',
    summary: 'gives the error type in the member errorCode',
    change: refused((response, error) =>
      withBody(
        withoutHeader(response, 'x-amzn-errortype'),
        Buffer.from(JSON.stringify({ message: error.message, errorCode: error.type })),
      ),
    ),
  },
  {
    id: 'type-header-absent',
    breaks: 'ER-02',
    summary: 'names the error type in __type of the body, and not in x-amzn-errortype',
    change: refused((response, error) =>
      withBody(
        withoutHeader(response, 'x-amzn-errortype'),
        Buffer.from(JSON.stringify({ __type: error.type, message: error.message })),
      ),
    ),
  },
  typed('type-lower-case', 'gives the error type in lower case', (type) => type.toLowerCase()),
  typed('type-without-suffix', 'gives the error type without Exception', (type) =>
    type.replace(/Exception$/, ''),
  ),
  typed(
    'type-of-language',
    'gives the class of an exception as the type',
    () => 'java.lang.IllegalStateException',
  ),
  typed('type-status-phrase', 'gives a phrase as the type', () => 'Bad Request'),
  typed('type-of-other-service', 'gives the type of another service', () => 'NoSuchKey'),
  {
    id: 'type-of-not-found-other',
    breaks: 'ER-ONLY',
    summary: 'gives NotFoundException if something is not found',
    change: refused((response, error) =>
      error.type === 'ResourceNotFoundException'
        ? withHeader(response, 'x-amzn-errortype', 'NotFoundException')
        : response,
    ),
  },
  {
    id: 'message-absent',
    breaks: 'ER-03',
    summary: 'sends errors without a message',
    change: errorBody(({ message: _, ...body }) => body),
  },
  {
    id: 'message-not-a-string',
    breaks: 'ER-03',
    summary: 'gives the message as an object',
    change: errorBody(({ message, ...body }) => ({ message: { text: message }, ...body })),
  },
  {
    id: 'message-null',
    breaks: 'ER-03',
    summary: 'sends null as the message of errors',
    change: errorBody((body) => ({ ...body, message: null })),
  },
  {
    id: 'message-in-error-member',
    breaks: 'ER-03',
    summary: 'sends the message of errors in the member error',
    change: errorBody(({ message, ...body }) => ({ error: message, ...body })),
  },
  {
    id: 'body-nested',
    breaks: 'ER-03',
    summary: 'nests the error in a member of the JSON body',
    change: errorBody((body) => ({ error: body })),
  },
  {
    id: 'body-array',
    breaks: 'ER-03',
    summary: 'sends the error as a JSON array',
    change: errorBody((body) => [body]),
  },
  {
    id: 'body-json-string',
    breaks: 'ER-03',
    summary: 'sends the error as a JSON string',
    change: errorBody((body) => JSON.stringify(body)),
  },
  written(
    'body-html',
    'sends the error as a page',
    ({ message }) => `<!DOCTYPE html><title>Error</title><p>${message}</p>`,
  ),
  written('body-plain-text', 'sends the error as plain text', ({ message }) => message),
  written('body-of-error-empty', 'sends errors without a body', () => ''),
  written(
    'body-truncated',
    'breaks off in the middle of the JSON document',
    ({ message }) => `{"message":"${message}`,
  ),
  written(
    'body-xml',
    'sends the error as XML',
    ({ message }) => `<Error><Message>${message}</Message></Error>`,
  ),
  {
    id: 'error-content-type-text',
    breaks: 'ER-04',
    summary: 'labels errors as text',
    change: refused((response) => withHeader(response, 'Content-Type', 'text/plain')),
  },
  {
    id: 'error-content-type-of-other-protocol',
    breaks: 'ER-04',
    summary: 'labels errors as application/x-amz-json-1.1, as other protocols of AWS do',
    change: refused((response) => withHeader(response, 'Content-Type', 'application/x-amz-json-1.1')),
  },
  {
    id: 'error-content-type-absent',
    breaks: 'ER-04',
    summary: 'sends errors without Content-Type',
    change: refused((response) => withoutHeader(response, 'Content-Type')),
  },
  {
    id: 'error-content-type-octet-stream',
    breaks: 'ER-04',
    summary: 'labels errors as application/octet-stream',
    change: refused((response) => withHeader(response, 'Content-Type', 'application/octet-stream')),
  },
  {
    id: 'error-with-success-headers',
    breaks: 'ER-05',
    summary: 'sends the three headers of an asset with an error',
    change: refused((response) =>
      withHeader(withHeader(response, 'X-PackageVersion', '1.0.0'), 'X-PackageVersionRevision', 'none'),
    ),
  },
  {
    id: 'error-with-asset-name',
    breaks: 'ER-05',
    summary: 'repeats the name that was requested in X-AssetName of an error',
    change: refused((response) => withHeader(response, 'X-AssetName', 'widget.txt')),
  },
  {
    id: 'resource-id-number',
    breaks: 'ER-RES-OPT',
    summary: 'gives resourceId as a number',
    change: errorBody((body) => ('resourceId' in body ? { ...body, resourceId: 42 } : body)),
  },
  {
    id: 'resource-id-object',
    breaks: 'ER-RES-OPT',
    summary: 'gives resourceId as an object',
    change: errorBody((body) =>
      'resourceId' in body ? { ...body, resourceId: { name: body.resourceId } } : body,
    ),
  },
  {
    id: 'resource-type-list',
    breaks: 'ER-RES-OPT',
    summary: 'gives resourceType as a list',
    change: errorBody((body) =>
      'resourceType' in body ? { ...body, resourceType: [body.resourceType] } : body,
    ),
  },
  {
    id: 'resource-type-upper-case',
    breaks: 'ER-RES-ENUM',
    summary: 'gives resourceType in capitals',
    change: errorBody((body) =>
      'resourceType' in body ? { ...body, resourceType: String(body.resourceType).toUpperCase() } : body,
    ),
  },
  {
    id: 'resource-type-unknown',
    breaks: 'ER-RES-ENUM',
    summary: 'gives file as the resourceType of an asset and version as that of a version',
    change: errorBody((body) => {
      const names: Readonly<Record<string, string>> = { asset: 'file', 'package-version': 'version' };
      return typeof body.resourceType === 'string' && body.resourceType in names
        ? { ...body, resourceType: names[body.resourceType] }
        : body;
    }),
  },
  {
    id: 'resource-type-empty',
    breaks: 'ER-RES-ENUM',
    summary: 'gives an empty resourceType',
    change: errorBody((body) => ('resourceType' in body ? { ...body, resourceType: '' } : body)),
  },
  {
    id: 'resource-type-always-package',
    breaks: 'ER-RES-LEVEL',
    summary: 'gives package as the resourceType of every level',
    change: errorBody((body) => ('resourceType' in body ? { ...body, resourceType: 'package' } : body)),
  },
  {
    id: 'reason-unknown',
    breaks: 'ER-REASON',
    summary: 'gives a reason of its own',
    change: errorBody((body) => ('reason' in body ? { ...body, reason: 'INVALID_PARAMETER' } : body)),
  },
  {
    id: 'reason-lower-case',
    breaks: 'ER-REASON',
    summary: 'gives the reason in lower case',
    change: errorBody((body) =>
      'reason' in body ? { ...body, reason: String(body.reason).toLowerCase() } : body,
    ),
  },
  {
    id: 'reason-other',
    breaks: 'ER-REASON-FIELD',
    summary: 'gives OTHER as the reason of an invalid parameter',
    change: errorBody((body) => ('reason' in body ? { ...body, reason: 'OTHER' } : body)),
  },
  {
    id: 'reason-unknown-operation',
    breaks: 'ER-REASON-FIELD',
    summary: 'gives UNKNOWN_OPERATION as the reason of an invalid parameter',
    change: errorBody((body) => ('reason' in body ? { ...body, reason: 'UNKNOWN_OPERATION' } : body)),
  },
  retry('retry-after-date', 'ER-RETRY', 'gives Retry-After as a date', 'Wed, 01 Jan 2031 00:00:00 GMT'),
  retry('retry-after-decimal', 'ER-RETRY', 'gives Retry-After with a decimal point', '1.5'),
  retry('retry-after-unit', 'ER-RETRY', 'gives Retry-After with a unit', '1s'),
  retry('retry-after-negative', 'ER-RETRY', 'gives a negative Retry-After', '-1'),
  {
    id: 'retry-after-absent',
    breaks: 'ER-RETRY-PRES',
    summary: 'sends no Retry-After with a ThrottlingException',
    change: refused((response) => withoutHeader(response, 'Retry-After')),
  },
  {
    id: 'retry-after-in-body',
    breaks: 'ER-RETRY-PRES',
    summary: 'says in the body how long to wait, and not in Retry-After',
    change: refused((response, error) =>
      error.retryAfterSeconds === undefined
        ? response
        : withBody(
            withoutHeader(response, 'Retry-After'),
            Buffer.from(
              JSON.stringify({ message: error.message, retryAfterSeconds: error.retryAfterSeconds }),
            ),
          ),
    ),
  },
  {
    id: 'validation-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on an invalid parameter',
    change: refusal((error) =>
      error.reason === 'FIELD_VALIDATION_FAILED'
        ? { ...error, type: 'InternalServerException', status: 500 }
        : error,
    ),
  },
  {
    id: 'not-found-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 503 if something is not found',
    change: refusal((error) =>
      error.type === 'ResourceNotFoundException'
        ? { kind: 'refusal', type: 'InternalServerException', status: 503, message: 'Try again.' }
        : error,
    ),
  },
  {
    id: 'stray-namespace-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a namespace that the format has none of',
    change: wrap(
      'validate',
      (validate) => (input) =>
        ['pypi', 'nuget', 'ruby', 'cargo'].includes(input.format ?? '') && input.namespace !== undefined
          ? {
              kind: 'refusal',
              type: 'InternalServerException',
              status: 500,
              message: 'Unexpected namespace.',
            }
          : validate(input),
    ),
  },
  {
    id: 'repeated-parameter-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 if a parameter is given twice, which makes it a list',
    change: parsed((pairs) =>
      new Set(pairs.map(([name]) => name)).size === pairs.length ? undefined : failed,
    ),
  },
  {
    id: 'brackets-in-names-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 if a key makes a parameter an object',
    change: parsed((pairs) => (pairs.some(([name]) => /^asset\[\D/.test(name)) ? failed : undefined)),
  },
  {
    id: 'broken-escape-fails',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a query that it cannot decode',
    change: refusal((error) => (error.reason === 'CANNOT_PARSE' ? failed : error)),
  },
  {
    id: 'nul-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a NUL, which its database cannot hold',
    change: looking((wanted) =>
      [wanted.namespace, wanted.package, wanted.version].some((name) => name?.includes('\0')),
    ),
  },
  {
    id: 'astral-5xx',
    breaks: 'ER-NO5XX',
    summary:
      'fails with 500 on a package name that takes four bytes for a character, which its database cannot hold',
    change: looking((wanted) => /[\u{10000}-\u{10ffff}]/u.test(wanted.package)),
  },
  {
    id: 'dots-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 if a name is that of a folder',
    change: looking(({ package: name, version, asset }) =>
      [name, version, asset].some((part) => /^\.\.?$/.test(part)),
    ),
  },
  {
    id: 'range-beyond-the-end-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a range that begins beyond the asset',
    change: wrap('complete', (complete) => async (response, request) => {
      const first = /^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1];
      const beyond =
        first !== undefined && response.status === 200 && Number(first) >= bodyLength(response.body);
      return complete(beyond ? refuse(failed) : response, request);
    }),
  },
  lateValidation('version', ['domain', 'repository', 'package']),
  lateValidation('revision', ['domain', 'repository', 'package', 'package-version', 'asset']),
  {
    id: 'look-up-before-validation',
    breaks: 'ER-PREC-VAL',
    summary: 'looks assets up before it validates the parameters',
    change: (stages) => {
      let refusedAsInvalid: Refusal | undefined;
      return {
        ...stages,
        validate(input) {
          // The format decides how names are read, so it cannot wait.
          const without = { ...input, asset: 'a' };
          refusedAsInvalid = stages.validate(input);
          return refusedAsInvalid === undefined ? undefined : stages.validate(without);
        },
        find(wanted, store, match, admit) {
          const invalidAsset = refusedAsInvalid;
          refusedAsInvalid = undefined;
          if (invalidAsset === undefined) return stages.find(wanted, store, match, admit);
          const outcome = stages.find(wanted, store, match, admit);
          return isRefusal(outcome) && outcome.resourceType !== 'asset' ? outcome : invalidAsset;
        },
      };
    },
  },
  {
    id: 'two-violations-5xx',
    breaks: 'ER-PREC-MULTI',
    summary: 'fails with 500 if two parameters are invalid',
    change: severalInvalid({ type: 'InternalServerException', status: 500 }),
  },
  {
    id: 'two-violations-not-found',
    breaks: 'ER-PREC-MULTI',
    summary: 'responds to two invalid parameters with 404',
    change: severalInvalid({ type: 'ResourceNotFoundException', status: 404 }),
  },
  {
    id: 'body-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a request with a body',
    change: intercepting(({ body }) =>
      body.length === 0
        ? undefined
        : { kind: 'refusal', type: 'InternalServerException', status: 500, message: 'Unexpected body.' },
    ),
  },
  {
    id: 'checksum-files-served',
    breaks: 'ER-NF-ASSET',
    summary: 'serves the asset when a checksum file of it is requested',
    change: matching(
      'asset',
      (match) => (wanted, held, version) =>
        match(
          { ...wanted, asset: wanted.asset.replace(/\.(?:md5|sha1|sha256|sha512)$/, '') },
          held,
          version,
        ) || match(wanted, held, version),
    ),
  },
  ...(['maven', 'pypi'] as const).map((format) => ({
    id: `checksum-files-of-${format}-served`,
    breaks: 'ER-NF-ASSET' as const,
    needs: format,
    summary: `responds to the SHA-1 checksum file of a ${format} asset, as native clients ask for it`,
    change: matching(
      'asset',
      (match) => (wanted, held, version) =>
        match(wanted, held, version) || (version.format === format && wanted.asset === `${held.name}.sha1`),
    ),
  })),
  {
    id: 'asset-name-of-npm-ignored',
    breaks: 'ER-NF-ASSET',
    needs: 'npm',
    summary: 'serves the tarball of an npm package whatever asset is requested',
    change: matching(
      'asset',
      (match) => (wanted, held, version) => version.format === 'npm' || match(wanted, held, version),
    ),
  },
  ...signatureFailures,
  ...errorJsonDefects,
  ...repeatedErrorHeaderDefects,
];

const failed: Refusal = {
  kind: 'refusal',
  type: 'InternalServerException',
  status: 500,
  message: 'Internal failure.',
};

function parsed(stumble: (pairs: readonly QueryPair[]) => Refusal | undefined) {
  return wrap('parse', (parse) => (rawQuery, request) => {
    const query = parse(rawQuery, request);
    return isRefusal(query) ? query : (stumble(query.pairs) ?? query);
  });
}

function looking(stumbles: (wanted: RequestedAsset) => boolean) {
  return wrap(
    'find',
    (find) => (wanted, store, match, admit) =>
      stumbles(wanted) ? failed : find(wanted, store, match, admit),
  );
}

/** Validates one parameter only if it is needed: after the lookup of what stands above it. */
function lateValidation(name: 'version' | 'revision', above: readonly ResourceType[]): Defect {
  return {
    id: `${name}-validated-after-look-up`,
    breaks: 'ER-PREC-VAL',
    summary: `validates ${name} only once what stands above it was found`,
    change: (stages) => {
      let late: Refusal | undefined;
      return {
        ...stages,
        validate(input) {
          const error = stages.validate(input);
          const early = stages.validate({ ...input, [name]: '1' });
          late = early === undefined ? error : undefined;
          return early;
        },
        find(wanted, store, match, admit) {
          if (late === undefined) return stages.find(wanted, store, match, admit);
          const outcome = stages.find(wanted, store, { ...match, revision: () => true }, admit);
          const { resourceType = 'asset' } = isRefusal(outcome) ? outcome : {};
          return isRefusal(outcome) && above.includes(resourceType) ? outcome : late;
        },
      };
    },
  };
}

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

function typed(id: string, summary: string, edit: (type: string) => string): Defect {
  return {
    id,
    breaks: 'ER-ONLY',
    summary,
    change: refused((response, error) => withHeader(response, 'x-amzn-errortype', edit(error.type))),
  };
}

function written(id: string, summary: string, write: (error: Refusal) => string): Defect {
  return {
    id,
    breaks: 'ER-03',
    summary,
    change: refused((response, error) => withBody(response, Buffer.from(write(error)))),
  };
}

function retry(id: string, breaks: 'ER-RETRY', summary: string, value: string): Defect {
  return {
    id,
    breaks,
    summary,
    change: refused((response, error) =>
      error.retryAfterSeconds === undefined ? response : withHeader(response, 'Retry-After', value),
    ),
  };
}

/** Two parameters are invalid if fixing one of them is not enough. */
function severalInvalid(change: Partial<Refusal>) {
  return wrap('validate', (validate) => (input) => {
    const error = validate(input);
    return error?.message.includes(';') ? { ...error, ...change } : error;
  });
}
