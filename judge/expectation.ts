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
  /** The revision that `X-PackageVersionRevision` must name; absent if it is not known. */
  readonly revision?: string;
}

/** A refusal that is allowed: status and error type belong together. `type` may be a common AWS error. */
export interface AllowedRefusal {
  readonly status: number;
  readonly type: ErrorType | (string & {});
}

/**
 * An asset that no fixture lists, and that the target may hold all the same: its headers must say that it is what was
 * requested, and its bytes must not be those of an asset that it could have been mistaken for.
 */
export interface UnlistedAsset {
  /** What `X-AssetName` must be. */
  readonly assetName: string;
  /** What `X-PackageVersion` must be; absent if the stored form of the requested version is not known. */
  readonly packageVersion?: string;
  /** SHA-256 of bytes that it must not have, in lower-case hexadecimal. */
  readonly forbidden: readonly string[];
}

/** An inclusive range of status codes. */
export type StatusRange = readonly [from: number, to: number];

/** The responses that the documentation allows to one request, as data that is recorded beside the exchange. */
export type Expectation =
  /**
   * 200 and exactly these bytes. `codings`: content codings that the request negotiated. `revision`: what
   * X-PackageVersionRevision must name, `headers`: that all three are there, if the requirement is about that.
   */
  | {
      readonly kind: 'served';
      readonly asset: ExpectedAsset;
      readonly codings?: readonly string[];
      readonly revision?: string;
      readonly headers?: true;
    }
  /** 206 with a correct Content-Range and exactly these bytes of the asset. */
  | {
      readonly kind: 'partial';
      readonly asset: ExpectedAsset;
      readonly first: number;
      readonly last: number;
      readonly sha256: string;
    }
  /** An error of one of these pairs of status and type, with a body of the documented shape. `unlisted`: or this. */
  | {
      readonly kind: 'refused';
      readonly allowed: readonly AllowedRefusal[];
      readonly unlisted?: UnlistedAsset;
      readonly resourceTypes?: readonly string[];
      readonly reasons?: readonly string[];
    }
  /** This status, whatever the error is called, as long as it is called something. */
  | { readonly kind: 'refused-with'; readonly status: number }
  /** Any response in these ranges that does not carry one of the `forbidden` bodies (SHA-256). `unlisted`: or this. */
  | {
      readonly kind: 'answered';
      readonly statuses: readonly StatusRange[];
      readonly unlisted?: UnlistedAsset;
      readonly forbidden?: readonly string[];
    }
  /** Any response; one that has no content by its method or status (HEAD, 204, 304) ends with its header section. */
  | { readonly kind: 'ends-with-head' }
  /** 200 with exactly this value of a header, or no 200: whether it is served is another requirement's. */
  | { readonly kind: 'header-if-served'; readonly header: string; readonly value: string }
  /** A header whose value is present and none of the values seen before. */
  | { readonly kind: 'fresh-header'; readonly header: string; readonly seen: readonly string[] }
  /** An official client returned all four output members, with exactly these bytes. */
  | { readonly kind: 'client-served'; readonly asset: ExpectedAsset }
  /** An official client returned exactly these bytes, whatever it made of the headers. */
  | { readonly kind: 'client-bytes'; readonly asset: ExpectedAsset }
  /** An official client handed to its caller each member that the error carries, in its body or its headers. */
  | { readonly kind: 'client-told'; readonly type: ErrorType }
  /** An official client raised its typed exception of this name. */
  | { readonly kind: 'client-refused'; readonly type: ErrorType }
  /** The first byte came before this share of the whole time was over (0 to 1), and the bytes are the asset's. */
  | { readonly kind: 'streamed'; readonly asset: ExpectedAsset; readonly share: number }
  /** At least one of these holds. */
  | { readonly kind: 'one-of'; readonly options: readonly Expectation[] }
  /** What the documents leave open: recorded, not judged. */
  | { readonly kind: 'observed'; readonly question: string };

/** The single expectations that an expectation is made of: its options, or itself. */
export function alternatives(expects: Expectation): readonly Expectation[] {
  return expects.kind === 'one-of' ? expects.options.flatMap(alternatives) : [expects];
}
