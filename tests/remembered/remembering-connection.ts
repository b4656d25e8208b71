import { setImmediate as nextTurn } from 'node:timers/promises';
import { type HeaderField, headerValue } from '../../judge/index.js';
import { Connection, type ConnectionOptions, type Sent } from '../../targets/connection/index.js';
import {
  type Operation,
  type ReferenceOptions,
  type ReferenceResponse,
  referenceOperation,
} from '../../targets/reference/index.js';
import type { IdealExchange, IdealTarget } from './ideal-target.js';
import { isSameForConnection, isSameResponse } from './same-response.js';
import { writtenResponse } from './written-response.js';

const requestIdHeader = 'x-amzn-requestid';

export interface Remembering {
  readonly ideal: IdealTarget;
  /** As the changed target was started. */
  readonly options: ReferenceOptions;
  /** Hears of each request what the ideal target made of it; undefined if that is not known. */
  readonly heard?: (exchange: IdealExchange | undefined) => void;
}

/**
 * A connection to a reference target with a change, which does not send what is known. For each request it asks the
 * operation with the change, in this process. If its response is the one of the ideal target, byte for byte, the exchange
 * with the ideal target stands for it; if it is framed as that one, what it differs in stands in that exchange
 * (`writtenResponse`). All others are sent. A change that acts on the connection may show in any response: as soon as one
 * of its responses is framed or written in another way, everything is sent.
 */
export class RememberingConnection extends Connection {
  readonly #remembering: Remembering;
  readonly #operation: Operation;
  /** When the request that the operation is asked about was sent. */
  #now = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #isOfConnection = false;
  #count = { sent: 0, remembered: 0 };

  constructor(options: ConnectionOptions, remembering: Remembering) {
    super(options);
    this.#remembering = remembering;
    this.#operation = referenceOperation({ management: true, ...remembering.options, now: () => this.#now });
  }

  /** How many requests went over the wire, and how many did not. */
  get count(): { readonly sent: number; readonly remembered: number } {
    return this.#count;
  }

  /** Whether a response was framed or written in another way than the one of the ideal target. */
  get isOfConnection(): boolean {
    return this.#isOfConnection;
  }

  /** Whether each of these requests gets the response of the ideal target. */
  async respondsAs(exchanges: readonly IdealExchange[]): Promise<boolean> {
    for (const ideal of exchanges) {
      const response = await this.#compared(ideal);
      if (this.#isOfConnection || !response || !isSameResponse(response, ideal.response)) return false;
    }
    return true;
  }

  override async send(...request: Parameters<Connection['send']>): Promise<Sent> {
    const [plan, size = 0, , way] = request;
    const send = (): Promise<Sent> => {
      this.#count.sent += 1;
      return super.send(...request);
    };
    const isKnown = !this.#isOfConnection && way === undefined && plan.reading !== 'past-the-end';
    const ideal = isKnown ? await this.#remembering.ideal.exchange(plan, size) : undefined;
    this.#remembering.heard?.(ideal);
    if (!ideal) return send();
    const response = await this.#compared(ideal);
    if (this.#isOfConnection || !response) return send();
    if (isSameResponse(response, ideal.response)) return this.#remembered(ideal.sent, response);
    const written = writtenResponse(ideal, response);
    return written ? this.#known({ ...ideal.sent, response: written }) : send();
  }

  /** The exchange with the ideal target, with the id that the operation gave it now, and the date of now: a clock must not seem to be slow. */
  #remembered(sent: Sent, now: ReferenceResponse): Promise<Sent> {
    const renewed = new Map([
      [requestIdHeader, headerValue(now.headers, requestIdHeader)],
      ['date', new Date().toUTCString()],
    ]);
    const response = sent.response && {
      ...sent.response,
      headers: sent.response.headers.map(
        ([name, value]): HeaderField => [name, renewed.get(name.toLowerCase()) ?? value],
      ),
    };
    return this.#known({ ...sent, ...(response ? { response } : {}) });
  }

  /** An exchange that is known without being sent, as one with this target. */
  async #known(sent: Sent): Promise<Sent> {
    this.#count.remembered += 1;
    // As after any request, others get their turn.
    await nextTurn();
    const { origin, host } = this.endpoint;
    const headers = sent.request.headers.map(
      ([name, value]): HeaderField => (name === 'host' ? [name, host] : [name, value]),
    );
    return { ...sent, request: { ...sent.request, origin, headers } };
  }

  /** What the operation with the change responds to the request of this exchange; it may turn out to act on the connection. */
  async #compared(ideal: IdealExchange): Promise<ReferenceResponse | undefined> {
    const response = await this.#response(ideal);
    if (!response || !isSameForConnection(response, ideal.response)) this.#isOfConnection = true;
    return response;
  }

  /**
   * What the operation with the change responds, at the time at which the request was sent, to one request at a time;
   * undefined if it throws, which its server takes for a reason to cut the connection.
   */
  #response({ request, at }: IdealExchange): Promise<ReferenceResponse | undefined> {
    const response = this.#turn
      .then(() => {
        this.#now = at;
        return this.#operation(request);
      })
      .catch(() => undefined);
    this.#turn = response;
    return response;
  }
}
