/** Whom the reference target lets in, and how it checks it. */
export interface Access {
  readonly auth: 'none' | 'sigv4';
  /** The region that a signature must name. */
  readonly region: string;
  /** Secret access keys by access key id. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The account of the caller: if a request names no owner, its domain is looked up there. */
  readonly account: string;
  /** Milliseconds since the epoch. */
  now(): number;
}
