import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type ExchangeFailure, type HeaderField, hasNoContent } from '../../judge/index.js';
import { BodyDigest, headLimitOfErrors } from './body-digest.js';
import { ExchangeAborted, failureOf } from './failure.js';
import { type Framing, framingOf } from './framing.js';
import { milliseconds, type WireOutcome, type WireRequest } from './one-exchange.js';
import { startRunningTimer } from './running-timer.js';
import { type TlsMaterial, tlsOptions } from './trust.js';

export interface RawRequest extends WireRequest, TlsMaterial {
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  /** Bytes after which the response is cut off. */
  readonly limit: number;
  /** Milliseconds to listen for surplus bytes when the declared length has arrived and the connection stays open. */
  readonly surplusMs: number;
}

export interface RawOutcome extends WireOutcome {
  /** The body has its own framing (chunked): whether it is exact is for an HTTP parser to say. */
  readonly chunked: boolean;
}

const headerSectionLimit = 64 * 1024;
const sectionEnd = '\r\n\r\n';

/**
 * Sends one request on a connection of its own and goes on reading for a moment when the declared length has arrived: an
 * HTTP client stops there, and never sees what a server sends beyond.
 */
export function detectSurplusBytes(request: RawRequest): Promise<RawOutcome> {
  const { endpoint } = request;
  const began = performance.now();
  return new Promise((resolve) => {
    let head = Buffer.alloc(0);
    let answer: Head | undefined;
    const body = new BodyDigest(headLimitOfErrors);
    let surplus: NodeJS.Timeout | undefined;
    const settle = (failure?: ExchangeFailure): void => {
      timer.stop();
      clearTimeout(surplus);
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.destroy();
      resolve({
        chunked: answer?.chunked ?? false,
        ...(answer
          ? { response: { status: answer.status, headers: answer.headers, body: body.finish() } }
          : {}),
        ...(answer?.problem !== undefined
          ? { failure: { kind: 'invalid', message: answer.problem } }
          : failure
            ? { failure }
            : {}),
        timing: { endedAfter: milliseconds(performance.now() - began) },
      });
    };
    const isComplete = (): boolean => answer?.declared !== undefined && body.size >= answer.declared;
    const take = (chunk: Buffer): void => {
      body.update(chunk);
      if (body.size > request.limit)
        settle({ kind: 'too-large', message: `the body is longer than ${request.limit} bytes` });
      else if (isComplete()) {
        // The response is there, in time; what comes now is only looked for.
        timer.stop();
        surplus ??= setTimeout(settle, request.surplusMs);
      }
    };
    const timer = startRunningTimer(request.timeout, () =>
      settle(failureOf(ExchangeAborted.after(request.timeout))),
    );
    const socket = open(request);
    socket.on('data', (chunk: Buffer) => {
      if (answer) return take(chunk);
      head = Buffer.concat([head, chunk]);
      // Interim answers (1xx) may come before the final one, in the same chunk or in others.
      for (let end = head.indexOf(sectionEnd); end >= 0 && !answer; end = head.indexOf(sectionEnd)) {
        const parsed = parseHead(head.subarray(0, end).toString('latin1'));
        if (!parsed) return settle({ kind: 'invalid', message: 'not HTTP: no status line' });
        head = head.subarray(end + sectionEnd.length);
        if (parsed.status >= 200)
          answer = hasNoContent(request.method, parsed.status)
            ? { status: parsed.status, headers: parsed.headers, declared: 0, chunked: false }
            : parsed;
      }
      // Where a chunked body ends is not for this reader to find out: it would wait for the connection to close.
      if (answer?.chunked) settle();
      else if (answer) take(head);
      else if (head.byteLength > headerSectionLimit)
        settle({ kind: 'too-large', message: 'the header section has no end' });
    });
    // What happens to the connection after a complete response does not change it (RFC 9112 §8).
    socket.on('error', (error) => settle(isComplete() ? undefined : failureOf(error)));
    socket.on('close', () => {
      if (!answer && head.byteLength > 0)
        settle({ kind: 'invalid', message: 'the connection was closed before the header section ended' });
      else if (!answer) settle({ kind: 'closed', message: 'the connection was closed before the response' });
      else if (answer?.declared !== undefined && body.size < answer.declared)
        settle({
          kind: 'closed',
          message: `the connection was closed after ${body.size} of ${answer.declared} bytes`,
        });
      else settle();
    });
    const lines = [
      `${request.method} ${request.target} HTTP/1.1`,
      `host: ${endpoint.host}`,
      ...request.headers.map(([name, value]) => `${name}: ${value}`),
      ...(request.body === undefined ? [] : [`content-length: ${Buffer.byteLength(request.body)}`]),
    ];
    socket.write(Buffer.from(`${lines.join('\r\n')}${sectionEnd}`, 'latin1'));
    if (request.body !== undefined) socket.write(request.body);
  });
}

function open(request: RawRequest): Socket {
  const { endpoint } = request;
  const host = endpoint.hostname.replace(/^\[|\]$/g, '');
  if (endpoint.protocol === 'http:') return connectPlain({ host, port: Number(endpoint.port || 80) });
  return connectTls({
    host,
    port: Number(endpoint.port || 443),
    // An address is no server name (RFC 6066 §3); the certificate is held against it all the same.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...tlsOptions(request),
  });
}

interface Head extends Framing {
  readonly status: number;
  readonly headers: HeaderField[];
}

function parseHead(text: string): Head | undefined {
  const [statusLine = '', ...lines] = text.split('\r\n');
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine)?.[1];
  if (status === undefined) return undefined;
  const headers = lines.map((line): HeaderField => {
    const colon = line.indexOf(':');
    return [line.slice(0, Math.max(colon, 0)), line.slice(colon + 1).trim()];
  });
  return { status: Number(status), headers, ...framingOf(headers) };
}
