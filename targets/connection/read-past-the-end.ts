import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ExchangeFailure, HeaderField, RecordedResponse } from '../../judge/index.js';
import { BodyDigest, headLimitOfErrors } from './body-digest.js';
import { ExchangeAborted, failureOf } from './failure.js';
import { trusted } from './trust.js';

export interface RawRequest {
  readonly endpoint: URL;
  readonly method: string;
  /** The request target exactly as it is to be sent. */
  readonly target: string;
  readonly headers: readonly HeaderField[];
  readonly body?: string;
  readonly ca?: string;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  /** Bytes after which the answer is cut off. */
  readonly limit: number;
  /** Milliseconds to listen for surplus bytes when the declared length has arrived and the connection stays open. */
  readonly surplusMs: number;
}

export interface RawAnswer {
  readonly response?: RecordedResponse;
  readonly failure?: ExchangeFailure;
  /** The body has its own framing (chunked): whether it is exact is for an HTTP parser to say. */
  readonly chunked: boolean;
}

const headerSectionLimit = 64 * 1024;
const sectionEnd = '\r\n\r\n';

/**
 * Sends one request on a connection of its own and goes on reading for a moment when the declared length has arrived: an
 * HTTP client stops there, and never sees what a server sends beyond.
 */
export function readPastTheEnd(request: RawRequest): Promise<RawAnswer> {
  const { endpoint } = request;
  return new Promise((resolve) => {
    let head = Buffer.alloc(0);
    let answer:
      | { status: number; headers: HeaderField[]; declared: number | undefined; chunked: boolean }
      | undefined;
    const body = new BodyDigest(headLimitOfErrors);
    let surplus: NodeJS.Timeout | undefined;
    const settle = (failure?: ExchangeFailure): void => {
      clearTimeout(timer);
      clearTimeout(surplus);
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.destroy();
      resolve({
        chunked: answer?.chunked ?? false,
        ...(answer
          ? { response: { status: answer.status, headers: answer.headers, body: body.finish() } }
          : {}),
        ...(failure ? { failure } : {}),
      });
    };
    const take = (chunk: Buffer): void => {
      body.update(chunk);
      if (body.size > request.limit)
        settle({ kind: 'too-large', message: `the body is longer than ${request.limit} bytes` });
      else if (answer?.declared !== undefined && body.size >= answer.declared) {
        // The answer is there, in time; what comes now is only looked for.
        clearTimeout(timer);
        surplus ??= setTimeout(settle, request.surplusMs);
      }
    };
    const timer = setTimeout(
      () =>
        settle(failureOf(new ExchangeAborted('timeout', `no complete answer within ${request.timeout} ms`))),
      request.timeout,
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
          answer = isBodyless(request.method, parsed.status) ? { ...parsed, declared: 0 } : parsed;
      }
      // Where a chunked body ends is not for this reader to find out: it would wait for the connection to close.
      if (answer?.chunked) settle();
      else if (answer) take(head);
      else if (head.byteLength > headerSectionLimit)
        settle({ kind: 'too-large', message: 'the header section has no end' });
    });
    socket.on('error', (error) => settle(failureOf(error)));
    socket.on('close', () => {
      if (!answer && head.byteLength > 0)
        settle({ kind: 'invalid', message: 'the connection was closed before the header section ended' });
      else if (!answer) settle({ kind: 'closed', message: 'the connection was closed before the answer' });
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

/** Answers that end with their header section, whatever length it declares (RFC 9112 §6.3). */
const isBodyless = (method: string, status: number): boolean =>
  method === 'HEAD' || status === 204 || status === 304;

function open({ endpoint, ca }: RawRequest): Socket {
  const host = endpoint.hostname.replace(/^\[|\]$/g, '');
  if (endpoint.protocol === 'http:') return connectPlain({ host, port: Number(endpoint.port || 80) });
  return connectTls({
    host,
    port: Number(endpoint.port || 443),
    // An address is no server name (RFC 6066 §3); the certificate is held against it all the same.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...trusted(ca),
  });
}

function parseHead(
  text: string,
): { status: number; headers: HeaderField[]; declared: number | undefined; chunked: boolean } | undefined {
  const [statusLine = '', ...lines] = text.split('\r\n');
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine)?.[1];
  if (status === undefined) return undefined;
  const headers = lines.map((line): HeaderField => {
    const colon = line.indexOf(':');
    return [line.slice(0, Math.max(colon, 0)), line.slice(colon + 1).trim()];
  });
  const value = (wanted: string): string | undefined =>
    headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const length = value('content-length');
  return {
    status: Number(status),
    headers,
    declared: length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined,
    chunked: value('transfer-encoding') !== undefined,
  };
}
