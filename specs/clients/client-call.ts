import type { ClientTarget } from '../../engine/index.js';
import type { Exchange } from '../../judge/index.js';
import type { ParameterValues } from '../../schemas/index.js';

/** One call that an official client is to make. */
export interface ClientCall {
  readonly target: ClientTarget;
  /** The parameters, by their names on the wire. */
  readonly values: ParameterValues;
  /** Headers that make the target answer an error. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes after which an answer is larger than any lawful one. */
  readonly limit: number;
}

/** What came of it: an exchange that only lacks its place in the run. */
export type Called = Omit<Exchange, 'id'>;

/** Milliseconds that a client may take besides the time of the exchange: interpreters start slowly on a busy machine. */
export const startUpMs = 15_000;
/** Milliseconds in which a client that is installed tells its version. */
export const detectionMs = 10_000;
