import type { Dispatcher } from 'undici';
import type { Exchange, HeaderField, RecordedRequest, RequestPlan } from '../../judge/index.js';
import { defined } from '../../schemas/index.js';
import { BodyDigest, headLimitOfErrors } from './body-digest.js';
import { Budget } from './budget.js';
import { type DispatcherOptions, dispatchers, proxied } from './dispatcher.js';
import { isAboutLength } from './failure.js';
import { type ExchangeLimits, exchangeOnce, type WireOutcome, type WireRequest } from './one-exchange.js';
import { RateLimit } from './rate-limit.js';
import { detectSurplusBytes } from './read-past-the-end.js';
import { type AttemptOutcome, type ChosenWay, RetryPolicy, type Way } from './retry-policy.js';
import { redact, withoutSecrets } from './secrets.js';
import type { RequestSigner } from './signing.js';

export interface ConnectionOptions extends DispatcherOptions {
  /** The target: http or https, a base path allowed. */
  readonly endpoint: URL;
  /** Absent: requests are not signed. */
  readonly signer?: RequestSigner;
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Requests per second at most; absent for no limit. */
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

/** A request that is ready to go. */
interface Planned {
  readonly request: WireRequest;
  readonly reading: 'framed' | 'past-the-end';
  readonly way: ChosenWay | undefined;
  readonly limits: ExchangeLimits;
}

/** A pooled connection to one target. Records what was sent and what came back; follows nothing, decodes nothing. */
export class Connection {
  #pool: Dispatcher;
  /** One connection of those that are kept: requests that follow each other go over the same. */
  #single: Dispatcher | undefined;
  #isSingleBusy = false;
  readonly #makePool: (connections: number) => Dispatcher;
  readonly #fresh: Dispatcher;
  readonly #rate: RateLimit;
  readonly #budget: Budget;
  readonly #options: ConnectionOptions;
  readonly #basePath: string;
  readonly #proxied: boolean;
  readonly #startedAt = performance.now();
  readonly #policy: RetryPolicy;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#basePath = options.endpoint.pathname.replace(/\/+$/, '');
    this.#rate = new RateLimit(options.rate);
    this.#budget = options.budget ?? new Budget(undefined);
    this.#proxied = proxied(options);
    this.#policy = new RetryPolicy(!this.#proxied);
    const shared = {
      headersTimeout: 0,
      bodyTimeout: 0,
      // Servers may close idle connections at any time; keeping them for only a moment makes a lost race rare.
      keepAliveTimeout: 1000,
      // Nor for as long as a server offers.
      keepAliveMaxTimeout: 1000,
      strictContentLength: false,
    };
    const dispatcher = dispatchers(options, options.endpoint.origin);
    this.#makePool = (connections) => dispatcher({ ...shared, connections, pipelining: 1 });
    this.#pool = this.#makePool(Math.max(options.concurrency - 1, 1));
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
   * Sends one request and waits for its whole response. Never throws for anything that the target does.
   *
   * @param expectedSize bytes of the largest lawful body: time and size limits grow with it
   * @param allowedMs milliseconds for the exchange, if less than the connection allows
   * @param way how to put it on the wire; if absent, as the run has learnt to send
   * @throws BudgetSpent if no further request may be sent
   */
  async send(
    plan: RequestPlan,
    expectedSize = 0,
    allowedMs = Number.POSITIVE_INFINITY,
    way?: ChosenWay,
  ): Promise<Sent> {
    await this.#turn();
    const { endpoint, signer } = this.#options;
    const path = `${this.#basePath}${plan.path}`;
    const headers: HeaderField[] = [...ownHeaders(plan), ...(plan.headers ?? [])];
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
    const whole = plan.form === 'absolute' ? `${endpoint.origin}${path}` : path;
    const target = plan.query === '' ? whole : `${whole}?${plan.query}`;
    const sentHeaders = [...headers, ...signatures];
    const request: RecordedRequest = {
      method: plan.method,
      origin: endpoint.origin,
      target,
      headers: [['host', endpoint.host] as HeaderField, ...sentHeaders].map(redact),
      ...(plan.body === undefined ? {} : { body: recordBody(plan.body) }),
    };
    const startedAt = Math.round(performance.now() - this.#startedAt);
    const { timeout } = this.#options;
    const { timing, ...outcome } = await this.#outcomeOf({
      request: {
        endpoint,
        method: plan.method,
        target,
        headers: sentHeaders,
        ...(plan.body === undefined ? {} : { body: plan.body }),
      },
      reading: plan.reading ?? 'framed',
      way,
      limits: {
        allowedMs: Math.min(allowedMs, timeout) + (expectedSize / slowestLawfulRate) * 1000,
        ...(expectedSize > bodyAllowance ? { stallMs: timeout } : {}),
        bodyLimit: expectedSize + bodyAllowance,
      },
    });
    const { response, failure } = outcome;
    return {
      request,
      ...(response ? { response: withoutSecrets(response, signatures) } : {}),
      ...(failure ? { failure } : {}),
      timing: { startedAt, ...timing },
    };
  }

  async #outcomeOf(planned: Planned): Promise<WireOutcome> {
    const taken: Way[] = [];
    let way: Way | undefined = planned.way ?? this.#policy.first(planned.reading);
    let outcome: WireOutcome | undefined;
    while (way !== undefined) {
      if (taken.length > 0) await this.#turn();
      taken.push(way);
      const latest: WireOutcome & AttemptOutcome = await this.#take(way, planned);
      way = this.#policy.next(latest, taken);
      outcome = outcome === undefined ? latest : combined(outcome, latest);
    }
    if (outcome === undefined) throw new Error('a request has a first way');
    return outcome;
  }

  #take(way: Way, { request, limits }: Planned): Promise<WireOutcome & AttemptOutcome> {
    // A pool takes whichever connection is free, and opens a second one for requests that follow each other closely.
    if (way === 'same' || (way === 'kept' && !this.#isSingleBusy)) return this.#onTheSame(request, limits);
    if (way === 'kept') return exchangeOnce(this.#pool, request, limits, false);
    if (way === 'fresh') return exchangeOnce(this.#fresh, request, limits, !this.#proxied);
    const { ca, cert, key } = this.#options;
    return detectSurplusBytes({
      ...request,
      ...defined({ ca, cert, key }),
      timeout: limits.allowedMs,
      limit: limits.bodyLimit,
      surplusMs: way === 'past-the-end' ? surplusMs : 0,
    });
  }

  async #onTheSame(request: WireRequest, limits: ExchangeLimits): Promise<WireOutcome> {
    this.#single ??= this.#makePool(1);
    this.#isSingleBusy = true;
    const outcome = await exchangeOnce(this.#single, request, limits, false);
    this.#isSingleBusy = false;
    if (outcome.failure) {
      // After an exchange that was given up, undici opens a connection for each request.
      const given = this.#single;
      this.#single = undefined;
      await given?.destroy();
    }
    return outcome;
  }

  /** Resolves when the next request may start, and counts it. */
  async #turn(): Promise<void> {
    this.#budget.spend();
    await this.#rate.turn();
  }

  /** Closes the connections that are kept, also those in use; the next request opens another. */
  async dropKept(): Promise<void> {
    const before = [this.#pool, this.#single];
    this.#pool = this.#makePool(Math.max(this.#options.concurrency - 1, 1));
    this.#single = undefined;
    await Promise.all(before.map((dispatcher) => dispatcher?.destroy()));
  }

  /** From now on each request gets a connection of its own. */
  keepNone(): void {
    this.#policy.keepNone();
  }

  /** Ends all connections, also those in use. */
  async close(): Promise<void> {
    await Promise.all([this.#pool.destroy(), this.#fresh.destroy(), this.#single?.destroy()]);
  }
}

/** What is known after one more try. What the HTTP client refuses stays refused, however much of it can be read raw. */
function combined(before: WireOutcome, after: WireOutcome & AttemptOutcome): WireOutcome {
  const { failure } = before;
  if (failure !== undefined && isAboutLength(failure) && after.response) return { failure, ...after };
  // A chunked response that was read raw is known by its header section only.
  return after.chunked ? before : after;
}

export const userAgent = 'codeartifact-conformance';

/** What the connection says about itself, unless the plan says something else. */
const ownHeaders = (plan: RequestPlan): readonly HeaderField[] =>
  plan.userAgent === false || plan.headers?.some(([name]) => name.toLowerCase() === 'user-agent')
    ? []
    : [['user-agent', userAgent]];

function recordBody(text: string): ReturnType<BodyDigest['finish']> {
  const digest = new BodyDigest(headLimitOfErrors);
  digest.update(Buffer.from(text));
  return digest.finish();
}
