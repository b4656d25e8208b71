import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReferenceResponse, Wire } from './response.js';

/** Connections that are about to be reset, because a response on them has ended. */
const pendingResets = new WeakMap<Socket, NodeJS.Timeout>();

/** Puts a response on the wire: header names in their case and order, the body streamed at the pace of the client. */
export async function sendResponse(answer: ReferenceResponse, response: ServerResponse): Promise<void> {
  const { wire, body } = answer;
  // The reset after one response must not hit the next one on the same connection.
  if (response.socket) clearTimeout(pendingResets.get(response.socket));
  if (wire !== undefined) return sendUnusually(answer, wire, response);
  writeHead(answer, response);
  const whole = body instanceof Uint8Array ? body : body.whole();
  if (whole === undefined && response.req.method !== 'HEAD') await stream(pieces(answer), response);
  response.end(whole);
}

function writeHead({ status, headers, wire }: ReferenceResponse, response: ServerResponse): void {
  const fields: string[] = [];
  for (const [name, value] of headers) fields.push(name, value);
  if (wire?.reasonPhrase === undefined) response.writeHead(status, fields);
  else response.writeHead(status, wire.reasonPhrase, fields);
}

async function sendUnusually(answer: ReferenceResponse, wire: Wire, response: ServerResponse): Promise<void> {
  if (wire.delay !== undefined) await sleep(wire.delay);
  if (wire.earlyHints !== undefined) response.writeEarlyHints({ link: [...wire.earlyHints] });
  if (wire.ahead !== undefined) response.socket?.write(Buffer.from(wire.ahead, 'latin1'));
  const source = wire.withheld ? await collected(pieces(answer)) : pieces(answer, wire.pieces);
  if (wire.untilClose) {
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
  }
  writeHead(answer, response);
  if (response.req.method !== 'HEAD') {
    await stream(wire.cutAfter === undefined ? source : limited(source, wire.cutAfter), response);
  }
  if (wire.cutAfter !== undefined) {
    cutAfterFlush(response, wire.thenReset);
    return;
  }
  if (wire.excess !== undefined) response.flushHeaders();
  // Before the end of the response: after it, a connection that is not kept is closed already.
  if (wire.excess !== undefined) response.socket?.write(Buffer.from(wire.excess, 'latin1'));
  const { thenReset } = wire;
  if (thenReset !== undefined) {
    const { socket } = response;
    response.end(() => {
      if (socket)
        pendingResets.set(
          socket,
          setTimeout(() => socket.resetAndDestroy(), thenReset),
        );
    });
    return;
  }
  if (wire.thenClose) {
    const { socket } = response;
    response.end(() => socket?.end());
    return;
  }
  response.end();
}

/** Writes no faster than the client reads, and stops if it has gone. */
async function stream(source: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  response.once('close', leave);
  try {
    for await (const piece of source) {
      if (response.destroyed) return;
      if (!response.write(piece)) await once(response, 'drain', { signal: gone.signal });
    }
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    response.off('close', leave);
  }
}

async function* pieces(
  { body }: ReferenceResponse,
  size = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  const source = body instanceof Uint8Array ? [body] : body.open();
  for await (const part of source) {
    if (part.length <= size) yield part;
    else for (let at = 0; at < part.length; at += size) yield part.subarray(at, at + size);
  }
}

async function collected(source: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return (async function* () {
    yield* parts;
  })();
}

async function* limited(source: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let left = length;
  for await (const piece of source) {
    yield piece.subarray(0, left);
    left -= piece.length;
    if (left <= 0) return;
  }
}

/** Closes the connection in the middle of the response, once what was written has left, or resets it after so many milliseconds. */
function cutAfterFlush(response: ServerResponse, resetAfter: number | undefined): void {
  response.flushHeaders();
  const { socket } = response;
  if (resetAfter === undefined) socket?.end();
  else setTimeout(() => socket?.resetAndDestroy(), resetAfter);
}
