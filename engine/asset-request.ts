import type { QueryPair } from '../generators/index.js';
import type { HeaderField, RequestPlan, UnlistedAsset } from '../judge/index.js';
import type { ParameterName, ParameterValues } from '../schemas/index.js';
import type { AssetUnderTest, FixtureView } from './fixture-view.js';
import { get, getPairs, getRaw, validRequest, without } from './request.js';

/** What is said about a request besides what is sent. */
interface Marks {
  readonly beyond: boolean;
  readonly controlled: boolean;
  readonly case?: string;
  readonly unlisted?: UnlistedAsset | undefined;
}

/**
 * A request about an asset that the target holds: built step by step, and sent by the expectation on it. It remembers
 * its asset, so that the valid request for it, the control, is sent first by itself.
 */
export class AssetRequest {
  private constructor(
    /** The asset that the control requests. */
    readonly asset: AssetUnderTest,
    private readonly values: ParameterValues,
    /** The request as it will be sent. */
    readonly plan: RequestPlan,
    private readonly marks: Marks,
  ) {}

  /** The valid request for an asset. */
  static for(asset: AssetUnderTest): AssetRequest {
    return new AssetRequest(asset, asset.values, validRequest(asset), { beyond: false, controlled: true });
  }

  /** The request goes beyond what the operation models, so the rules on responses do not apply. */
  get isBeyond(): boolean {
    return this.marks.beyond;
  }

  /** Which case of its check this is, if the check names its cases. */
  get case(): string | undefined {
    return this.marks.case;
  }

  /** The asset that the target may hold under the requested names, if the fixtures list none. */
  get unlisted(): UnlistedAsset | undefined {
    return this.marks.unlisted;
  }

  /** Whether its control goes first. The valid request itself needs none. */
  get needsControl(): boolean {
    return this.marks.controlled && !isSame(this.plan, validRequest(this.asset));
  }

  /** The same request with other values of some parameters. */
  with(values: ParameterValues): AssetRequest {
    return this.#valued({ ...this.values, ...values });
  }

  /** The same request without one parameter. */
  without(name: ParameterName): AssetRequest {
    return this.#valued(without(this.values, name));
  }

  /** The same request with these pairs as its query: repeated, unknown and bare keys allowed. */
  pairs(pairs: readonly QueryPair[]): AssetRequest {
    return this.sentAs({ query: getPairs(pairs).query });
  }

  /** The same request with this query, as it stands. */
  query(query: string): AssetRequest {
    return this.sentAs({ query: getRaw(query).query });
  }

  /** The same request with these headers. */
  headers(...headers: readonly HeaderField[]): AssetRequest {
    return this.sentAs({ headers: [...(this.plan.headers ?? []), ...headers] });
  }

  /** The same request, sent in another way: method, path, body, signature, how the response is read. */
  sentAs(change: Partial<RequestPlan>): AssetRequest {
    return new AssetRequest(this.asset, this.values, { ...this.plan, ...change }, this.marks);
  }

  /** The same request, marked as one that goes beyond what the operation models. */
  beyond(): AssetRequest {
    return this.#marked({ beyond: true });
  }

  /**
   * The same request, named as one case of its check. The name must hold for any fixtures and seed: a diagnosis tells
   * defects apart by the cases that fail.
   */
  as(name: string): AssetRequest {
    return this.#marked({ case: name });
  }

  /**
   * The same request, marked as one for names that no fixture lists, though they are near to some. A target may hold
   * more than its fixtures list: an asset of exactly these names, with bytes of its own, is as lawful as a refusal.
   *
   * @param others assets that the names are taken from, besides the request's own
   */
  notListed(fixtures: FixtureView, ...others: readonly AssetUnderTest[]): AssetRequest {
    return this.#marked({ unlisted: fixtures.unlisted(this.values, this.asset, ...others) });
  }

  /**
   * The same request, sent without its control: because it must be served itself, though it is sent in another way,
   * or because it matters what was sent right before it.
   */
  withoutControl(): AssetRequest {
    return this.#marked({ controlled: false });
  }

  #marked(marks: Partial<Marks>): AssetRequest {
    return new AssetRequest(this.asset, this.values, this.plan, { ...this.marks, ...marks });
  }

  #valued(values: ParameterValues): AssetRequest {
    return new AssetRequest(this.asset, values, { ...this.plan, query: get(values).query }, this.marks);
  }
}

/** Nearly all requests differ in their queries, which are compared first. */
const isSame = (one: RequestPlan, other: RequestPlan): boolean =>
  one === other || (one.query === other.query && JSON.stringify(one) === JSON.stringify(other));

/** The valid request for an asset, to be changed, and to be sent by `expect`. */
export const requestFor = (asset: AssetUnderTest): AssetRequest => AssetRequest.for(asset);
