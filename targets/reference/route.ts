import { operation } from '../../schemas/index.js';
import type { ReferenceRequest } from './request.js';

/** Which operation claims a request. */
export type Route = 'asset' | 'asset-head' | 'none';

/**
 * Matches method and path exactly; one trailing slash is optional (Smithy, http bindings). HEAD, which no document
 * mentions, gets the headers of the GET.
 */
export function route({ method, operationPath }: ReferenceRequest): Route {
  if (operationPath !== operation.path && operationPath !== `${operation.path}/`) return 'none';
  if (method === operation.method) return 'asset';
  return method === 'HEAD' ? 'asset-head' : 'none';
}
