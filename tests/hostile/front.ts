import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { Socket } from 'node:net';
import { startReferenceServer } from '../../targets/reference/index.js';
import { type HostileTarget, type Listener, listen } from './target.js';

/** One request at the front of the reference target, with the right answer to it, before anything is sent. */
export interface Turn {
  /** 1 for the first request of all. */
  readonly number: number;
  readonly request: IncomingMessage;
  /** The status that is right, and whether it refuses. */
  readonly status: number;
  readonly refuses: boolean;
  /** The right header fields and body. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly response: ServerResponse;
  /** The connection, for bytes that no HTTP server would write. */
  readonly socket: Socket;
  /** Answers properly. */
  proper(): void;
}

export type Misbehaviour = (turn: Turn, listener: Listener) => void;

/** The reference target behind a front that serves as it does, or misbehaves: always, now and then, or only in part. */
export async function frontOfReference(misbehave: Misbehaviour): Promise<HostileTarget> {
  const reference = await startReferenceServer();
  const agent = new Agent({ keepAlive: true });
  const authorizations: string[] = [];
  let number = 0;
  const server = createServer({ maxHeaderSize: 64 * 1024, keepAliveTimeout: 60_000 }, (request, response) => {
    if (request.headers.authorization !== undefined) authorizations.push(request.headers.authorization);
    const own = ++number;
    const onward = send(
      {
        agent,
        host: '127.0.0.1',
        port: reference.port,
        method: request.method,
        path: request.url,
        headers: request.rawHeaders as unknown as NodeJS.Dict<string>,
      },
      async (answer) => {
        const parts: Buffer[] = [];
        for await (const part of answer) parts.push(part as Buffer);
        const status = answer.statusCode ?? 500;
        const { rawHeaders } = answer;
        const body = Buffer.concat(parts);
        const proper = (): void => {
          response.writeHead(status, rawHeaders);
          response.end(body);
        };
        const { socket } = request;
        if (socket.destroyed) return;
        misbehave(
          {
            number: own,
            request,
            status,
            refuses: status >= 400,
            rawHeaders,
            body,
            response,
            socket,
            proper,
          },
          listener,
        );
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  const listener = await listen(server);
  return {
    url: `http://127.0.0.1:${listener.port}`,
    authorizations,
    close: async () => {
      await listener.cut();
      agent.destroy();
      await reference.close();
    },
  };
}
