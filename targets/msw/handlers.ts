import type { RequestHandler } from 'msw';
import { operation as documented } from '../../schemas/index.js';
import { type ReferenceOptions, type ReferenceRequest, referenceOperation } from '../reference/index.js';
import { requestFromFetch, responseForFetch } from './fetch-messages.js';
import { OperationHandler } from './operation-handler.js';

/**
 * MSW handlers that answer GetPackageVersionAsset at any base URL, for `setupServer(...)` in tests of your own.
 * Requests to other paths are left alone.
 */
export function codeArtifactHandlers(options: ReferenceOptions = {}): RequestHandler[] {
  const operation = referenceOperation(options);
  return [
    new OperationHandler(async (incoming) => {
      const request = await readRequest(incoming);
      return responseForFetch(await operation(request), request);
    }),
  ];
}

async function readRequest(request: Request): Promise<ReferenceRequest> {
  const { pathname } = new URL(request.url);
  const at = pathname.lastIndexOf(documented.path);
  return requestFromFetch(request, pathname.slice(Math.max(at, 0)));
}
