import { alternatives, type Expectation } from '../judge/index.js';

/** The bytes that a response should have had: those of a whole body with this hash, from `first` to `last` if given. */
export interface ExpectedBody {
  readonly sha256: string;
  readonly range?: { readonly first: number; readonly last: number };
}

/** What an expectation says about the bytes of the body; undefined if it does not ask for certain bytes. */
export function expectedBody(expects: Expectation): ExpectedBody | undefined {
  for (const each of alternatives(expects)) {
    if (each.kind === 'served' || each.kind === 'streamed') return { sha256: each.asset.sha256 };
    if (each.kind === 'partial')
      return { sha256: each.asset.sha256, range: { first: each.first, last: each.last } };
  }
  return undefined;
}
