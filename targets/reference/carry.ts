import type { ReferenceRequest } from './request.js';
import type { ReferenceResponse } from './response.js';

// A fetch Request cannot hold a body on GET or the raw bytes of a request line, nor a Response the case of a header or
// the framing of its body. So the HTTP server carries both beside them, past the handlers that they travel through.
const requests = new WeakMap<Request, ReferenceRequest>();
const responses = new WeakMap<Response, ReferenceResponse>();

/** Attaches to a fetch request the request that came over the socket. */
export function carryRequest(request: Request, carried: ReferenceRequest): Request {
  requests.set(request, carried);
  return request;
}

/** What came over the socket; undefined for a request that did not come from the HTTP server. */
export function carriedRequest(request: Request): ReferenceRequest | undefined {
  return requests.get(request);
}

/** A fetch response that stands for one of the reference target, until the HTTP server puts that on the wire. */
export function carryResponse(answer: ReferenceResponse): Response {
  const response = new Response(null);
  responses.set(response, answer);
  return response;
}

/** The response that a fetch response stands for. */
export function carriedResponse(response: Response): ReferenceResponse | undefined {
  return responses.get(response);
}
