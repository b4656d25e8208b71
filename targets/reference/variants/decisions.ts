import { operation, type PackageFormat, packageFormats, parameterNames } from '../../../schemas/index.js';
import {
  all,
  intercepting,
  matching,
  refusal,
  refused,
  refusing,
  type StagesChange,
  wrap,
} from '../defects/wrap.js';
import { isParameterName, percentDecoded, splitPairs } from '../query.js';
import { invalid, isRefusal, notFound, type Refusal, unknownOperation } from '../refusal.js';
import { noBytes } from '../request.js';
import { type ReferenceResponse, withBody, withHeader, withoutHeader } from '../response.js';
import type { Variant } from './variant.js';

const namespaceless: readonly PackageFormat[] = ['pypi', 'nuget', 'ruby', 'cargo'];
const needsNamespace: readonly PackageFormat[] = ['maven', 'swift', 'generic'];
const optional = ['domain-owner', 'namespace', 'revision'] as const;

const semanticVersion = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;
const identifier = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** What the ecosystems themselves allow. */
const rulesOfFormats: {
  readonly [format in PackageFormat]?: Readonly<Record<'namespace' | 'name' | 'version', RegExp>>;
} = {
  npm: { namespace: /^[a-z0-9._~-]*$/, name: /^[a-z0-9._~-]+$/, version: semanticVersion },
  pypi: {
    namespace: /^/,
    name: /^[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*$/,
    version: /^\d+(?:\.\d+)*(?:(?:a|b|rc|\.post|\.dev)\d+)*$/,
  },
  nuget: { namespace: /^/, name: /^\w+(?:[.-]\w+)*$/, version: /^\d+(?:\.\d+){1,3}(?:[+-].*)?$/ },
  ruby: { namespace: /^/, name: /^[A-Za-z0-9._-]+$/, version: /^\d+(?:\.[0-9A-Za-z]+)*$/ },
  swift: { namespace: /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/, name: identifier, version: semanticVersion },
  cargo: { namespace: /^/, name: identifier, version: semanticVersion },
};

function isFormat(word: string | undefined): word is PackageFormat {
  return packageFormats.some((format) => format === word);
}

const denied: Pick<Refusal, 'type' | 'status'> = { type: 'AccessDeniedException', status: 403 };
const conflict: Pick<Refusal, 'type' | 'status'> = { type: 'ConflictException', status: 409 };

/** Decisions that the documents leave open: which request is refused, and with which error. */
export const decisionVariants: readonly Variant[] = [
  {
    id: 'stale-revision-conflict',
    summary: 'responds to an unknown revision with 409',
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const outcome = find(wanted, store, match, admit);
      const held = find(wanted, store, { ...match, revision: () => true }, admit);
      return isRefusal(outcome) && held.kind === 'found' ? { ...outcome, ...conflict } : outcome;
    }),
  },
  {
    id: 'stale-revision-invalid',
    summary: 'responds to an unknown revision with 400',
    departsFrom: ['REV-STALE-ERR'],
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const outcome = find(wanted, store, match, admit);
      const held = find(wanted, store, { ...match, revision: () => true }, admit);
      return isRefusal(outcome) && held.kind === 'found' ? invalid('No such revision.') : outcome;
    }),
  },
  {
    id: 'blocked-status-conflict',
    summary: 'answers for Archived and Disposed versions with 409',
    change: wrap('admit', (admit) => (version) => {
      const refused = admit(version);
      return refused === undefined ? undefined : { ...refused, ...conflict };
    }),
  },
  {
    id: 'unfinished-served',
    summary: 'serves the assets of Unfinished versions',
    change: wrap(
      'admit',
      (admit) => (version) => (version.status === 'Unfinished' ? undefined : admit(version)),
    ),
  },
  {
    id: 'unfinished-conflict',
    summary: 'answers for Unfinished versions with 409',
    change: wrap('admit', (admit) => (version) => {
      const refused = admit(version);
      return refused !== undefined && version.status === 'Unfinished' ? { ...refused, ...conflict } : refused;
    }),
  },
  {
    id: 'foreign-domain-denied',
    summary: 'denies access to domains that it does not know and to those of other accounts',
    change: refusal((error) =>
      error.resourceType === 'domain' ? { ...deniedError, message: error.message } : error,
    ),
  },
  {
    id: 'stray-namespace-ignored',
    summary: 'ignores a namespace if the format has none',
    change: matching(
      'namespace',
      (match) => (wanted, held) => namespaceless.includes(wanted.format) || match(wanted, held),
    ),
  },
  {
    id: 'stray-namespace-invalid',
    summary: 'refuses a namespace if the format has none as invalid',
    change: refusing(
      ({ format, namespace }) => namespace !== undefined && namespaceless.some((name) => name === format),
      'Packages of this format have no namespace.',
    ),
  },
  {
    id: 'rules-of-formats-enforced',
    summary: 'refuses names and versions that the rules of their format do not allow as invalid',
    change: refusing(({ format, namespace = '', package: name = '', version = '' }) => {
      const rules = isFormat(format) ? rulesOfFormats[format] : undefined;
      return (
        rules !== undefined &&
        !(rules.name.test(name) && rules.version.test(version) && rules.namespace.test(namespace))
      );
    }, 'This is no name or version of the format.'),
  },
  {
    id: 'control-characters-refused',
    summary: 'refuses control characters in every parameter as invalid',
    change: refusing(
      (input) => /\p{Cc}/u.test(Object.values(input).join('')),
      'Control characters are not allowed.',
    ),
  },
  {
    id: 'missing-namespace-not-found',
    summary: 'finds nothing if a namespace is missing',
    departsFrom: ['NSP-REQ-MAVEN-400', 'NSP-REQ-SWIFT-400', 'NSP-REQ-GENERIC-400'],
    change: wrap(
      'validate',
      (validate) => (input) =>
        input.namespace === undefined && needsNamespace.some((format) => format === input.format)
          ? (validate({ ...input, namespace: 'n' }) ??
            notFound('package', input.package ?? '', 'The package does not exist.'))
          : validate(input),
    ),
  },
  {
    id: 'empty-optional-absent',
    summary: 'takes an empty optional parameter for an absent one',
    departsFrom: ['OWN-EMPTY', 'NSP-EMPTY', 'REV-EMPTY'],
    change: wrap('bind', (bind) => (query, request) => {
      const input = { ...bind(query, request) };
      for (const name of optional) if (input[name] === '') delete input[name];
      return input;
    }),
  },
  {
    id: 'empty-optional-not-found',
    summary: 'looks up what an empty optional parameter names',
    departsFrom: ['OWN-EMPTY', 'NSP-EMPTY', 'REV-EMPTY'],
    change: wrap('validate', (validate) => (input) => {
      const adjusted = { ...input };
      if (adjusted['domain-owner'] === '') adjusted['domain-owner'] = '111122223333';
      if (adjusted.namespace === '') adjusted.namespace = 'n';
      if (adjusted.revision === '') adjusted.revision = 'r';
      return validate(adjusted);
    }),
  },
  {
    id: 'head-not-found',
    summary: 'knows no HEAD',
    change: wrap('route', (route) => (request) => (request.method === 'HEAD' ? 'none' : route(request))),
  },
  {
    id: 'head-not-allowed',
    summary: 'answers HEAD with 405',
    change: all(
      wrap('route', (route) => (request) => (request.method === 'HEAD' ? 'none' : route(request))),
      otherMethods((response) => ({ ...withHeader(response, 'Allow', 'GET'), status: 405 }), ['HEAD']),
    ),
  },
  {
    id: 'head-not-implemented',
    summary: 'answers HEAD with 501',
    change: all(
      wrap('route', (route) => (request) => (request.method === 'HEAD' ? 'none' : route(request))),
      otherMethods((response) => ({ ...response, status: 501 }), ['HEAD']),
    ),
  },
  {
    id: 'path-put-right',
    summary: 'takes out dots, empty segments and needless escapes before it looks at the path',
    change: wrap(
      'route',
      (route) => (request) => route({ ...request, operationPath: putRight(request.operationPath) }),
    ),
  },
  {
    id: 'repository-case-insensitive',
    summary: 'finds a repository in any case',
    change: matching(
      'repository',
      (match) => (wanted, held) =>
        match(wanted, held) ||
        (wanted.domain === held.domain && wanted.repository.toLowerCase() === held.repository.toLowerCase()),
    ),
  },
  {
    id: 'empty-namespace-ignored',
    summary: 'takes an empty namespace for none if the format has none',
    change: wrap('bind', (bind) => (query, request) => {
      const { namespace, ...others } = bind(query, request);
      const isNameless = namespaceless.some((format) => format === others.format);
      return namespace === undefined || (namespace === '' && isNameless) ? others : { ...others, namespace };
    }),
  },
  {
    id: 'other-methods-405',
    summary: 'responds to other methods with 405, in JSON',
    departsFrom: ['RL-12'],
    change: otherMethods((response) => ({ ...withHeader(response, 'Allow', 'GET, HEAD'), status: 405 })),
  },
  {
    id: 'other-methods-405-html',
    summary: 'answers other methods with 405, with a page',
    departsFrom: ['RL-12'],
    change: otherMethods((response) => ({ ...page(response, '<h1>405</h1>'), status: 405 })),
  },
  {
    id: 'other-methods-501-empty',
    summary: 'answers other methods with 501 and nothing',
    departsFrom: ['RL-12'],
    change: otherMethods((response) => ({
      ...withBody(withoutHeader(withoutHeader(response, 'x-amzn-errortype'), 'Content-Type'), noBytes),
      status: 501,
    })),
  },
  {
    id: 'unknown-path-html',
    summary: 'answers paths that it does not know with a page, as a web server does',
    departsFrom: ['RL-12'],
    change: refused((response, error) =>
      error.type === unknownOperation().type ? page(response, '<h1>404 Not Found</h1>') : response,
    ),
  },
  {
    id: 'unknown-path-application',
    summary: 'responds to paths that it does not know with 200 and its start page, as web applications do',
    departsFrom: ['RL-12'],
    change: refused((response, error, { operationPath }) =>
      error.type === unknownOperation().type && operationPath !== operation.path
        ? {
            ...page(response, '<!doctype html><div id="app"></div>'),
            status: 200,
          }
        : response,
    ),
  },
  {
    id: 'unknown-parameters-refused',
    summary: 'refuses parameters that it does not know',
    departsFrom: ['RL-14'],
    change: wrap('parse', (parse) => (rawQuery, request) => {
      const query = parse(rawQuery, request);
      return isRefusal(query) || query.pairs.every(([name]) => isParameterName(name))
        ? query
        : invalid(`Known parameters are ${parameterNames.join(', ')}.`);
    }),
  },
  {
    id: 'last-repeated-wins',
    summary: 'takes the last value of a repeated parameter',
    departsFrom: ['RL-15'],
    change: wrap(
      'bind',
      (bind) => (query, request) => bind({ ...query, pairs: query.pairs.toReversed() }, request),
    ),
  },
  {
    id: 'repeated-refused',
    summary: 'refuses a repeated parameter as invalid',
    departsFrom: ['RL-15'],
    change: wrap('parse', (parse) => (rawQuery, request) => {
      const query = parse(rawQuery, request);
      return isRefusal(query) || new Set(query.pairs.map(([name]) => name)).size === query.pairs.length
        ? query
        : invalid('A parameter is given twice.');
    }),
  },
  {
    id: 'trailing-slash-refused',
    summary: 'does not know the path with a slash at its end',
    departsFrom: ['RL-10'],
    change: wrap(
      'route',
      (route) => (request) => (request.operationPath.endsWith('/') ? 'none' : route(request)),
    ),
  },
  {
    id: 'absolute-form-unknown',
    summary: 'does not know a request target in absolute form',
    departsFrom: ['RL-26'],
    change: wrap('route', (route) => (request) => (request.isAbsolute ? 'none' : route(request))),
  },
  {
    id: 'plus-as-space',
    summary: 'takes an unescaped plus for a space',
    change: wrap('parse', (parse) => (rawQuery, request) => parse(rawQuery.replaceAll('+', '%20'), request)),
  },
  {
    id: 'escaped-names-unknown',
    summary: 'does not decode parameter names',
    departsFrom: ['RL-21'],
    change: wrap('parse', (parse) => (rawQuery, request) => {
      const literal = splitPairs(rawQuery).map(([name, value]) => `${encodeURIComponent(name)}=${value}`);
      return parse(literal.join('&'), request);
    }),
  },
  {
    id: 'broken-escape-plain-text',
    summary: 'lets a front end refuse broken escapes with 400, in plain text',
    change: refused((response, error) =>
      error.reason === 'CANNOT_PARSE'
        ? {
            ...withBody(
              withHeader(withoutHeader(response, 'x-amzn-errortype'), 'Content-Type', 'text/plain'),
              Buffer.from('Bad Request'),
            ),
          }
        : response,
    ),
  },
  {
    id: 'broken-escape-replaced',
    summary: 'reads broken UTF-8 as U+FFFD and broken escapes as they stand, and finds nothing',
    change: wrap('parse', (parse) => (rawQuery, request) => {
      const query = parse(rawQuery, request);
      if (!isRefusal(query)) return query;
      const pairs = splitPairs(rawQuery).map(
        ([name, value]) => [percentDecoded(name) ?? name, percentDecoded(value) ?? replaced(value)] as const,
      );
      return { kind: 'query', pairs };
    }),
  },
  {
    id: 'body-415',
    summary: 'refuses a request with a body or a Content-Type with 415',
    change: intercepting(({ headers, body }) =>
      body.length > 0 || headers['content-type'] !== undefined
        ? { ...invalid('The operation has no body.', 'OTHER'), ...unsupported }
        : undefined,
    ),
  },
  {
    id: 'accept-json-406',
    summary: 'refuses an Accept that admits JSON only with 406',
    change: intercepting(({ headers }) =>
      headers.accept === 'application/json'
        ? { ...invalid('Not acceptable.', 'OTHER'), ...notAcceptable }
        : undefined,
    ),
  },
  {
    id: 'pypi-name-normalised',
    summary: 'finds a Python package by any spelling of its name',
    change: wrap('address', (address) => (input, account) => {
      const wanted = address(input, account);
      return wanted.format === 'pypi'
        ? { ...wanted, package: wanted.package.toLowerCase().replace(/[-_.]+/g, '-') }
        : wanted;
    }),
  },
  {
    id: 'asset-case-insensitive',
    summary: 'finds an asset in any case if no other has exactly that name',
    departsFrom: ['LKP-ASSET-CASE'],
    change: matching('asset', (match) => (wanted, held, version) => {
      if (match(wanted, held, version)) return true;
      const exact = version.assets.some((other) => match(wanted, other, version));
      const folded = wanted.asset.toLowerCase() === held.name.toLowerCase();
      return !exact && folded && version.format === 'generic';
    }),
  },
  {
    id: 'look-up-before-constraints',
    summary:
      'looks up before it looks at anything but what is missing or empty in the coordinates above the asset',
    departsFrom: ['ER-PREC-VAL'],
    change: (stages) => ({
      ...stages,
      validate: (input) => {
        const error = stages.validate(input);
        const assetOnly = error !== undefined && stages.validate({ ...input, asset: 'a' }) === undefined;
        return assetOnly ? undefined : error;
      },
      find: (wanted, store, match, admit) => {
        const outcome = stages.find(wanted, store, match, admit);
        if (!isRefusal(outcome) || outcome.resourceType !== 'asset') return outcome;
        return (
          stages.validate({
            asset: wanted.asset,
            domain: 'ab',
            format: 'npm',
            package: 'p',
            repository: 'ab',
            version: '1',
          }) ?? outcome
        );
      },
    }),
  },
  {
    id: 'white-space-beyond-ascii-accepted',
    summary: 'takes only ASCII white space for white space, as Java does',
    change: wrap('validate', (validate) => (input) => {
      const adjusted = { ...input };
      for (const name of ['namespace', 'package', 'version', 'revision'] as const) {
        const value = adjusted[name];
        if (value !== undefined) adjusted[name] = value.replace(/[^\P{White_Space}\t-\r ]|\ufeff/gu, 'a');
      }
      return validate(adjusted);
    }),
  },
];

const deniedError: Refusal = { kind: 'refusal', ...denied, message: '' };
const unsupported = { status: 415, type: 'UnsupportedMediaTypeException' } as const;
const notAcceptable = { status: 406, type: 'NotAcceptableException' } as const;

function page(response: ReferenceResponse, markup: string): ReferenceResponse {
  return withBody(
    withHeader(withoutHeader(response, 'x-amzn-errortype'), 'Content-Type', 'text/html'),
    Buffer.from(markup),
  );
}

/** A path as servers see it that resolve it like the path of a file. */
function putRight(path: string): string {
  const unescaped = path.replaceAll(/%(?:[46][1-9A-F]|[57][0-9A]|2E)/gi, decodeURIComponent);
  return new URL(`http://host/${unescaped.replace(/^\/+/, '')}`).pathname.replaceAll(/\/{2,}/g, '/');
}

function otherMethods(
  edit: (response: ReferenceResponse) => ReferenceResponse,
  methods?: readonly string[],
): StagesChange {
  return refused((response, error, { method }) =>
    error.type === unknownOperation().type && (methods?.includes(method) ?? method !== 'GET')
      ? edit(response)
      : response,
  );
}

/** Valid escapes decoded as bytes, what is not UTF-8 replaced, and broken escapes kept. */
function replaced(value: string): string {
  return Buffer.from(
    value.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    ),
    'latin1',
  ).toString('utf8');
}
