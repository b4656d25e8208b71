import { errors } from 'undici';
import type { ExchangeFailure, FailureKind } from '../../judge/index.js';

/** Thrown into a running exchange to end it: its time ran out, or the response is larger than any lawful one. */
export class ExchangeAborted extends Error {
  constructor(
    readonly kind: Extract<FailureKind, 'timeout' | 'too-large'>,
    message: string,
  ) {
    super(message);
  }

  /** The time for an exchange ran out. */
  static after(ms: number): ExchangeAborted {
    return new ExchangeAborted('timeout', `no complete response within ${Math.round(ms)} ms`);
  }
}

const kindByCode: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'unreachable',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
  UND_ERR_SOCKET: 'closed',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'invalid',
};

const isTls = (code: string): boolean =>
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO)/.test(code);

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  let cause: unknown = error;
  for (let depth = 0; cause instanceof Error && depth < 4; depth++) {
    if ('code' in cause && typeof cause.code === 'string') codes.push(cause.code);
    if (cause instanceof AggregateError) cause = cause.errors[0];
    else cause = cause.cause;
  }
  return codes;
}

/** What the HTTP client says to a 100 Continue that it did not ask for. */
const unaskedInterim = 'bad response';

/** Whether the response may be lawful, and only the HTTP client does not take it: an unasked 100 Continue, RFC 9110 §15.2. */
export const isUnderstoodRaw = ({ kind, message }: ExchangeFailure): boolean =>
  kind === 'closed' && message === unaskedInterim;

/** Whether bytes had come when the connection was closed. */
function hadBegun(error: unknown): boolean {
  if (!(error instanceof Error) || !('socket' in error)) return false;
  const { socket } = error;
  return (
    typeof socket === 'object' && socket !== null && 'bytesRead' in socket && Number(socket.bytesRead) > 0
  );
}

/** Whether the HTTP client refused the response for its length: it hands nothing of such a response over. */
export const isAboutLength = ({ kind, message }: ExchangeFailure): boolean =>
  kind === 'invalid' && /content-length/i.test(message);

/**
 * Says why an exchange has no complete response, from whatever the HTTP client threw.
 *
 * @param isFirst whether no response had begun, and nothing came before on this connection: bytes that did come were its
 *   beginning
 */
export function failureOf(error: unknown, isFirst = false): ExchangeFailure {
  if (error instanceof ExchangeAborted) return { kind: error.kind, message: error.message };
  const message = error instanceof Error ? error.message || error.name : String(error);
  for (const code of codesOf(error)) {
    if (isTls(code)) return { kind: 'tls', message: `${message} (${code})` };
    const kind = kindByCode[code];
    if (kind === 'closed' && isFirst && message !== unaskedInterim && hadBegun(error))
      return { kind: 'invalid', message: 'the connection was closed before the header section ended' };
    if (kind) return { kind, message };
    if (code.startsWith('HPE_')) return { kind: 'invalid', message: `not HTTP: ${message} (${code})` };
  }
  // The parser has no code for what does not even begin like HTTP.
  if (error instanceof errors.HTTPParserError) return { kind: 'invalid', message: `not HTTP: ${message}` };
  return { kind: /certificate|tls|ssl/i.test(message) ? 'tls' : 'closed', message };
}
