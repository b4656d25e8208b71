/** A header field as it stood on the wire: name with its case, value as Latin-1 text, one entry for each field line. */
export type HeaderField = readonly [name: string, value: string];

/** A body as it was recorded: always its size and hash, and the bytes themselves up to a small limit. */
export interface RecordedBody {
  /** Bytes received or sent in all. */
  readonly size: number;
  /** SHA-256 of all bytes, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** The first bytes, base64; all of them if `complete` is true. */
  readonly head: string;
  /** Whether `head` is the whole body. */
  readonly complete: boolean;
}

/** A request as it was sent. Credentials and signatures are replaced before it is recorded. */
export interface RecordedRequest {
  readonly method: string;
  /** Scheme, host and port, e.g. `http://127.0.0.1:4566`. */
  readonly origin: string;
  /** The request target exactly as sent: path (with the endpoint's base path), `?`, raw query. */
  readonly target: string;
  readonly headers: readonly HeaderField[];
  readonly body?: RecordedBody;
}

/** A response as it was received. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly body: RecordedBody;
}

/**
 * Why there is no complete response.
 * - `unreachable`: no connection (refused, no route, name not found)
 * - `tls`: the TLS handshake failed
 * - `timeout`: the time for one exchange ran out
 * - `closed`: the connection ended before the response did, also when the body is shorter than its Content-Length
 * - `invalid`: what arrived is not HTTP
 * - `too-large`: headers or body beyond what any lawful response could need
 */
export type FailureKind = 'unreachable' | 'tls' | 'timeout' | 'closed' | 'invalid' | 'too-large';

export interface ExchangeFailure {
  readonly kind: FailureKind;
  readonly message: string;
}

/** Milliseconds, from the moment at which the request was handed to the connection. */
export interface ExchangeTiming {
  /** Milliseconds since the start of the run. */
  readonly startedAt: number;
  /** Until the response's header section was complete; absent if none came. */
  readonly headersAfter?: number;
  /** Until the response was complete or given up. */
  readonly endedAfter: number;
}

/**
 * One request as sent and the answer as received. Exactly one of three: a complete `response`; a `failure` with
 * nothing received; both, if a response began and broke off (the response is then what had arrived). Of an official
 * client that tells its caller neither status nor headers there may be its `client` outcome alone.
 */
export interface Exchange {
  readonly id: string;
  readonly request: RecordedRequest;
  readonly response?: RecordedResponse;
  readonly failure?: ExchangeFailure;
  readonly timing: ExchangeTiming;
  /** What an official client made of the response, if one sent the request (profile `clients`). */
  readonly client?: ClientOutcome;
}

/** What an official SDK or CLI handed to its caller. */
export interface ClientOutcome {
  /** e.g. `@aws-sdk/client-codeartifact 3.1124.0`. */
  readonly name: string;
  /** The output members as the client names them; the asset as size and hash. */
  readonly output?: {
    readonly assetName?: string;
    readonly packageVersion?: string;
    readonly packageVersionRevision?: string;
    readonly asset: { readonly size: number; readonly sha256: string };
  };
  /** The error that the client raised: its type by name, and whether it is the client's typed exception of that name. */
  readonly error?: {
    readonly name: string;
    readonly typed: boolean;
    readonly status?: number;
    readonly retryAfterSeconds?: number;
    readonly resourceId?: string;
    readonly resourceType?: string;
    readonly reason?: string;
  };
}

/**
 * The values of a header in the order in which they came, matched without regard to case and without the white space
 * around them, which is no part of a value (RFC 9110 §5.1, §5.5).
 */
export function headerValues(headers: readonly HeaderField[], name: string): readonly string[] {
  const lower = name.toLowerCase();
  const values: string[] = [];
  // Lengths are compared first: two dozen rules look for a header in the same response, one after the other.
  for (const [field, value] of headers)
    if (field.length === lower.length && field.toLowerCase() === lower)
      values.push(isPadded(value) ? value.replace(/^[ \t]+|[ \t]+$/g, '') : value);
  return values;
}

const isPadded = (value: string): boolean => isPadding(value[0]) || isPadding(value.at(-1));
const isPadding = (character: string | undefined): boolean => character === ' ' || character === '\t';

/**
 * The value of a header as recipients read it: the values of all its lines, combined with commas (RFC 9110 §5.3).
 * Undefined if there is none.
 */
export function headerValue(headers: readonly HeaderField[], name: string): string | undefined {
  const values = headerValues(headers, name);
  return values.length < 2 ? values[0] : values.join(', ');
}

/**
 * Whether a header is sent in several lines. Of one that is no list, only one may be sent (RFC 9110 §5.3), and what
 * clients make of more differs.
 */
export function isRepeated(headers: readonly HeaderField[], name: string): boolean {
  return headerValues(headers, name).length > 1;
}

/**
 * Whether a response has no content, whatever length it declares: it ends with its header section (RFC 9112 §6.3). Bytes
 * that follow are recorded as its body, so that they can be seen.
 */
export const hasNoContent = (method: string, status: number): boolean =>
  method === 'HEAD' || status === 204 || status === 304;

/** The recorded bytes of a body: all of them if `complete`, else its beginning. */
export function bodyBytes(body: RecordedBody): Buffer {
  return Buffer.from(body.head, 'base64');
}

/** How a request is signed: as the run is configured, or in one deliberately different way (profile `auth`). */
export type SigningPlan =
  | 'configured'
  | 'none'
  | 'wrong-secret'
  | 'altered-signature'
  | 'unknown-key'
  | 'wrong-region'
  | 'wrong-service'
  | 'expired'
  | 'query-changed-after'
  | 'host-only'
  | 'with-content-sha256'
  | 'upper-case'
  | CraftedSigning;

/** A signature that no client makes, because one thing about it is different. */
export type CraftedSigning =
  // Of another time.
  | 'twenty-minutes-ahead'
  | 'four-minutes-ahead'
  | 'four-minutes-behind'
  // Over less than it has to cover, or over something else.
  | 'host-uncovered'
  | 'date-uncovered'
  | 'content-hash-uncovered'
  | 'wrong-content-hash'
  | 'other-algorithm-named'
  | 'other-algorithm-signed'
  | 'asymmetric-algorithm-named'
  | 'other-scope-date'
  | 'other-scope-date-named'
  | 'other-scope-end'
  | 'other-scope-end-named'
  | 'other-region-named'
  | 'other-service-named'
  // Over every header of the request, those that occur in several lines included.
  | 'every-header-covered'
  // Over the other canonical form of an empty piece of the query.
  | 'empty-pieces-covered'
  // Malformed.
  | MalformedSigning;

/** An Authorization header, or a date, that cannot be read as Signature Version 4. */
export type MalformedSigning =
  | 'no-credential'
  | 'no-signed-headers'
  | 'no-signature'
  | 'empty-credential'
  | 'credential-without-scope'
  | 'credential-cut'
  | 'credential-too-long'
  | 'empty-signed-headers'
  | 'signed-header-not-sent'
  | 'short-signature'
  | 'long-signature'
  | 'empty-signature'
  | 'signature-not-hexadecimal'
  | 'no-date'
  | 'date-unreadable'
  | 'date-with-dashes'
  | 'algorithm-only'
  | 'fields-without-values'
  | 'other-scheme'
  | 'empty-authorization';

/** A request to send, before it is signed. */
export interface RequestPlan {
  readonly method: string;
  /** Path below the endpoint's base path, sent as it stands. */
  readonly path: string;
  /** Raw query without `?`, sent as it stands. */
  readonly query: string;
  /** Further headers, sent in this order after those of the connection. */
  readonly headers?: readonly HeaderField[];
  readonly body?: string;
  /** `absolute`: the request target is a whole URL, as to a proxy (RFC 9112 §3.2.2). `origin` unless given. */
  readonly form?: 'origin' | 'absolute';
  /** False: the request says nothing about who sends it. A header `user-agent` replaces the one of the suite. */
  readonly userAgent?: false;
  /** `configured` unless given. */
  readonly signing?: SigningPlan;
  /**
   * `past-the-end`: on a connection of its own, read on for a moment when the declared length has arrived, so that bytes
   * beyond it are seen. `framed` unless given.
   */
  readonly reading?: 'framed' | 'past-the-end';
}
