import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defined } from '../../schemas/index.js';

export interface FrontServer {
  readonly url: string;
  /** Requests that arrived, as `METHOD target`. */
  readonly seen: string[];
  readonly headers: IncomingMessage['headers'][];
  close(): Promise<void>;
}

/** What a front does with one request: answers it itself, cuts it off, or passes it on to the server behind. */
export type Meddling = (
  incoming: IncomingMessage,
  response: ServerResponse,
  serial: number,
) => 'answered' | 'cut' | 'pass';

/** An HTTP server before another one that meddles with some of the requests. */
export async function startFront(meddle: Meddling, behind?: string): Promise<FrontServer> {
  const seen: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((incoming, response) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    headers.push(incoming.headers);
    const choice = meddle(incoming, response, seen.length);
    if (choice === 'cut') incoming.socket.destroy();
    if (choice !== 'pass') return;
    const onward = request(
      `${behind}${incoming.url}`,
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    headers,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Answers everything alike, as restJson1 has it. */
export const always =
  (status: number, type?: string, more: Readonly<Record<string, string>> = {}): Meddling =>
  (_incoming, response) => {
    const body = JSON.stringify({ message: 'As always.' });
    response.writeHead(status, {
      'content-type': 'application/json',
      ...defined({ 'x-amzn-errortype': type }),
      ...more,
    });
    response.end(body);
    return 'answered';
  };
