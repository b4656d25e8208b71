import type { Dispatcher } from 'undici';
import type {
  Exchange,
  ExchangeFailure,
  HeaderField,
  RecordedRequest,
  RecordedResponse,
  RequestPlan,
} from '../../judge/index.js';
import { BodyDigest, headLimitOf, headLimitOfErrors } from './body-digest.js';
import { Budget } from './budget.js';
import { type DispatcherOptions, dispatchers, proxied } from './dispatcher.js';
import { ExchangeAborted, failureOf, isUnderstoodRaw } from './failure.js';
import { RateLimit } from './rate-limit.js';
import { readPastTheEnd } from './read-past-the-end.js';
import { redact, withoutSecrets } from './secrets.js';
import type { RequestSigner } from './signing.js';

export interface ConnectionOptions extends DispatcherOptions {
  /** The target: http or https, a base path allowed. */
  readonly endpoint: URL;
  /** Absent: requests are not signed. */
  readonly signer?: RequestSigner;
  /** Requests in flight at the most. */
  readonly concurrency: number;
  /** Requests per second at the most; absent for no limit. */
  readonly rate?: number;
  /** Requests that may be sent in all; absent for no limit. */
  readonly budget?: Budget;
  /** Milliseconds for one exchange; large bodies get more, see `send`. */
  readonly timeout: number;
}

/** What came of one request: the exchange without its id. */
export type Sent = Omit<Exchange, 'id'>;

/** Bytes a second below which an expected large body counts as stalled. */
const slowestLawfulRate = 1024 * 1024;
/** A body may be this much longer than expected before it is cut off: enough to show what was sent. */
const bodyAllowance = 1024 * 1024;
/** How long to listen for surplus bytes when the declared length has arrived and the connection stays open. */
const surplusMs = 200;
/** Requests that get a connection of their own after one was cut off on a kept connection. */
const freshAfterCut = 64;
/** A request that is ready to go. */
interface Planned {
  readonly plan: RequestPlan;
  readonly target: string;
  readonly headers: readonly HeaderField[];
  readonly expectedSize: number;
  /** Milliseconds for the whole exchange. */
  readonly allowedMs: number;
  readonly startedAt: number;
}

/** A pooled connection to one target. Records what was sent and what came back; follows nothing, decodes nothing. */
export class Connection {
  readonly #pool: Dispatcher;
  readonly #fresh: Dispatcher;
  readonly #rate: RateLimit;
  readonly #budget: Budget;
  readonly #options: ConnectionOptions;
  readonly #basePath: string;
  readonly #proxied: boolean;
  readonly #startedAt = performance.now();
  /** Requests that still get a connection of their own. */
  #onFresh = 0;
  /** The target sends interim answers that the HTTP client does not take. */
  #sendsInterim = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#basePath = options.endpoint.pathname.replace(/\/+$/, '');
    this.#rate = new RateLimit(options.rate);
    this.#budget = options.budget ?? new Budget(undefined);
    this.#proxied = proxied(options);
    const shared = {
      headersTimeout: 0,
      bodyTimeout: 0,
      // Servers may close idle connections at any time; keeping them for only a moment makes a lost race rare.
      keepAliveTimeout: 1000,
      strictContentLength: false,
    };
    const dispatcher = dispatchers(options);
    this.#pool = dispatcher({ ...shared, connections: options.concurrency, pipelining: 1 });
    this.#fresh = dispatcher({ ...shared, pipelining: 0 });
  }

  get endpoint(): URL {
    return this.#options.endpoint;
  }

  /** Whether requests are signed. */
  get signs(): boolean {
    return this.#options.signer !== undefined;
  }

  /**
   * Sends one request and waits for its whole answer. Never throws for anything that the target does.
   *
   * @param expectedSize bytes of the largest lawful body: time and size limits grow with it
   * @param allowedMs milliseconds for the exchange, where less than the connection allows
   * @throws BudgetSpent where no further request may be sent
   */
  async send(plan: RequestPlan, expectedSize = 0, allowedMs = Number.POSITIVE_INFINITY): Promise<Sent> {
    await this.#turn();
    const { endpoint, signer } = this.#options;
    const path = `${this.#basePath}${plan.path}`;
    const headers: HeaderField[] = [['user-agent', userAgent], ...(plan.headers ?? [])];
    const signing = plan.signing ?? 'configured';
    const signatures =
      signer && signing !== 'none'
        ? await signer.sign(
            {
              method: plan.method,
              origin: endpoint,
              path,
              query: plan.query,
              headers,
              ...(plan.body === undefined ? {} : { body: plan.body }),
            },
            signing,
          )
        : [];
    const target = plan.query === '' ? path : `${path}?${plan.query}`;
    const sentHeaders = [...headers, ...signatures];
    const request: RecordedRequest = {
      method: plan.method,
      origin: endpoint.origin,
      target,
      headers: [['host', endpoint.host] as HeaderField, ...sentHeaders].map(redact),
      ...(plan.body === undefined ? {} : { body: recordBody(plan.body) }),
    };
    const planned: Planned = {
      plan,
      target,
      headers: sentHeaders,
      expectedSize,
      allowedMs: Math.min(allowedMs, this.#options.timeout) + (expectedSize / slowestLawfulRate) * 1000,
      startedAt: Math.round(performance.now() - this.#startedAt),
    };
    const outcome = await this.#answerTo(planned);
    const { response } = outcome;
    return {
      request,
      ...outcome,
      ...(response ? { response: withoutSecrets(response, signatures) } : {}),
    };
  }

  async #answerTo(planned: Planned): Promise<Omit<Sent, 'request'>> {
    const { plan } = planned;
    if (plan.reading === 'past-the-end' && !this.#proxied) {
      const raw = await this.#readRaw(planned, surplusMs);
      if (raw) return raw;
      await this.#turn();
    }
    if (this.#sendsInterim) {
      const raw = await this.#readRaw(planned, 0);
      if (raw) return raw;
      await this.#turn();
    }
    const kept = this.#onFresh === 0;
    if (!kept) this.#onFresh -= 1;
    let outcome = await this.#exchange(kept ? this.#pool : this.#fresh, planned);
    if (kept && isLostRace(outcome)) {
      // A server may close a kept connection while the next request is on its way, and the client is then to try
      // again on a new one (RFC 9112 §9.3.1). What happens on a new connection is the target's own doing. Whether it was
      // a lost race or a request cut off, this one does not show, but those that come next will.
      this.#onFresh = freshAfterCut;
      await this.#turn();
      outcome = await this.#exchange(this.#fresh, planned);
    }
    if (outcome.failure && isUnderstoodRaw(outcome.failure) && !this.#proxied) {
      this.#sendsInterim = true;
      await this.#turn();
      return (await this.#readRaw(planned, 0)) ?? outcome;
    }
    return outcome;
  }

  /** Resolves when the next request may start, and counts it. */
  async #turn(): Promise<void> {
    this.#budget.spend();
    await this.#rate.turn();
  }

  /** Undefined where the answer is chunked: then the HTTP client sees whatever there is to see. */
  async #readRaw(planned: Planned, surplus: number): Promise<Omit<Sent, 'request'> | undefined> {
    const { plan, target, headers, expectedSize, allowedMs, startedAt } = planned;
    const { endpoint, ca } = this.#options;
    const began = performance.now();
    const { chunked, ...answer } = await readPastTheEnd({
      endpoint,
      method: plan.method,
      target,
      headers,
      ...(plan.body === undefined ? {} : { body: plan.body }),
      ...(ca === undefined ? {} : { ca }),
      timeout: allowedMs,
      surplusMs: surplus,
      limit: expectedSize + bodyAllowance,
    });
    return chunked
      ? undefined
      : { ...answer, timing: { startedAt, endedAfter: milliseconds(performance.now() - began) } };
  }

  /** Ends all connections, also those in use. */
  async close(): Promise<void> {
    await Promise.all([this.#pool.destroy(), this.#fresh.destroy()]);
  }

  #exchange(dispatcher: Dispatcher, planned: Planned): Promise<Omit<Sent, 'request'>> {
    const { plan, target, headers, expectedSize, allowedMs, startedAt } = planned;
    const { endpoint, timeout } = this.#options;
    const alone = dispatcher === this.#fresh && !this.#proxied;
    const began = performance.now();
    return new Promise((resolve) => {
      let controller: Dispatcher.DispatchController | undefined;
      let head: { status: number; headers: HeaderField[]; after: number } | undefined;
      let body: BodyDigest | undefined;
      let settled = false;
      const settle = (failure?: ExchangeFailure): void => {
        if (settled) return;
        settled = true;
        clearTimeout(timer);
        clearTimeout(stall);
        const response: RecordedResponse | undefined = head && {
          status: head.status,
          headers: head.headers,
          body: (body ?? new BodyDigest(0)).finish(),
        };
        resolve({
          ...(response ? { response } : {}),
          ...(failure ? { failure } : {}),
          timing: {
            startedAt,
            ...(head ? { headersAfter: milliseconds(head.after - began) } : {}),
            endedAfter: milliseconds(performance.now() - began),
          },
        });
      };
      const abort = (error: ExchangeAborted): void => {
        settle(failureOf(error));
        controller?.abort(error);
      };
      // A large body may take long, but it has to keep coming.
      let stall: NodeJS.Timeout | undefined;
      const timer = setTimeout(
        () => abort(new ExchangeAborted('timeout', `no complete answer within ${Math.round(allowedMs)} ms`)),
        allowedMs,
      );
      try {
        dispatcher.dispatch(
          {
            origin: endpoint.origin,
            path: target,
            method: plan.method as Dispatcher.HttpMethod,
            headers: headers.flat(),
            body: plan.body ?? null,
          },
          {
            onRequestStart(started) {
              controller = started;
              if (settled) started.abort(new Error('the exchange is over'));
            },
            onResponseStart(started, status) {
              if (status < 200) return;
              head = { status, headers: headerFields(started.rawHeaders), after: performance.now() };
              body = new BodyDigest(headLimitOf(status));
              if (expectedSize > bodyAllowance)
                stall = setTimeout(
                  () => abort(new ExchangeAborted('timeout', `no further byte for ${timeout} ms`)),
                  timeout,
                );
            },
            onResponseData(_, chunk) {
              if (settled || !body) return;
              body.update(chunk);
              stall?.refresh();
              const limit = expectedSize + bodyAllowance;
              if (body.size > limit)
                abort(new ExchangeAborted('too-large', `the body is longer than ${limit} bytes`));
            },
            onResponseEnd: () => settle(),
            onResponseError: (_, error) => settle(failureOf(error, alone && head === undefined)),
          },
        );
      } catch (error) {
        settle(failureOf(error));
      }
    });
  }
}

/** Whether a connection was closed in place of an answer, for which a kept connection need not be the target's fault. */
const isLostRace = ({ response, failure }: Omit<Sent, 'request'>): boolean =>
  failure?.kind === 'closed' && response === undefined && !isUnderstoodRaw(failure);

export const userAgent = 'codeartifact-conformance';

const milliseconds = (value: number): number => Math.round(value * 100) / 100;

function recordBody(text: string): ReturnType<BodyDigest['finish']> {
  const digest = new BodyDigest(headLimitOfErrors);
  digest.update(Buffer.from(text));
  return digest.finish();
}

function headerFields(raw: Dispatcher.DispatchController['rawHeaders']): HeaderField[] {
  if (!Array.isArray(raw)) return [];
  const text = (part: Buffer | string | undefined): string =>
    typeof part === 'string' ? part : (part?.toString('latin1') ?? '');
  const fields: HeaderField[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2)
    fields.push([text(raw[index]), text(raw[index + 1])]);
  return fields;
}
