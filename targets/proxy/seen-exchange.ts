import type { Exchange, HeaderField } from '../../judge/index.js';
import { BodyDigest, headLimitOf } from '../connection/index.js';
import { Redaction } from './redact.js';

/** An exchange as the proxy saw it pass, before anybody has judged it. */
export type SeenExchange = Omit<Exchange, 'id'>;

const milliseconds = (value: number): number => Math.round(value * 100) / 100;

/** One exchange of the operation while it passes. Bodies are hashed as they stream by. */
export class PassingExchange {
  readonly #began = performance.now();
  #requestBody: BodyDigest | undefined;
  #endedAfter = 0;
  #failure: Exchange['failure'];
  #response: { status: number; fields: readonly HeaderField[]; body: BodyDigest; after: number } | undefined;

  /**
   * @param origin of the upstream
   * @param since `performance.now()` at the start of the proxy
   */
  constructor(
    readonly method: string,
    private readonly target: string,
    private readonly fields: readonly HeaderField[],
    private readonly origin: string,
    private readonly since: number,
  ) {}

  requestData(part: Buffer): void {
    // What a client sends in a body is its own: size and hash are enough.
    this.#requestBody ??= new BodyDigest(0);
    this.#requestBody.update(part);
  }

  responseHead(status: number, fields: readonly HeaderField[]): void {
    const body = new BodyDigest(headLimitOf(status));
    this.#response = { status, fields, body, after: performance.now() - this.#began };
  }

  responseData(part: Buffer): void {
    this.#response?.body.update(part);
  }

  /** The exchange is over. */
  end(failure?: Exchange['failure']): void {
    this.#endedAfter = performance.now() - this.#began;
    this.#failure = failure;
  }

  /** What there is to record of it, after its end. To be called once. */
  finish(): SeenExchange {
    const redaction = new Redaction();
    const request = {
      method: this.method,
      origin: this.origin,
      target: redaction.target(this.target),
      headers: redaction.requestFields(this.fields),
      ...(this.#requestBody ? { body: this.#requestBody.finish() } : {}),
    };
    const response = this.#response;
    return {
      request,
      ...(response
        ? {
            response: {
              status: response.status,
              headers: redaction.responseFields(response.fields),
              body: redaction.body(response.body.finish()),
            },
          }
        : {}),
      ...(this.#failure ? { failure: this.#failure } : {}),
      timing: {
        startedAt: Math.round(this.#began - this.since),
        ...(response ? { headersAfter: milliseconds(response.after) } : {}),
        endedAfter: milliseconds(this.#endedAfter),
      },
    };
  }
}
