import { operation, type ParameterValues } from '../../../schemas/index.js';
import { isParameterName, percentDecoded, splitPairs } from '../query.js';
import { invalid, type Refusal, unknownOperation } from '../refusal.js';
import type { ReferenceRequest } from '../request.js';
import { withBody } from '../response.js';
import type { Route } from '../route.js';
import type { Defect } from './defect.js';
import { generalDefects } from './general.js';
import { decodedBy, decodingDefects, wholeQuery } from './request-line.decoding.js';
import { onPairs, queryKeyDefects, renamed } from './request-line.query-keys.js';
import { withContent } from './unlawful-content.js';
import { intercepting, refusal, refused, served, wrap } from './wrap.js';

/** Method, path and query. */
export const requestLineDefects: readonly Defect[] = [
  ...generalDefects('request-line'),
  {
    id: 'get-refused',
    breaks: 'RL-01',
    summary: 'serves by POST and knows no GET',
    change: routed(({ method }, route) => (route === 'none' || method === 'GET' ? 'none' : route)),
  },
  {
    id: 'get-case-insensitive-path',
    breaks: 'RL-02',
    summary: 'accepts the path in any case',
    change: routed((request, route) =>
      request.operationPath.toLowerCase() === operation.path ? claimed(request) : route,
    ),
  },
  {
    id: 'path-prefix',
    breaks: 'RL-02',
    summary: 'serves every path that begins with that of the operation',
    change: routed((request, route) =>
      request.operationPath.startsWith(operation.path) ? claimed(request) : route,
    ),
  },
  {
    id: 'path-suffix',
    breaks: 'RL-02',
    summary: 'serves every path that ends with that of the operation',
    change: routed((request, route) =>
      request.operationPath.endsWith(operation.path) ? claimed(request) : route,
    ),
  },
  {
    id: 'path-version-ignored',
    breaks: 'RL-02',
    summary: 'accepts any API version in the path',
    change: routed((request, route) =>
      /^\/v\d+\/package\/version\/asset$/.test(request.operationPath) ? claimed(request) : route,
    ),
  },
  {
    id: 'path-decoded-twice',
    breaks: 'RL-02',
    summary: 'decodes the path twice, as a framework behind a proxy that decodes does',
    change: routed((request, route) =>
      percentDecoded(percentDecoded(request.operationPath) ?? '') === operation.path
        ? claimed(request)
        : route,
    ),
  },
  {
    id: 'path-extension-cut',
    breaks: 'RL-02',
    summary: 'cuts a file extension from the path, as frameworks that negotiate by it do',
    change: pathWithout(/\.[a-z]+$/),
  },
  {
    id: 'path-parameter-cut',
    breaks: 'RL-02',
    summary: 'cuts what follows a semicolon from the path, as servlet containers do',
    change: pathWithout(/;.*$/),
  },
  {
    id: 'parameters-from-json-body',
    breaks: 'RL-03',
    summary: 'reads parameters that the query lacks from a JSON body',
    change: boundWith((input, { body }) => ({ ...jsonValues(body), ...input })),
  },
  {
    id: 'parameters-from-form-body',
    breaks: 'RL-03',
    summary: 'reads parameters that the query lacks from a form body',
    change: boundWith((input, { body }) => ({
      ...known([...new URLSearchParams(Buffer.from(body).toString())]),
      ...input,
    })),
  },
  {
    id: 'parameters-from-headers',
    breaks: 'RL-03',
    summary: 'reads parameters that the query lacks from headers of their names',
    change: boundWith((input, { headers }) => ({ ...known(Object.entries(headers)), ...input })),
  },
  {
    id: 'owner-from-header',
    breaks: 'RL-03',
    summary: 'lets the header x-amz-domain-owner name the owner if the query does not',
    change: boundWith((input, { headers }) => {
      const owner = headers['x-amz-domain-owner'];
      return owner === undefined ? input : { 'domain-owner': owner, ...input };
    }),
  },
  ...queryKeyDefects,
  {
    id: 'order-of-parameters-significant',
    breaks: 'RL-08',
    summary: 'refuses a query in which package comes before domain',
    change: onPairs((pairs) => {
      const at = (wanted: string) => pairs.findIndex(([name]) => name === wanted);
      return at('package') !== -1 && at('package') < at('domain') ? invalid('domain is required.') : pairs;
    }),
  },
  {
    id: 'query-split-at-semicolons',
    breaks: 'RL-24',
    summary: 'treats a semicolon as the end of a parameter, as older form parsers do',
    change: wrap('parse', (parse) => (rawQuery, request) => parse(rawQuery.replaceAll(';', '&'), request)),
  },
  {
    id: 'value-ends-at-second-equals',
    breaks: 'RL-24',
    summary: 'drops what follows a second unescaped equals sign',
    change: wrap(
      'parse',
      (parse) => (rawQuery, request) => parse(rawQuery.replace(/=([^&=]*)=[^&]*/g, '=$1'), request),
    ),
  },
  {
    id: 'last-parameter-lost',
    breaks: 'RL-08',
    summary: 'loses the package if it is the last parameter but one or the first',
    change: onPairs((pairs) =>
      pairs.filter(
        ([name], at) => name !== 'package' || (at !== 0 && at !== pairs.length - 2) || pairs.length < 3,
      ),
    ),
  },
  {
    id: 'http-1-1-refused',
    breaks: 'RL-09',
    summary: 'refuses every request over HTTP/1.1 with 505',
    change: wrap('complete', (complete) => async (response, request) => ({
      ...(await complete(response, request)),
      status: 505,
    })),
  },
  {
    id: 'trailing-slash-refused',
    breaks: 'RL-10',
    summary: 'does not know the path with a slash at its end',
    change: routed(({ operationPath }, route) => (operationPath.endsWith('/') ? 'none' : route)),
  },
  ...['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => ({
    id: `method-${method.toLowerCase()}-served`,
    breaks: 'RL-11' as const,
    summary: `serves the asset to ${method}`,
    change: routed((request, route) =>
      request.method === method && request.operationPath === operation.path ? 'asset' : route,
    ),
  })),
  {
    id: 'head-with-the-asset',
    breaks: 'RL-11',
    summary: 'sends the asset after the header section of a response to HEAD',
    change: served((response, _found, { method }) => (method === 'HEAD' ? withContent(response) : response)),
  },
  {
    id: 'method-unknown-5xx',
    breaks: 'RL-11',
    summary: 'fails with 500 on another method',
    change: onUnknownOperation((error) => ({ ...error, type: 'InternalServerException', status: 500 })),
  },
  {
    id: 'unknown-operation-as-resource',
    breaks: 'RL-12',
    summary: 'responds to an unknown operation as a resource that is not found',
    change: onUnknownOperation((error) => ({ ...error, type: 'ResourceNotFoundException' })),
  },
  {
    id: 'unknown-operation-as-validation',
    breaks: 'RL-12',
    summary: 'responds to an unknown operation with 400',
    change: onUnknownOperation((error) => ({ ...error, type: 'ValidationException', status: 400 })),
  },
  {
    id: 'unknown-operation-405',
    breaks: 'RL-12',
    summary: 'responds to another method with 405',
    change: onUnknownOperation((error) => ({ ...error, status: 405 })),
  },
  {
    id: 'unknown-parameter-refused',
    breaks: 'RL-14',
    summary: 'refuses parameters that it does not know',
    change: onPairs((pairs) =>
      pairs.every(([name]) => isParameterName(name)) ? pairs : invalid('Unknown parameter.', 'OTHER'),
    ),
  },
  {
    id: 'unknown-parameter-shifts',
    breaks: 'RL-14',
    summary: 'forgets the parameter after one that it does not know',
    change: onPairs((pairs) =>
      pairs.filter((_, at) => {
        const before = pairs[at - 1];
        return before === undefined || isParameterName(before[0]);
      }),
    ),
  },
  {
    id: 'unknown-bare-key-refused',
    breaks: 'RL-14',
    summary: 'refuses a key without a value, also one that it does not know',
    change: wrap(
      'parse',
      (parse) => (rawQuery, request) =>
        rawQuery.split('&').every((pair) => pair.includes('='))
          ? parse(rawQuery, request)
          : invalid('No value.'),
    ),
  },
  {
    id: 'parameters-counted',
    breaks: 'RL-14',
    summary: 'reads no more than sixteen parameters',
    change: onPairs((pairs) => pairs.slice(0, 16)),
  },
  {
    id: 'last-repeated-wins',
    breaks: 'RL-15',
    summary: 'uses the last value of a repeated parameter',
    change: wrap(
      'bind',
      () =>
        ({ pairs }) =>
          known(pairs),
    ),
  },
  {
    id: 'repeated-joined',
    breaks: 'RL-15',
    summary: 'joins the values of a repeated parameter with a comma',
    change: wrap('bind', () => ({ pairs }) => {
      const values: ParameterValues = {};
      for (const [name, value] of pairs) {
        if (isParameterName(name))
          values[name] = values[name] === undefined ? value : `${values[name]},${value}`;
      }
      return values;
    }),
  },
  {
    id: 'repeated-refused',
    breaks: 'RL-15',
    summary: 'refuses a repeated parameter',
    change: onPairs((pairs) =>
      new Set(pairs.map(([name]) => name)).size === pairs.length ? pairs : invalid('Repeated parameter.'),
    ),
  },
  ...decodingDefects,
  {
    id: 'parameter-names-case-insensitive',
    breaks: 'RL-20',
    summary: 'accepts parameter names in any case',
    change: renamed((name) => name.toLowerCase()),
  },
  {
    id: 'escaped-names-unknown',
    breaks: 'RL-21',
    summary: 'does not decode parameter names',
    change: wrap('parse', () => (rawQuery) => {
      const pairs = splitPairs(rawQuery).map(([name, value]) => [name, percentDecoded(value)] as const);
      return wholeQuery(pairs);
    }),
  },
  {
    id: 'long-query-refused',
    breaks: 'RL-22',
    summary: 'refuses a query of more than 1,000 characters with 414',
    change: intercepting(({ rawQuery }) => (rawQuery.length > 1000 ? tooLong : undefined)),
  },
  {
    id: 'longer-query-refused',
    breaks: 'RL-22',
    summary: 'refuses a query of more than 2,048 characters with 414',
    change: intercepting(({ rawQuery }) => (rawQuery.length > 2048 ? tooLong : undefined)),
  },
  {
    id: 'request-line-of-8k-refused',
    breaks: 'RL-22',
    summary:
      'refuses a request line of more than 8 KiB with a page, as the defaults of nginx, Apache and Gunicorn have it',
    change: wrap('complete', (complete) => (response, request) => {
      if (request.rawQuery.length < 8100) return complete(response, request);
      const headers = [['Content-Type', 'text/html']] as const;
      return { ...withBody({ ...response, headers }, page), status: 414 };
    }),
  },
  {
    id: 'query-cut',
    breaks: 'RL-22',
    summary: 'cuts the query after 1,024 characters',
    change: wrap(
      'parse',
      (parse) => (rawQuery, request) => parse(rawQuery.slice(0, 1024).replace(/%[0-9A-Fa-f]?$/, ''), request),
    ),
  },
  {
    id: 'values-decoded-twice',
    breaks: 'RL-23',
    summary: 'decodes values twice',
    change: decodedBy((text) => {
      const once = percentDecoded(text);
      return once === undefined ? undefined : (percentDecoded(once) ?? once);
    }),
  },
  {
    id: 'no-query-as-unknown-operation',
    breaks: 'RL-25',
    summary: 'does not know the operation without a query',
    change: routed(({ rawQuery }, route) => (rawQuery === '' ? 'none' : route)),
  },
  {
    id: 'no-query-denied',
    breaks: 'RL-25',
    summary: 'denies access to a request without a query',
    change: intercepting(({ rawQuery }) =>
      rawQuery === ''
        ? { kind: 'refusal', type: 'AccessDeniedException', status: 403, message: 'Access denied.' }
        : undefined,
    ),
  },
  {
    id: 'no-query-listed',
    breaks: 'RL-25',
    summary: 'responds to a request without a query with an empty list',
    change: refused((response, _error, { rawQuery }) =>
      rawQuery === '' ? { ...withBody(response, Buffer.from('{"assets":[]}')), status: 200 } : response,
    ),
  },
  {
    id: 'no-parameter-as-unknown-operation',
    breaks: 'RL-25',
    summary: 'knows the operation by its parameters, and not one without any',
    change: routed(({ rawQuery }, route) =>
      splitPairs(rawQuery).some(([name]) => isParameterName(percentDecoded(name) ?? name)) ? route : 'none',
    ),
  },
  {
    id: 'absolute-form-unknown',
    breaks: 'RL-26',
    summary: 'treats a request target in absolute form as a path that it does not know',
    change: routed(({ isAbsolute }, route) => (isAbsolute ? 'none' : route)),
  },
  {
    id: 'absolute-form-refused',
    breaks: 'RL-26',
    summary: 'refuses a request target in absolute form with 400',
    change: intercepting(({ isAbsolute }) =>
      isAbsolute ? invalid('Bad target.', 'CANNOT_PARSE') : undefined,
    ),
  },
];

const page = Buffer.from('<html><h1>414 Request-URI Too Large</h1></html>');

const tooLong: Refusal = { ...invalid('The query is too long.', 'OTHER'), status: 414 };

function claimed({ method }: ReferenceRequest): Route {
  return method === 'GET' ? 'asset' : 'none';
}

function routed(decide: (request: ReferenceRequest, route: Route) => Route) {
  return wrap('route', (route) => (request) => decide(request, route(request)));
}

function pathWithout(part: RegExp) {
  return wrap(
    'route',
    (route) => (request) => route({ ...request, operationPath: request.operationPath.replace(part, '') }),
  );
}

function boundWith(edit: (input: ParameterValues, request: ReferenceRequest) => ParameterValues) {
  return wrap('bind', (bind) => (query, request) => edit(bind(query, request), request));
}

function known(pairs: Iterable<readonly [string, string]>): ParameterValues {
  const values: ParameterValues = {};
  for (const [name, value] of pairs) if (isParameterName(name)) values[name] = value;
  return values;
}

function jsonValues(body: Uint8Array): ParameterValues {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof parsed === 'object' && parsed !== null
      ? known(Object.entries(parsed as Record<string, string>))
      : {};
  } catch {
    return {};
  }
}

function onUnknownOperation(edit: (error: Refusal) => Refusal) {
  return refusal((error) => (error.type === unknownOperation().type ? edit(error) : error));
}
