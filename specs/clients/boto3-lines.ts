import type { HeaderField, RecordedResponse } from '../../judge/index.js';
import type { Credentials } from './conceal.js';

/** One call, as the Python side takes it. */
export interface BotoJob {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials?: Credentials;
  /** Path of a file with certificate authorities. */
  readonly ca?: string;
  /** Seconds. */
  readonly timeout: number;
  /** Bytes. */
  readonly limit: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly input: Readonly<Record<string, string>>;
}

/** The request that botocore hands to its HTTP client, which adds Host and Accept-Encoding. */
export interface BotoRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderField[];
}

/** What came of a call, as the Python side tells it. */
export interface BotoDone {
  readonly response?: RecordedResponse;
  readonly output?: Readonly<Record<string, string>>;
  readonly error?: {
    /** Whether it stands for an answer of the service; otherwise boto3 got none that it understood, or did not ask. */
    readonly service: boolean;
    readonly typed: boolean;
    readonly name: string;
    readonly message: string;
    readonly status?: number;
    readonly retryAfterSeconds?: number;
  };
  readonly headersAfter?: number;
  readonly endedAfter: number;
}

/** What the Python side says. */
export type BotoLine =
  | { readonly ready: string }
  | { readonly missing: string }
  | { readonly id: number; readonly sent: BotoRequest }
  | { readonly id: number; readonly done: BotoDone };
