import type { FailureKind, HeaderField, RecordedBody } from '../../judge/index.js';

/** The keys that sign a request. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** One call, as the suite asks a driver for it (docs/clients.md, "A call"). */
export interface DriverCall {
  readonly endpoint: string;
  readonly region: string;
  /** Absent: the request goes out unsigned. */
  readonly credentials?: Credentials;
  /** Path of a PEM file with all certificate authorities to trust; absent for an endpoint without TLS. */
  readonly caFile?: string;
  /** URL of the HTTP proxy to go through; absent for none. */
  readonly proxy?: string;
  /** The members of the operation's input, by the names of the service model. */
  readonly input: Readonly<Record<string, string>>;
  /** Further headers to send. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of a body after which the driver gives up. */
  readonly limitBytes: number;
  /** Milliseconds that the exchange may take. */
  readonly timeoutMs: number;
}

/** What the client handed to its HTTP layer. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderField[];
}

/** What came back, below the client. */
export interface ReceivedHead {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly afterMs: number;
}

/** The error that the client raised. */
export interface DriverError {
  readonly class: string;
  /** Whether it is the class that the client has for this error of the operation. */
  readonly modelled: boolean;
  /** The client rejected the input by itself and sent nothing. */
  readonly refused?: boolean;
  /** What kept the client from a response, if it was that. */
  readonly failure?: FailureKind;
  readonly code?: string;
  readonly message: string;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  readonly resourceId?: string;
  readonly resourceType?: string;
  readonly reason?: string;
}

/** The members of the operation's output as the client returned them; the asset as size and SHA-256. */
export interface DriverOutput {
  readonly assetName?: string;
  readonly packageVersion?: string;
  readonly packageVersionRevision?: string;
  readonly asset: { readonly size: number; readonly sha256: string };
}

/** What became of a call: output or error. */
export interface DriverDone {
  readonly output?: DriverOutput;
  readonly error?: DriverError;
  readonly body?: RecordedBody;
  readonly afterMs: number;
}

/** What a driver is. */
export interface ReadyClient {
  readonly name: string;
  readonly version: string;
}

/** A line that a driver prints. */
export type DriverLine =
  | { readonly ready: ReadyClient }
  | { readonly missing: string }
  | { readonly id: number; readonly sent: SentRequest }
  | { readonly id: number; readonly received: ReceivedHead }
  | { readonly id: number; readonly done: DriverDone };
