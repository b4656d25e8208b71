import type { HeaderField } from '../../judge/index.js';
import type { AssetSource } from '../fixtures/index.js';

/** A response as plain data. The body is bytes, or an asset that is streamed when the response is sent. */
export interface ReferenceResponse {
  readonly status: number;
  /** In the order and case in which they are sent; values are Latin-1 text. */
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array | AssetSource;
  readonly wire?: Wire;
}

/**
 * How the response is put on the wire, if that is out of the ordinary. Only the HTTP server understands it.
 * A response without Content-Length goes out chunked.
 */
export interface Wire {
  /** Body bytes after which the connection is cut. */
  readonly cutAfter?: number;
  /** The body ends where the connection ends, as in HTTP/1.0: neither a length nor chunks. */
  readonly untilClose?: boolean;
  /** Bytes that go ahead of the header section, as they stand. */
  readonly ahead?: string;
  /** Bytes that follow the body, outside its framing. */
  readonly excess?: string;
  /** Values of a `Link` header that goes ahead in a 103 answer. */
  readonly earlyHints?: readonly string[];
  /** Milliseconds before the header section. */
  readonly delay?: number;
  /** The body goes out in pieces of at most so many bytes, each in a write of its own. */
  readonly pieces?: number;
  /** Nothing is sent, the header section neither, before the whole body has been made. */
  readonly withheld?: boolean;
  /** Instead of the usual one. */
  readonly reasonPhrase?: string;
  /** The connection is reset so many milliseconds after the response. */
  readonly thenReset?: number;
  /** The connection is closed after the response, whatever its headers say. */
  readonly thenClose?: boolean;
}

/** The bytes of a response's body, if it is small enough to be held. */
export function wholeBody(response: ReferenceResponse): Uint8Array | undefined {
  return response.body instanceof Uint8Array ? response.body : response.body.whole();
}

/** Body length in bytes, as far as the body itself says. */
export function bodyLength(body: ReferenceResponse['body']): number {
  return body instanceof Uint8Array ? body.length : body.size;
}

/** The first value of a header, matched without regard to case. */
export function headerOf(response: ReferenceResponse, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return response.headers.find(([field]) => field.toLowerCase() === wanted)?.[1];
}

/** The answer without a header. */
export function withoutHeader(response: ReferenceResponse, name: string): ReferenceResponse {
  const unwanted = name.toLowerCase();
  return { ...response, headers: response.headers.filter(([field]) => field.toLowerCase() !== unwanted) };
}

/** The response with a header: in its place where it is there, else at the end. */
export function withHeader(response: ReferenceResponse, name: string, value: string): ReferenceResponse {
  const wanted = name.toLowerCase();
  const at = response.headers.findIndex(([field]) => field.toLowerCase() === wanted);
  if (at === -1) return { ...response, headers: [...response.headers, [name, value]] };
  return { ...response, headers: response.headers.with(at, [response.headers[at]?.[0] ?? name, value]) };
}

/** The response with another body and the Content-Length that belongs to it. */
export function withBody(response: ReferenceResponse, body: ReferenceResponse['body']): ReferenceResponse {
  return withHeader({ ...response, body }, 'Content-Length', String(bodyLength(body)));
}
