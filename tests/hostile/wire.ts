import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { HeaderField } from '../../judge/index.js';

/** The header section of a response, as bytes that nobody checked. */
export const head = (status: number, fields: readonly HeaderField[]): Buffer =>
  Buffer.from(
    `HTTP/1.1 ${status} Status\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    'latin1',
  );

/** A whole respond with a truthful length, after which the connection is closed. */
export function answer(
  status: number,
  fields: readonly HeaderField[],
  body: string | Uint8Array = '',
): Buffer {
  const bytes = Buffer.from(body as Uint8Array);
  return Buffer.concat([
    head(status, [...fields, ['Content-Length', String(bytes.byteLength)], ['Connection', 'close']]),
    bytes,
  ]);
}

/** A response as the service refuses: JSON, and the error type in its header. */
export const refusal = (
  body: string | Uint8Array,
  { status = 400, type = 'ValidationException', fields = [] as readonly HeaderField[] } = {},
): Buffer =>
  answer(
    status,
    [
      ['Content-Type', 'application/json'],
      ['x-amzn-RequestId', crypto.randomUUID()],
      ...(type === '' ? [] : ([['x-amzn-errortype', type]] as const)),
      ...fields,
    ],
    body,
  );

/** Writes the same bytes for as long as the client takes them, no faster than it reads. */
export async function forever(socket: Socket, bytes: string | Buffer): Promise<void> {
  while (!socket.destroyed)
    if (!socket.write(bytes))
      await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => {});
}

/** Writes one byte a second. */
export function trickle(socket: Socket, bytes: Buffer): void {
  let at = 0;
  const timer = setInterval(() => void socket.write(bytes.subarray(at, ++at)), 1000);
  socket.on('close', () => clearInterval(timer));
}
