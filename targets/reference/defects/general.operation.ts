import { withBody, withHeader, withoutHeader } from '../response.js';
import type { GeneralDefect } from './defect.js';
import { refused, served, wrap } from './wrap.js';

/** Stages before and after validation and lookup: signatures, routes, and the headers of a served asset. */
export function ofOperation(): GeneralDefect[] {
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
