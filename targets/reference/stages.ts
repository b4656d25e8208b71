import type { ParameterValues } from '../../schemas/index.js';
import { address } from './address.js';
import { complete } from './complete.js';
import { type Admit, admit, exactly, type Found, find, type Matchers, type RequestedAsset } from './find.js';
import { bindParameters, parseQuery, type Query } from './query.js';
import type { Refusal } from './refusal.js';
import { refuse } from './refuse.js';
import type { ReferenceRequest } from './request.js';
import type { ReferenceResponse } from './response.js';
import { type Route, route } from './route.js';
import { scenario } from './scenario.js';
import { serve } from './serve.js';
import { type Authenticate, authenticate } from './signature.js';
import type { Store } from './store.js';
import { validate } from './validate.js';

/**
 * The operation as a chain of small functions of plain data, in the order in which they are applied. Each can be
 * replaced or wrapped alone: this is how seeded defects and lawful variants are made, of which the stages know nothing.
 */
export interface Stages {
  /** Which operation claims the request. */
  route(request: ReferenceRequest): Route;
  /** Who sends it. */
  authenticate: Authenticate;
  /** The query as decoded pairs. */
  parse(rawQuery: string, request: ReferenceRequest): Query | Refusal;
  /** Which pair gives which parameter. */
  bind(query: Query, request: ReferenceRequest): ParameterValues;
  /** Whether each parameter keeps its constraints. */
  validate(input: ParameterValues): Refusal | undefined;
  /** Whether the client asks for an error. */
  scenario(request: ReferenceRequest): Refusal | undefined;
  /** What the parameters name. */
  address(input: ParameterValues, callerAccount: string): RequestedAsset;
  /** How names are compared. */
  readonly match: Matchers;
  /** Which statuses can be downloaded from. */
  admit: Admit;
  /** The asset of that name. */
  find(wanted: RequestedAsset, store: Store, match: Matchers, admit: Admit): Found | Refusal;
  /** The response that carries an asset. */
  serve(found: Found, request: ReferenceRequest): ReferenceResponse;
  /** The response that carries an error. */
  refuse(refusal: Refusal, request: ReferenceRequest): ReferenceResponse;
  /** What every response has. */
  complete(
    response: ReferenceResponse,
    request: ReferenceRequest,
  ): ReferenceResponse | Promise<ReferenceResponse>;
}

/** The stages that follow every MUST and SHOULD of the catalogue. */
export const ideal: Stages = {
  route,
  authenticate,
  parse: parseQuery,
  bind: bindParameters,
  validate,
  scenario,
  address,
  match: exactly,
  admit,
  find,
  serve,
  refuse,
  complete,
};
