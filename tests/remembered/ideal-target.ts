import type { RequestPlan } from '../../judge/index.js';
import { Connection, type ConnectionOptions, type Sent } from '../../targets/connection/index.js';
import {
  type ReferenceOptions,
  type ReferenceRequest,
  type ReferenceResponse,
  type StageChange,
  startReferenceServer,
} from '../../targets/reference/index.js';

/** One exchange with the ideal target: as its server saw it, and as the connection recorded it. */
export interface IdealExchange {
  readonly request: ReferenceRequest;
  /** Milliseconds since the epoch: a signature is as old then as it was when it was sent. */
  readonly at: number;
  readonly response: ReferenceResponse;
  readonly sent: Sent;
}

/** What the server knows of an exchange. */
type Seen = Pick<IdealExchange, 'request' | 'at' | 'response'>;

/** The ideal reference target, asked over HTTP once for each request. */
export class IdealTarget {
  readonly #exchanges = new Map<string, Promise<IdealExchange | undefined>>();
  #latest: Seen | undefined;
  /** One request at a time, so that it is known which of them the server saw. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #connection: Promise<Connection>;
  /** Where it listens. */
  readonly url: Promise<string>;

  constructor(options: ReferenceOptions, connection: Omit<ConnectionOptions, 'endpoint'>) {
    this.url = startReferenceServer({ ...options, variant: this.#observer }).then(({ url }) => url);
    this.#connection = this.url.then((url) => new Connection({ ...connection, endpoint: new URL(url) }));
  }

  /** What a request gets; undefined if the server did not see it, or gave no whole response. */
  exchange(plan: RequestPlan, size: number): Promise<IdealExchange | undefined> {
    const key = JSON.stringify(plan);
    let exchange = this.#exchanges.get(key);
    if (!exchange) {
      exchange = this.#turn.then(() => this.#send(plan, size));
      this.#turn = exchange;
      this.#exchanges.set(key, exchange);
    }
    return exchange;
  }

  async #send(plan: RequestPlan, size: number): Promise<IdealExchange | undefined> {
    this.#latest = undefined;
    const sent = await (await this.#connection).send(plan, size);
    const seen = this.#seen();
    return seen && sent.response && !sent.failure ? { ...seen, sent } : undefined;
  }

  #seen(): Seen | undefined {
    return this.#latest;
  }

  /** Changes nothing. */
  readonly #observer: StageChange = {
    change: (stages) => ({
      ...stages,
      complete: async (response, request) => {
        const completed = await stages.complete(response, request);
        this.#latest = { request, response: completed, at: Date.now() };
        return completed;
      },
    }),
  };
}
