import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Operation } from './operation.js';
import { type ReferenceOptions, referenceOperation } from './reference-operation.js';
import { headerRecord, noBytes, type ReferenceRequest, splitTarget } from './request.js';
import { sendResponse } from './send-response.js';

export interface ReferenceServerOptions extends ReferenceOptions {
  /** 0, any free port, unless given. */
  readonly port?: number;
  /** `127.0.0.1` unless given: other machines are let in only when requested. */
  readonly host?: string;
  /** A path before that of the operation, e.g. `/codeartifact`. */
  readonly basePath?: string;
  /** PEM; the server then speaks https. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface ReferenceServer {
  /** Scheme, host, port and base path; no trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Stops listening, lets answers in flight end for a moment, and closes every connection. */
  close(): Promise<void>;
}

/** Bytes of a header section: a query of nine parameters at full length, each escaped, must pass. */
const maxHeaderSize = 64 * 1024;
/** Bytes of a request body that are read: GetPackageVersionAsset has none, so what is beyond is not looked at. */
const maxBody = 1024 * 1024;
/** The same for an asset that is published. */
const maxAsset = 512 * 1024 * 1024;
/** Milliseconds. */
const grace = 1000;
/** Milliseconds; longer than clients keep a connection, so that none is closed under a request on its way. */
const keepAliveTimeout = 120_000;

/**
 * Starts the reference target over HTTP: the same operation as that of the MSW handlers. Unless `management` is false it
 * also responds to the operations that fill and list a target.
 *
 * @throws NodeJS.ErrnoException if the port is taken or the host is not one of this machine's.
 */
export async function startReferenceServer(options: ReferenceServerOptions = {}): Promise<ReferenceServer> {
  const { host = '127.0.0.1', port = 0, tls } = options;
  const basePath = (options.basePath ?? '').replace(/\/+$/, '');
  const operation = referenceOperation({ management: true, ...options });
  const server: Server =
    tls === undefined
      ? createServer({ maxHeaderSize, keepAliveTimeout })
      : createTlsServer({ maxHeaderSize, keepAliveTimeout, key: tls.key, cert: tls.cert });
  server.on('request', (incoming, response) => {
    respond(incoming, response, operation, basePath).catch(() => response.destroy());
  });
  server.on('connect', refuseTunnel);
  server.on('clientError', refuseUnreadable);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${name}:${address.port}${basePath}`,
    port: address.port,
    close: () => closeGracefully(server),
  };
}

async function respond(
  incoming: IncomingMessage,
  response: ServerResponse,
  operation: Operation,
  basePath: string,
): Promise<void> {
  await sendResponse(await operation(await readRequest(incoming, basePath)), response);
}

async function readRequest(incoming: IncomingMessage, basePath: string): Promise<ReferenceRequest> {
  const { path, rawQuery } = splitTarget(incoming.url ?? '/');
  const fields = [...fieldsOf(incoming.rawHeaders)];
  return {
    method: incoming.method ?? 'GET',
    isAbsolute: !(incoming.url ?? '/').startsWith('/'),
    path,
    operationPath: belowBase(path, basePath),
    rawQuery,
    fields: fields.map(([name, value]) => [name.toLowerCase(), value]),
    headers: headerRecord(fields),
    headerNames: incoming.rawHeaders.filter((_, at) => at % 2 === 0),
    body: hasBody(incoming)
      ? await readBody(incoming, path.endsWith('/publish') ? maxAsset : maxBody)
      : noBytes,
  };
}

function* fieldsOf(rawHeaders: readonly string[]): Generator<[string, string]> {
  for (let at = 0; at < rawHeaders.length; at += 2) yield [rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''];
}

/** Some SDKs join a base path and the operation's with two slashes. */
function belowBase(path: string, basePath: string): string {
  if (basePath === '') return path;
  return path.startsWith(`${basePath}/`)
    ? path.slice(basePath.length).replace(/^\/\//, '/')
    : `/outside${path}`;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

async function readBody(incoming: IncomingMessage, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of incoming as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size <= limit) parts.push(part);
  }
  return Buffer.concat(parts);
}

const unknownOperationOnSocket = jsonOnSocket(
  '404 Not Found',
  'UnknownOperationException',
  'No such operation.',
);
const malformedOnSocket = jsonOnSocket(
  '400 Bad Request',
  'MalformedHttpRequestException',
  'The request cannot be read as HTTP.',
);
const tooLargeOnSocket = jsonOnSocket(
  '431 Request Header Fields Too Large',
  'RequestEntityTooLargeException',
  'The request line and the headers are too large.',
);

function jsonOnSocket(status: string, type: string, message: string): string {
  const body = JSON.stringify({ message });
  return `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nx-amzn-errortype: ${type}\r\nConnection: close\r\n\r\n${body}`;
}

function refuseTunnel(_request: IncomingMessage, socket: Duplex): void {
  // Node.js leaves the errors of this socket to us: a client that resets it would end the process.
  socket.on('error', () => {});
  // Only who reads notices that the client has gone.
  socket.resume();
  socket.end(unknownOperationOnSocket);
}

function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) socket.destroy();
  else socket.end(error.code === 'HPE_HEADER_OVERFLOW' ? tooLargeOnSocket : malformedOnSocket);
}

async function closeGracefully(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const forceCloseTimer = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(forceCloseTimer);
}
