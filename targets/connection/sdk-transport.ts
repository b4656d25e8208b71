import type { Readable } from 'node:stream';
import { type Dispatcher, request } from 'undici';
import { percentEncode } from '../../schemas/index.js';
import { type DispatcherOptions, dispatchers } from './dispatcher.js';
import { RateLimit } from './rate-limit.js';

/** The parts of an official client's request that matter here. */
interface WireRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}

interface WireResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface SdkTransportOptions extends DispatcherOptions {
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Requests per second at most; absent for no limit. */
  readonly rate?: number;
}

/** Bytes of the largest response that a management operation can lawfully give. */
const largestResponse = 32 * 1024 * 1024;

/**
 * Carries the requests of an official client over the same kind of connection as the suite's own: the same proxies,
 * certificate authorities and rate. Follows no redirect.
 */
export class SdkTransport {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #dispatcher: Dispatcher;
  readonly #rate: RateLimit;
  readonly #timeout: number;
  /** Answers with the status 429 so far. */
  throttled = 0;

  constructor(options: SdkTransportOptions) {
    this.#rate = new RateLimit(options.rate);
    this.#timeout = options.timeout;
    this.#dispatcher = dispatchers(options)({ connections: options.concurrency, keepAliveTimeout: 1000 });
  }

  /** Sends one request and reads the whole response. Rejects as undici does. */
  async handle(wire: WireRequest): Promise<{ response: WireResponse }> {
    await this.#rate.turn();
    const answer = await request(urlOf(wire), {
      dispatcher: this.#dispatcher,
      method: wire.method as Dispatcher.HttpMethod,
      headers: withoutHost(wire.headers),
      body: wire.body ?? null,
      headersTimeout: this.#timeout,
      bodyTimeout: this.#timeout,
    });
    if (answer.statusCode === 429) this.throttled += 1;
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of answer.body as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > largestResponse) throw new Error(`the response is larger than ${largestResponse} bytes`);
      parts.push(part);
    }
    return {
      response: {
        statusCode: answer.statusCode,
        headers: Object.fromEntries(
          Object.entries(answer.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
        ),
        body: Buffer.concat(parts),
      },
    };
  }

  /** Ends all connections. */
  destroy(): void {
    void this.#dispatcher.destroy();
  }

  // Asked for by the client's interface: there is nothing to be set from outside.
  updateHttpClientConfig(): void {}
  httpHandlerConfigs(): Record<string, never> {
    return {};
  }
}

function urlOf({ protocol, hostname, port, path, query = {} }: WireRequest): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === null
      ? [percentEncode(name)]
      : [value].flat().map((each) => `${percentEncode(name)}=${percentEncode(String(each))}`),
  );
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  return `${protocol}//${host}${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

const withoutHost = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'host'));
