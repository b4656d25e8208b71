import type { Exchange, Expectation } from '../judge/index.js';
import type { ErrorType, ParameterName } from '../schemas/index.js';
import type { AssetRequest } from './asset-request.js';
import type { AssetUnderTest } from './fixture-view.js';

/** What can be expected of a request. Each of these sends it: first its control, if it needs one. */
export interface RequestExpectation {
  /**
   * 200 and exactly the bytes of the asset.
   *
   * @param asset the request's own asset unless given
   * @param more what else the response must show: negotiated codings, a revision, all three headers
   */
  toServe(
    asset?: AssetUnderTest,
    more?: Partial<Extract<Expectation, { kind: 'served' }>>,
  ): Promise<Exchange>;
  /** One of these errors of the operation, each with its documented status. */
  toBeRefused(...types: readonly ErrorType[]): Promise<Exchange>;
  /** 400 ValidationException. */
  toBeInvalid(): Promise<Exchange>;
  /** 404 ResourceNotFoundException, because this parameter names something that is not there. */
  toBeNotFound(because: ParameterName): Promise<Exchange>;
  /** Whatever comes: it is recorded and not judged, because the documents are silent. */
  toBeObserved(question: string): Promise<Exchange>;
  /** What this expectation allows. */
  toBe(expectation: Expectation): Promise<Exchange>;
}

/** Builds an expectation on a request that is not yet sent. */
export type Expect = (request: AssetRequest) => RequestExpectation;
