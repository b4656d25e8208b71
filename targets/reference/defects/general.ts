import {
  type ChapterId,
  defined,
  type Parameter,
  type ParameterName,
  type ParameterValues,
  parameters,
  requirement,
  type Violation,
  violationsOf,
} from '../../../schemas/index.js';
import type { Found } from '../find.js';
import type { Refusal } from '../refusal.js';
import { type ReferenceResponse, withBody, withHeader, withoutHeader } from '../response.js';
import { validateBy } from '../validate.js';
import type { Defect } from './defect.js';
import { all, bound, matching, refusal, refused, type StagesChange, served, wrap } from './wrap.js';

/** A defect that stands for many narrow ones. */
type GeneralDefect = Defect & Required<Pick<Defect, 'general'>>;

const lengths = ['minLength', 'maxLength'];
const patterns = ['pattern'];

/** Validation that does not see violations of some kind. */
function unvalidated(ignored: (violation: Violation) => boolean): StagesChange {
  const validate = validateBy((input) => violationsOf(input).filter((violation) => !ignored(violation)));
  return (stages) => ({ ...stages, validate });
}

const ofKeywords = (...keywords: readonly string[]): StagesChange =>
  unvalidated(({ keyword }) => keywords.includes(keyword));

function ofValidation(): GeneralDefect[] {
  return [
    {
      id: 'parameters-unvalidated',
      breaks: 'AST-REQ',
      summary: 'checks no parameter at all before it looks the asset up',
      general:
        'Check all parameters before anything is looked up: presence, length, pattern and listed values. Respond to each violation with 400 and ValidationException.',
      change: unvalidated(() => true),
    },
    {
      id: 'only-presence-checked',
      breaks: 'PKG-PAT',
      summary: 'checks that the required parameters are there, and nothing else about any parameter',
      general:
        'Check the documented length, pattern and listed values of every parameter before anything is looked up, and respond with 400 and ValidationException.',
      change: unvalidated(({ keyword }) => keyword !== 'required'),
    },
    {
      id: 'lengths-and-patterns-unchecked',
      breaks: 'PKG-MAX',
      summary: 'checks no length and no pattern of any parameter',
      general:
        'Check the documented length and pattern of every parameter before anything is looked up, and respond with 400 and ValidationException.',
      change: ofKeywords('empty', ...lengths, ...patterns),
    },
    {
      id: 'lengths-and-patterns-of-values-unchecked',
      breaks: 'PKG-MAX',
      summary: 'refuses empty parameters, but checks no other length and no pattern',
      general:
        'Check the documented length and pattern of every parameter before anything is looked up, and respond with 400 and ValidationException.',
      change: ofKeywords(...lengths, ...patterns),
    },
    {
      id: 'lengths-unchecked',
      breaks: 'PKG-MAX',
      summary: 'checks no length of any parameter',
      general:
        'Check the documented minimum and maximum length of every parameter, and respond with 400 and ValidationException.',
      change: ofKeywords(...lengths),
    },
    {
      id: 'patterns-unchecked',
      breaks: 'PKG-PAT',
      summary: 'checks no pattern of any parameter',
      general:
        'Match the whole value of every parameter against its documented pattern, and respond with 400 and ValidationException.',
      change: ofKeywords(...patterns),
    },
    {
      id: 'required-parameters-not-demanded',
      breaks: 'AST-REQ',
      summary: 'looks up requests that lack a required parameter',
      general:
        'Refuse a request that lacks a required parameter with 400 and ValidationException before anything is looked up.',
      change: ofKeywords('required'),
    },
    {
      id: 'empty-parameters-taken',
      breaks: 'AST-EMPTY',
      summary: 'accepts empty parameters as if they were ordinary values',
      general:
        'Every parameter has a minimum length of at least 1: refuse an empty one with 400 and ValidationException.',
      change: ofKeywords('empty'),
    },
    {
      id: 'empty-optional-parameters-as-absent',
      breaks: 'REV-EMPTY',
      summary: 'treats an empty optional parameter as an absent one',
      general: 'Refuse an empty parameter with 400 and ValidationException, also if it is optional.',
      change: bound(withoutEmpty),
    },
    {
      id: 'values-trimmed',
      breaks: 'LKP-EXACT',
      summary: 'cuts white space around the values of all parameters',
      general: 'Use the decoded values of the query as they are.',
      change: bound((input) => mapped(input, (value) => value.trim())),
    },
    {
      id: 'namespaces-not-demanded',
      breaks: 'NSP-REQ-GENERIC-400',
      summary: 'responds with 404 in place of 400 if a format requires a namespace and none is given',
      general:
        'Refuse a request for a generic, maven or swift package without namespace with 400 and ValidationException before anything is looked up.',
      change: unvalidated(({ parameter, keyword }) => parameter === 'namespace' && keyword === 'required'),
    },
    ...(['revision', 'domain-owner'] as const).map(unread),
    ...parameters.flatMap(ofOneParameter),
  ];
}

/** A server that was written without an optional parameter. */
function unread(name: 'revision' | 'domain-owner'): GeneralDefect {
  return {
    id: `${name}-unread`,
    breaks: name === 'revision' ? 'REV-STALE' : 'LKP-OWN',
    summary: `ignores the parameter ${name} altogether, valid or not`,
    general: `Read ${name}: respond to a value that breaks its length or pattern with 400 and ValidationException, and to one that names something else with an error in place of the asset.`,
    change: bound(({ [name]: _, ...others }) => others),
  };
}

function ofOneParameter({ name, requirements }: Parameter): GeneralDefect[] {
  const breaks = requirements.max ?? requirements.pattern;
  if (breaks === undefined) return [];
  return [
    {
      id: `${name}-unvalidated`,
      breaks,
      summary: `checks neither the length nor the pattern of ${name}`,
      general: `Check the documented length and pattern of ${name} before anything is looked up, and respond with 400 and ValidationException.`,
      change: unvalidated(({ parameter, keyword }) => parameter === name && keyword !== 'required'),
    },
  ];
}

function mapped(input: ParameterValues, edit: (value: string) => string): ParameterValues {
  const edited: ParameterValues = {};
  for (const [name, value] of Object.entries(input)) edited[name as ParameterName] = edit(value);
  return edited;
}

const optional: ReadonlySet<string> = new Set(
  parameters.filter(({ required }) => !required).map(({ name }) => name),
);

function withoutEmpty(input: ParameterValues): ParameterValues {
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => value !== '' || !optional.has(name)),
  );
}

const caseless = (a = '', b = ''): boolean => a.toLowerCase() === b.toLowerCase();

function ofLookup(): GeneralDefect[] {
  return [
    {
      id: 'mock-of-one-asset',
      breaks: 'LKP-AST',
      summary: 'responds to every valid request with the same asset, as a mock server does',
      general:
        'Look up what the request names, and respond with 404 and ResourceNotFoundException if it is not there.',
      change: wrap('find', () => (_, store): Found => {
        const version = store.versions.find(
          ({ format, assets }) => format === 'generic' && assets.length > 0,
        );
        const asset = version?.assets[0];
        if (!version || !asset) throw new Error('The store holds no generic asset');
        return { kind: 'found', version, asset };
      }),
    },
    {
      id: 'anything-found',
      breaks: 'LKP-AST',
      summary:
        'serves some other asset of the package or the store when the one that was requested does not exist',
      general: 'Respond with 404 and ResourceNotFoundException if any part of the coordinates names nothing.',
      change: wrap('find', (find) => (wanted, store, match, admits) => {
        const found = find(wanted, store, match, admits);
        if (found.kind === 'found') return found;
        const version =
          store.versions.find((held) => held.package === wanted.package && held.assets.length > 0) ??
          store.versions.find(({ assets }) => assets.length > 0);
        const asset = version?.assets[0];
        return version && asset ? { kind: 'found', version, asset } : found;
      }),
    },
    {
      id: 'nothing-found',
      breaks: 'OP-01',
      summary: 'finds nothing, whatever is requested',
      general:
        'Implement the lookup: serve the asset that domain, repository, format, namespace, package, version and asset name.',
      change: wrap('match', (match) => ({ ...match, package: () => false })),
    },
    {
      id: 'only-asset-name-compared',
      breaks: 'LKP-PKG',
      summary: 'looks up the asset name alone, and none of the other coordinates',
      general:
        'Compare all coordinates: domain, owner, repository, format, namespace, package, version and asset.',
      change: wrap('match', (match) => ({
        ...match,
        domain: () => true,
        owner: () => true,
        repository: () => true,
        format: () => true,
        namespace: () => true,
        package: () => true,
        version: () => true,
      })),
    },
    {
      id: 'place-ignored',
      breaks: 'LKP-REP',
      summary: 'keeps one store for all: domain, owner and repository are not compared',
      general: 'Look up in the repository that the request names, of the domain and the owner that it names.',
      change: all(
        matching('domain', () => () => true),
        matching('owner', () => () => true),
        matching('repository', () => () => true),
      ),
    },
    {
      id: 'format-and-namespace-ignored',
      breaks: 'LKP-NSP',
      summary: 'leaves format and namespace out of the lookup',
      general: 'A package is identified by format, namespace and name: compare all three.',
      change: all(
        matching('format', () => () => true),
        matching('namespace', () => () => true),
      ),
    },
    {
      id: 'namespace-unread',
      breaks: 'LKP-NSP',
      summary: 'ignores the parameter namespace altogether, valid or not',
      general:
        'Read namespace: require it for the formats that have one, check its length and pattern, and compare it when a package is looked up.',
      change: all(
        bound(({ namespace: _, ...others }) => others),
        unvalidated(({ parameter }) => parameter === 'namespace'),
        matching('namespace', () => () => true),
      ),
    },
    {
      id: 'names-case-insensitive',
      breaks: 'LKP-ASSET-CASE',
      summary: 'compares the names of packages, namespaces, versions and assets without regard to case',
      general: 'Compare names exactly, unless the format of the package normalizes them.',
      change: all(
        matching('namespace', () => (wanted, held) => caseless(wanted.namespace, held.namespace)),
        matching('package', () => (wanted, held) => caseless(wanted.package, held.package)),
        matching('version', () => (wanted, held) => caseless(wanted.version, held.version)),
        matching('asset', () => (wanted, held) => caseless(wanted.asset, held.name)),
      ),
    },
    {
      id: 'names-never-normalised',
      breaks: 'NRM-NUGET-NAME',
      summary:
        'normalizes no names of any format: NuGet and Swift packages are found in their stored form only',
      general: 'Normalize names and versions as the format of the package does before they are compared.',
      change: wrap('address', (address) => (input, account) => ({
        ...address(input, account),
        ...defined({ namespace: input.namespace }),
        package: input.package ?? '',
        version: input.version ?? '',
      })),
    },
    {
      id: 'status-of-versions-ignored',
      breaks: 'ST-ARCHIVED',
      summary: 'serves the assets of versions of any status',
      general: 'Serve assets of Published and Unlisted versions only.',
      change: wrap('admit', () => () => undefined),
    },
  ];
}

/** What an error carries besides its status is written by `write`; no header names its type. */
const written = (contentType: string, write: (refusal: Refusal) => string): StagesChange =>
  refused((response, original) =>
    withHeader(
      withBody(withoutHeader(response, 'x-amzn-errortype'), Buffer.from(write(original))),
      'Content-Type',
      contentType,
    ),
  );

const retyped = (type: Refusal['type'], status: number): StagesChange =>
  refusal((error) => ({ ...error, type, status }));

function ofErrors(): GeneralDefect[] {
  return [
    {
      id: 'not-found-as-empty',
      breaks: 'ER-NF-ASSET',
      summary: 'responds with 200 and no bytes to a request for something that does not exist',
      general: 'Respond with 404 and ResourceNotFoundException if any part of the coordinates names nothing.',
      change: refused((response, { type }) =>
        type === 'ResourceNotFoundException'
          ? { ...withBody(withoutHeader(response, 'x-amzn-errortype'), Buffer.alloc(0)), status: 200 }
          : response,
      ),
    },
    {
      id: 'errors-as-pages',
      breaks: 'ER-01',
      summary: 'responds to every error with an HTML page of its framework',
      general:
        'Write errors as restJson1: the type in the header x-amzn-errortype, and a JSON object with a message as the body.',
      change: written(
        'text/html',
        ({ status }) => `<!DOCTYPE html><title>${status}</title><h1>Error ${status}</h1>`,
      ),
    },
    {
      id: 'errors-as-plain-text',
      breaks: 'ER-01',
      summary: 'responds to every error with plain text and no error type',
      general:
        'Write errors as restJson1: the type in the header x-amzn-errortype, and a JSON object with a message as the body.',
      change: written('text/plain', ({ message }) => message),
    },
    {
      id: 'errors-as-xml',
      breaks: 'ER-01',
      summary: 'writes errors as XML, as other protocols of AWS do',
      general:
        'Write errors as restJson1: the type in the header x-amzn-errortype, and a JSON object with a message as the body.',
      change: written(
        'application/xml',
        ({ type }) => `<?xml version="1.0"?><Error><Code>${type}</Code><Message>refused</Message></Error>`,
      ),
    },
    {
      id: 'errors-without-type',
      breaks: 'ER-01',
      summary: 'writes errors as JSON of its own, without a type and a message',
      general:
        'Name the error type in the header x-amzn-errortype, and send a JSON object with a string message.',
      change: written('application/json', ({ status, message }) =>
        JSON.stringify({ error: message, statusCode: status }),
      ),
    },
    {
      id: 'errors-as-problem-details',
      breaks: 'ER-01',
      summary: 'writes errors as problem details (RFC 9457), without an error type',
      general:
        'Name the error type in the header x-amzn-errortype, and send a JSON object with a string message as application/json.',
      change: written('application/problem+json', ({ status, message }) =>
        JSON.stringify({ type: 'about:blank', title: 'Error', status, detail: message }),
      ),
    },
    {
      id: 'errors-without-body',
      breaks: 'ER-01',
      summary: 'responds to every error with a status alone',
      general:
        'Write errors as restJson1: the type in the header x-amzn-errortype, and a JSON object with a message as the body.',
      change: refused((response) =>
        withoutHeader(withBody(withoutHeader(response, 'x-amzn-errortype'), Buffer.alloc(0)), 'Content-Type'),
      ),
    },
    ...(
      [
        ['every-error-400', 'ValidationException', 400, 'ER-NF-ASSET'],
        ['every-error-404', 'ResourceNotFoundException', 404, 'AST-REQ'],
        ['every-error-500', 'InternalServerException', 500, 'ER-NO5XX'],
        ['every-error-403', 'AccessDeniedException', 403, 'ER-NF-ASSET'],
      ] as const
    ).map(
      ([id, type, status, breaks]): GeneralDefect => ({
        id,
        breaks,
        summary: `responds to every error with ${status} ${type}`,
        general: 'Tell the six error types apart: each has its own status.',
        change: retyped(type, status),
      }),
    ),
    {
      id: 'everything-fails',
      breaks: 'OP-01',
      summary: 'responds to every request with 500',
      general: 'Find out in the logs of the server why it fails: no request of the operation is served.',
      change: all(
        served((response) => failed(response)),
        retyped('InternalServerException', 500),
      ),
    },
  ];
}

const failed = (response: ReferenceResponse): ReferenceResponse => ({
  ...response,
  status: 500,
  headers: [
    ['Content-Type', 'application/json'],
    ['Content-Length', '2'],
    ['x-amzn-errortype', 'InternalServerException'],
  ],
  body: Buffer.from('{}'),
});

function ofTheRest(): GeneralDefect[] {
  return [
    {
      id: 'signatures-unchecked',
      breaks: 'AU-02',
      summary: 'serves requests without a look at their signature, or without one',
      general:
        'Verify the Signature Version 4 of each request, and refuse a request without a valid one with 403.',
      change: wrap('authenticate', () => async () => undefined),
    },
    {
      id: 'method-ignored',
      breaks: 'RL-11',
      summary: 'serves the asset to any method',
      general: 'Serve GET only; another method on the path is an operation that does not exist.',
      change: wrap('route', (route) => (request) => route({ ...request, method: 'GET' })),
    },
    {
      id: 'path-ignored',
      breaks: 'RL-02',
      summary: 'serves the asset on any path',
      general: 'Route the exact path of the operation; any other path is an operation that does not exist.',
      change: wrap(
        'route',
        (route) => (request) => route({ ...request, operationPath: '/v1/package/version/asset' }),
      ),
    },
    {
      id: 'unknown-operation-as-page',
      breaks: 'RL-12',
      summary: 'leaves other methods and paths to its framework, which responds without an error type',
      general: 'Respond to an operation that does not exist with 404 and UnknownOperationException.',
      change: refused((response, { type }) =>
        type === 'UnknownOperationException'
          ? withHeader(
              withBody(withoutHeader(response, 'x-amzn-errortype'), Buffer.from('<h1>Not Found</h1>')),
              'Content-Type',
              'text/html',
            )
          : response,
      ),
    },
    {
      id: 'unknown-operation-without-type',
      breaks: 'RL-12',
      summary: 'responds to other methods with 405 and to other paths with 404, both without an error type',
      general: 'Respond to an operation that does not exist with 404 and UnknownOperationException.',
      change: refused((response, { type }, { operationPath }) =>
        type === 'UnknownOperationException'
          ? {
              ...withBody(
                withoutHeader(response, 'x-amzn-errortype'),
                Buffer.from('{"detail":"Not allowed"}'),
              ),
              status: operationPath === '/v1/package/version/asset' ? 405 : 404,
            }
          : response,
      ),
    },
    {
      id: 'success-headers-absent',
      breaks: 'RS-04',
      summary: 'serves assets without any of the three headers that name them',
      general: 'Send X-AssetName, X-PackageVersion and X-PackageVersionRevision with every asset.',
      change: served((response) =>
        ['X-AssetName', 'X-PackageVersion', 'X-PackageVersionRevision'].reduce(withoutHeader, response),
      ),
    },
    {
      id: 'success-headers-escaped',
      breaks: 'RS-05',
      summary: 'percent-encodes the three headers that name an asset',
      general: 'Send the three headers as they are; only names outside ASCII cannot stand in a header.',
      change: served((response) => ({
        ...response,
        headers: response.headers.map(([name, value]) =>
          name.startsWith('X-') ? [name, encodeURIComponent(decoded(value))] : [name, value],
        ),
      })),
    },
  ];
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/**
 * Whole stages that are missing and whole classes of checks that are left out: the ordinary mistakes of a server that was
 * not written from the documentation. One of them breaks as many requirements as dozens of narrow defects do.
 */
const made: readonly GeneralDefect[] = [...ofValidation(), ...ofLookup(), ...ofErrors(), ...ofTheRest()];

/** The general defects that break requirements of this chapter. */
export function generalDefects(chapter: ChapterId): readonly Defect[] {
  return made.filter(({ breaks }) => requirement(breaks).chapter === chapter);
}
