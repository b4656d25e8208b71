import type { RequestPlan } from '../judge/index.js';
import { operation } from '../schemas/index.js';
import type { AssetUnderTest } from './fixture-view.js';
import { get } from './request.js';

/** Times that the same request shows it, before nothing else is asked. */
const timesUntilKnown = 2;

/**
 * Requests that show that a target is there which does not respond to valid ones: it may hang or cut the connection on
 * every download, and refuse others as it should.
 */
export class SignOfLife {
  readonly #times = new Map<RequestPlan, number>();

  private constructor(readonly candidates: readonly RequestPlan[]) {}

  /** For a target that holds this asset. */
  static beside({ values }: AssetUnderTest): SignOfLife {
    return new SignOfLife([
      { method: operation.method, path: operation.path, query: '' },
      get({ ...values, asset: 'conformance-no-such-asset' }),
      get({ ...values, domain: 'conformance-no-such-domain' }),
    ]);
  }

  /**
   * Takes note that the target responded to this request, and to valid ones before and after it did not.
   *
   * @returns whether it is known now
   */
  found(plan: RequestPlan): boolean {
    this.#times.set(plan, (this.#times.get(plan) ?? 0) + 1);
    return this.known !== undefined;
  }

  /** The request that has shown it often enough; undefined if none has. */
  get known(): RequestPlan | undefined {
    return this.candidates.find((plan) => (this.#times.get(plan) ?? 0) >= timesUntilKnown);
  }
}
