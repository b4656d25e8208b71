import { Readable } from 'node:stream';
import {
  headerRecord,
  noBytes,
  type ReferenceRequest,
  type ReferenceResponse,
  splitTarget,
} from '../reference/index.js';

/**
 * Reads a fetch `Request`, as MSW passes it on.
 *
 * @param operationPath the part of its path that is routed.
 */
export async function requestFromFetch(request: Request, operationPath: string): Promise<ReferenceRequest> {
  const { path, rawQuery } = splitTarget(request.url.replace(/#.*$/s, ''));
  const headers = headerRecord(request.headers.entries());
  headers.host ??= new URL(request.url).host;
  return {
    method: request.method,
    path,
    operationPath,
    rawQuery,
    fields: Object.entries(headers),
    headers,
    headerNames: Object.keys(headers),
    body: request.body === null ? noBytes : new Uint8Array(await request.clone().arrayBuffer()),
  };
}

const bodyless = new Set([204, 205, 304]);

/** The same response as a fetch `Response`, which keeps neither the case of header names nor the framing of the body. */
export function responseForFetch(
  { status, headers, body }: ReferenceResponse,
  { method }: ReferenceRequest,
): Response {
  const init = { status, headers: headers.map(([name, value]): [string, string] => [name, value]) };
  const hasContent = method !== 'HEAD' && !bodyless.has(status);
  return new Response(hasContent ? contentOf(body) : null, init);
}

function contentOf(body: ReferenceResponse['body']): BodyInit {
  if (body instanceof Uint8Array) return body.slice();
  return body.whole()?.slice() ?? (Readable.toWeb(Readable.from(body.open())) as ReadableStream<Uint8Array>);
}
