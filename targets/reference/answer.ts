import type { HeaderField } from '../../judge/index.js';
import type { AssetSource } from '../fixtures/index.js';

/** An answer as plain data. The body is bytes, or an asset that is streamed when the answer is sent. */
export interface Answer {
  readonly status: number;
  /** In the order and case in which they are sent; values are Latin-1 text. */
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array | AssetSource;
  readonly wire?: Wire;
}

/**
 * How the answer is put on the wire, where that is out of the ordinary. Only the HTTP server understands it.
 * An answer without Content-Length goes out chunked.
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
  /** In place of the usual one. */
  readonly reasonPhrase?: string;
  /** The connection is reset so many milliseconds after the response. */
  readonly thenReset?: number;
  /** The connection is closed after the answer, whatever its headers say. */
  readonly thenClose?: boolean;
}

/** The bytes of an answer's body, where it is small enough to be held. */
export function wholeBody(answer: Answer): Uint8Array | undefined {
  return answer.body instanceof Uint8Array ? answer.body : answer.body.whole();
}

/** Body length in bytes, as far as the body itself says. */
export function bodyLength(body: Answer['body']): number {
  return body instanceof Uint8Array ? body.length : body.size;
}

/** The first value of a header, matched without regard to case. */
export function headerOf(answer: Answer, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return answer.headers.find(([field]) => field.toLowerCase() === wanted)?.[1];
}

/** The answer without a header. */
export function withoutHeader(answer: Answer, name: string): Answer {
  const unwanted = name.toLowerCase();
  return { ...answer, headers: answer.headers.filter(([field]) => field.toLowerCase() !== unwanted) };
}

/** The answer with a header: in its place where it is there, else at the end. */
export function withHeader(answer: Answer, name: string, value: string): Answer {
  const wanted = name.toLowerCase();
  const at = answer.headers.findIndex(([field]) => field.toLowerCase() === wanted);
  if (at === -1) return { ...answer, headers: [...answer.headers, [name, value]] };
  return { ...answer, headers: answer.headers.with(at, [answer.headers[at]?.[0] ?? name, value]) };
}

/** The answer with another body and the Content-Length that belongs to it. */
export function withBody(answer: Answer, body: Answer['body']): Answer {
  return withHeader({ ...answer, body }, 'Content-Length', String(bodyLength(body)));
}
