import type { Socket } from 'node:net';
import { headerValue, headerValues } from '../../judge/index.js';
import { failureOf } from '../connection/index.js';
import { requestFraming, responseFraming } from './framing.js';
import { type MessageHead, NotHttp, parseRequestLine, parseStatus } from './message-head.js';
import { MessageReader } from './message-reader.js';
import { ownResponse } from './own-response.js';
import { PassingExchange, type SeenExchange } from './seen-exchange.js';

/** What a relay needs to know of the proxy that it belongs to. */
export interface RelayOptions {
  /** Opens a connection to the upstream; the callback is called when it stands. */
  readonly open: (ready: () => void) => Socket;
  /** Scheme, host and port of the upstream. */
  readonly origin: string;
  /** Whether the requirements speak of this request. */
  readonly isJudged: (method: string, target: string) => boolean;
  /** Gets each exchange of which they speak, when it is over; not those that the client gave up. */
  readonly over: (exchange: PassingExchange) => void;
  /** `performance.now()` at the start of the proxy. */
  readonly since: number;
}

/** A request that is on its way, in the order of the connection. */
interface Pending {
  readonly method: string;
  /** Absent if the requirements do not speak of it. */
  readonly exchange?: PassingExchange;
}

/** Thrown for a request that would turn the connection into something other than HTTP. */
class Refused extends Error {}

/**
 * Connects one client connection with one of its own to the upstream and hands every byte on as it is, in both
 * directions, as fast as the other side takes it. The messages are followed beside that; if they cannot be followed
 * the bytes go on all the same, and nothing more on this connection is judged.
 */
export class Relay {
  readonly #client: Socket;
  readonly #options: RelayOptions;
  readonly #pending: Pending[] = [];
  readonly #requests: MessageReader;
  readonly #responses: MessageReader;
  #upstream: Socket | undefined;
  #connected = false;
  #followed = true;
  #over = false;
  /** The beginning of a head: nothing of it is sent before it is known what it asks for. */
  #withheld: Buffer | undefined;
  #sending: Pending | undefined;
  #interim = false;

  constructor(client: Socket, options: RelayOptions) {
    this.#client = client;
    this.#options = options;
    this.#requests = new MessageReader({
      head: (head) => this.#requestHead(head),
      data: (part) => this.#sending?.exchange?.requestData(part),
      end: () => {},
    });
    this.#responses = new MessageReader({
      head: (head) => this.#responseHead(head),
      data: (part) => this.#pending[0]?.exchange?.responseData(part),
      end: () => this.#responseEnd(),
    });
    client.on('data', (chunk: Buffer) => this.#fromClient(chunk));
    client.on('drain', () => this.#upstream?.resume());
    client.on('end', () => this.#clientEnd());
    client.on('error', () => {});
    client.on('close', () => this.#clientClose());
  }

  #fromClient(chunk: Buffer): void {
    if (!this.#followed) {
      this.#forward(chunk);
      return;
    }
    const bytes = this.#withheld ? Buffer.concat([this.#withheld, chunk]) : chunk;
    try {
      this.#requests.push(chunk);
    } catch (error) {
      if (error instanceof Refused) this.#answerItself('501 Not Implemented', 'refused', error.message);
      else {
        this.#follow(error);
        this.#forward(bytes);
      }
      return;
    }
    const complete = bytes.byteLength - this.#requests.pendingHead;
    this.#withheld = complete < bytes.byteLength ? bytes.subarray(complete) : undefined;
    if (complete > 0) this.#forward(complete < bytes.byteLength ? bytes.subarray(0, complete) : bytes);
  }

  #forward(bytes: Buffer): void {
    this.#withheld = undefined;
    this.#upstream ??= this.#open();
    if (!this.#upstream.write(bytes)) this.#client.pause();
  }

  #open(): Socket {
    const upstream = this.#options.open(() => {
      this.#connected = true;
    });
    upstream.on('data', (chunk: Buffer) => this.#fromUpstream(chunk));
    upstream.on('drain', () => this.#client.resume());
    upstream.on('end', () => this.#upstreamEnd());
    upstream.on('error', (error) => this.#upstreamError(error));
    upstream.on('close', () => this.#lose({ kind: 'closed', message: 'the connection was closed' }));
    return upstream;
  }

  #fromUpstream(chunk: Buffer): void {
    // First on its way to the client, then looked at.
    if (!this.#client.write(chunk)) this.#upstream?.pause();
    if (!this.#followed) return;
    try {
      this.#responses.push(chunk);
    } catch (error) {
      const { message } = error as Error;
      this.#follow(error);
      this.#settle({ kind: 'invalid', message: `not HTTP: ${message}` });
      this.#pending.length = 0;
    }
  }

  /** Gives up following the messages, if the error says that they cannot be followed. */
  #follow(error: unknown): void {
    if (!(error instanceof NotHttp)) throw error;
    this.#followed = false;
  }

  #requestHead({ startLine, fields }: MessageHead) {
    const { method, target } = parseRequestLine(startLine);
    if (method === 'CONNECT') throw new Refused('CONNECT is not forwarded: this proxy has one target only.');
    if (headerValue(fields, 'upgrade') !== undefined && headerValues(fields, 'connection').some(hasUpgrade))
      throw new Refused(
        'Upgrade is not forwarded: what follows could not be judged. Have the client speak HTTP/1.1.',
      );
    const { origin, since } = this.#options;
    this.#sending = this.#options.isJudged(method, target)
      ? { method, exchange: new PassingExchange(method, target, fields, origin, since) }
      : { method };
    this.#pending.push(this.#sending);
    return requestFraming(fields);
  }

  #responseHead({ startLine, fields }: MessageHead) {
    const status = parseStatus(startLine);
    const [pending] = this.#pending;
    if (!pending) throw new NotHttp('a response that nobody requested');
    this.#interim = status < 200;
    if (!this.#interim) pending.exchange?.responseHead(status, fields);
    if (status === 101) throw new NotHttp('another protocol took over');
    return responseFraming(status, pending.method, fields);
  }

  #responseEnd(): void {
    if (!this.#interim) this.#settle();
  }

  /** The oldest exchange is over. */
  #settle(failure?: SeenExchange['failure']): void {
    const exchange = this.#pending.shift()?.exchange;
    if (!exchange) return;
    exchange.end(failure);
    this.#options.over(exchange);
  }

  /** Whatever is still on its way gets no complete response any more; what the client gave up is nobody's failure. */
  #lose(failure: NonNullable<SeenExchange['failure']>): void {
    while (this.#pending.length > 0) {
      if (this.#over) this.#pending.shift();
      else this.#settle(failure);
    }
  }

  /** A client that says no more may have gone: what it does not get is not the target's failure from here on. */
  #clientEnd(): void {
    this.#over = true;
    if (this.#withheld) this.#forward(this.#withheld);
    if (this.#upstream) this.#upstream.end();
    else this.#client.end();
  }

  #clientClose(): void {
    this.#over = true;
    this.#upstream?.destroy();
  }

  #upstreamEnd(): void {
    if (this.#followed) this.#responses.finish();
    this.#lose({ kind: 'closed', message: 'the connection ended before the response did' });
    this.#client.end();
  }

  #upstreamError(error: Error): void {
    const failure = failureOf(error);
    this.#lose(failure);
    if (this.#connected) {
      // What arrived before is passed on; then the client sees what the proxy saw, and not an orderly end.
      this.#client.write('', () => void this.#client.resetAndDestroy());
      return;
    }
    const message = `${this.#options.origin} cannot be reached: ${failure.message}`;
    this.#answerItself('502 Bad Gateway', failure.kind, message);
  }

  #answerItself(status: string, reason: string, message: string): void {
    this.#over = true;
    this.#followed = false;
    this.#client.removeAllListeners('data');
    this.#client.resume();
    this.#client.end(ownResponse(status, reason, message), () => this.#client.destroySoon());
    this.#upstream?.destroy();
  }
}

const hasUpgrade = (value: string): boolean => /(^|,)\s*upgrade\s*(,|$)/i.test(value);
