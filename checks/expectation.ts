import type { ErrorType } from '../schemas/index.js';

/** One asset that must come back, known by its hash. */
export interface ExpectedAsset {
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly assetName: string;
  /** The version that `X-PackageVersion` must name, in its stored form. */
  readonly packageVersion: string;
  /** The revision that `X-PackageVersionRevision` must name; absent where it is not known. */
  readonly revision?: string;
}

/** A refusal that is allowed: status and error type belong together. `type` may be a common AWS error. */
export interface AllowedRefusal {
  readonly status: number;
  readonly type: ErrorType | (string & {});
}

/** An inclusive range of status codes. */
export type StatusRange = readonly [from: number, to: number];

/** The answers that the documentation allows to one request, as data that is recorded beside the exchange. */
export type Expectation =
  /** 200 and exactly these bytes. `codings`: content codings that the request negotiated. */
  | { readonly kind: 'served'; readonly asset: ExpectedAsset; readonly codings?: readonly string[] }
  /** 206 with a correct Content-Range and exactly these bytes of the asset. */
  | {
      readonly kind: 'partial';
      readonly asset: ExpectedAsset;
      readonly first: number;
      readonly last: number;
      readonly sha256: string;
    }
  /** An error of one of these pairs of status and type, with a body of the documented shape. */
  | {
      readonly kind: 'refused';
      readonly allowed: readonly AllowedRefusal[];
      readonly resourceTypes?: readonly string[];
      readonly reasons?: readonly string[];
    }
  /** Any answer in these ranges that does not carry one of the `forbidden` bodies (SHA-256). */
  | {
      readonly kind: 'answered';
      readonly statuses: readonly StatusRange[];
      readonly forbidden?: readonly string[];
    }
  /** A header whose value is present and none of the values seen before. */
  | { readonly kind: 'fresh-header'; readonly header: string; readonly seen: readonly string[] }
  /** At least one of these holds. */
  | { readonly kind: 'one-of'; readonly options: readonly Expectation[] }
  /** What the documents leave open: recorded, not judged. */
  | { readonly kind: 'observed'; readonly question: string };
