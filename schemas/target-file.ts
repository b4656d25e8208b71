import type { ErrorType } from './error-shapes.js';
import type { Profile } from './profiles.js';

/** How a target can be made to answer an error that no ordinary request provokes. */
export interface Scenario {
  /** Headers to add to a valid request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Query parameters of a valid request to replace, by wire name, not percent-encoded. */
  readonly query?: Readonly<Record<string, string>>;
}

/** The content of a target file (`schemas/target-file.schema.json`). Relative paths start at its folder. */
export interface TargetFile {
  readonly endpoint?: string;
  readonly caFile?: string;
  /** PEM file with the client certificate to present, and one with its private key. */
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly auth?: 'sigv4' | 'none';
  readonly region?: string;
  readonly identity?: { readonly vendor?: string; readonly product?: string; readonly version?: string };
  readonly fixtures?: string;
  readonly profiles?: readonly (Profile | 'all')[];
  readonly waivers?: string;
  readonly scenarios?: { readonly [type in ErrorType]?: Scenario };
  /** Requests in flight at most. */
  readonly concurrency?: number;
  /** Requests per second at most. */
  readonly rate?: number;
  /** Requests that a run may send in all. */
  readonly budget?: number;
  /** Milliseconds for one exchange. */
  readonly timeout?: number;
}
