/** A request as the reference target sees it: plain data, nothing decoded and nothing normalised. */
export interface ReferenceRequest {
  /** With its case. */
  readonly method: string;
  /** Whether the request target was a whole URL (RFC 9112 §3.2.2). */
  readonly isAbsolute?: boolean;
  /** The path as it was sent, with the base path and without the query: this is what a signature covers. */
  readonly path: string;
  /** The path below the base path: this is what is routed. */
  readonly operationPath: string;
  /** The query as it was sent, without `?`; empty if there is none. */
  readonly rawQuery: string;
  /** Each field line: name in lower case, value as it was sent. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Names in lower case; the values of a repeated field are joined by `, ` (RFC 9110 §5.2). */
  readonly headers: Readonly<Record<string, string>>;
  /** Names with the case in which they were sent. */
  readonly headerNames: readonly string[];
  /** Empty if none was sent. */
  readonly body: Uint8Array;
}

/** The body of a request that has none. */
export const noBytes: Uint8Array = new Uint8Array(0);

/** Splits a request target (RFC 9112 §3.2), also one in absolute form, into path and raw query. */
export function splitTarget(target: string): { readonly path: string; readonly rawQuery: string } {
  const local = target.startsWith('/') ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const mark = local.indexOf('?');
  const path = mark === -1 ? local : local.slice(0, mark);
  return { path: path === '' ? '/' : path, rawQuery: mark === -1 ? '' : local.slice(mark + 1) };
}

/** Header fields by lower-case name, repeated ones joined. */
export function headerRecord(fields: Iterable<readonly [string, string]>): Record<string, string> {
  const record: Record<string, string> = Object.create(null);
  for (const [field, value] of fields) {
    const name = field.toLowerCase();
    const before = record[name];
    record[name] = before === undefined ? value : `${before}, ${value}`;
  }
  return record;
}
