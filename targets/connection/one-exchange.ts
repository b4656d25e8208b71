import type { Dispatcher } from 'undici';
import type { Exchange, ExchangeFailure, HeaderField, RecordedResponse } from '../../judge/index.js';
import { BodyDigest, headLimitOf } from './body-digest.js';
import { ExchangeAborted, failureOf } from './failure.js';
import { type RunningTimer, startRunningTimer } from './running-timer.js';

/** A request as it goes on the wire. */
export interface WireRequest {
  readonly endpoint: URL;
  readonly method: string;
  /** The request target exactly as it is to be sent. */
  readonly target: string;
  readonly headers: readonly HeaderField[];
  readonly body?: string;
}

/** How long and how large an exchange may become before it is cut off. */
export interface ExchangeLimits {
  /** Milliseconds for the whole exchange. */
  readonly allowedMs: number;
  /** Milliseconds within which a further byte of a large body must come; absent if the body is not large. */
  readonly stallMs?: number;
  /** Bytes of the body after which the response is cut off. */
  readonly bodyLimit: number;
}

/** What came of a request: the exchange without its id, its request and its place in the run. */
export interface WireOutcome extends Pick<Exchange, 'response' | 'failure'> {
  readonly timing: Omit<Exchange['timing'], 'startedAt'>;
}

/**
 * Sends one request over a connection of a pool and waits for its whole response. Tries nothing again, follows nothing,
 * decodes nothing, and never throws for anything that the target does.
 *
 * @param isFirst whether the connection is new and the target's own: bytes that come are the beginning of this response
 */
export function exchangeOnce(
  dispatcher: Dispatcher,
  request: WireRequest,
  limits: ExchangeLimits,
  isFirst: boolean,
): Promise<WireOutcome> {
  const { allowedMs, stallMs, bodyLimit } = limits;
  const began = performance.now();
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let head: { status: number; headers: HeaderField[]; after: number } | undefined;
    let body: BodyDigest | undefined;
    let settled = false;
    const settle = (failure?: ExchangeFailure): void => {
      if (settled) return;
      settled = true;
      timer.stop();
      stall?.stop();
      const response: RecordedResponse | undefined = head && {
        status: head.status,
        headers: head.headers,
        body: (body ?? new BodyDigest(0)).finish(),
      };
      resolve({
        ...(response ? { response } : {}),
        ...(failure ? { failure } : {}),
        timing: {
          ...(head ? { headersAfter: milliseconds(head.after - began) } : {}),
          endedAfter: milliseconds(performance.now() - began),
        },
      });
    };
    const abort = (error: ExchangeAborted): void => {
      settle(failureOf(error));
      controller?.abort(error);
    };
    // A large body may take long, but it has to keep coming.
    let stall: RunningTimer | undefined;
    const timer = startRunningTimer(allowedMs, () => abort(ExchangeAborted.after(allowedMs)));
    try {
      dispatcher.dispatch(
        {
          origin: request.endpoint.origin,
          path: request.target,
          method: request.method as Dispatcher.HttpMethod,
          headers: request.headers.flat(),
          body: request.body ?? null,
        },
        {
          onRequestStart(started) {
            controller = started;
            if (settled) started.abort(new Error('the exchange is over'));
          },
          onResponseStart(started, status) {
            if (status < 200) return;
            head = { status, headers: headerFields(started.rawHeaders), after: performance.now() };
            body = new BodyDigest(headLimitOf(status));
            if (stallMs !== undefined)
              stall = startRunningTimer(stallMs, () =>
                abort(new ExchangeAborted('timeout', `no further byte for ${stallMs} ms`)),
              );
          },
          onResponseData(_, chunk) {
            if (settled || !body) return;
            body.update(chunk);
            stall?.refresh();
            if (body.size > bodyLimit)
              abort(new ExchangeAborted('too-large', `the body is longer than ${bodyLimit} bytes`));
          },
          onResponseEnd: () => settle(),
          onResponseError: (_, error) => settle(failureOf(error, isFirst && head === undefined)),
        },
      );
    } catch (error) {
      settle(failureOf(error));
    }
  });
}

/** Milliseconds to two decimal places. */
export const milliseconds = (value: number): number => Math.round(value * 100) / 100;

function headerFields(raw: Dispatcher.DispatchController['rawHeaders']): HeaderField[] {
  if (!Array.isArray(raw)) return [];
  const text = (part: Buffer | string | undefined): string =>
    typeof part === 'string' ? part : (part?.toString('latin1') ?? '');
  const fields: HeaderField[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2)
    fields.push([text(raw[index]), text(raw[index + 1])]);
  return fields;
}
