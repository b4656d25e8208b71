import { bodyBytes, headerValue, type RecordedBody, type RecordedResponse } from './exchange.js';

/** Where an error type was found (restJson1, Operation error serialization). */
export type ErrorTypePlace = 'x-amzn-errortype' | '__type' | 'code';

export interface ResolvedErrorType {
  readonly name: string;
  readonly place: ErrorTypePlace;
}

/** The bare shape name: what precedes the first `:`, then what follows the first `#`. */
export function bareShapeName(value: string): string {
  const beforeUri = value.split(':', 1)[0] ?? '';
  const hash = beforeUri.indexOf('#');
  return beforeUri.slice(hash + 1).trim();
}

type JsonObject = Readonly<Record<string, unknown>>;

/** A dozen rules ask for the object of the same body, one after the other. */
const read = new WeakMap<RecordedBody, JsonObject | undefined>();
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The body as a JSON object, or undefined where it is none or was too large to be recorded whole. */
export function jsonObject({ body }: RecordedResponse): JsonObject | undefined {
  if (read.has(body)) return read.get(body);
  const found = readObject(body);
  read.set(body, found);
  return found;
}

/** Whether bytes begin as a JSON object does: white space and a byte order mark aside, with a brace. */
export const beginsObject = (bytes: Buffer): boolean => {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const first = bytes.subarray(hasMark ? 3 : 0).find((byte) => !whiteSpace.has(byte));
  return first === openingBrace;
};
const whiteSpace: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const openingBrace = 0x7b;

function readObject(body: RecordedBody): JsonObject | undefined {
  if (!body.complete) return undefined;
  const bytes = bodyBytes(body);
  // An asset is asked for its error type as often as an error is, and a parser that throws takes its time.
  if (!beginsObject(bytes)) return undefined;
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Resolves the error type as the official clients do: the header first, then the top-level body members `__type`
 * and `code`. Returns undefined where none of them names a shape.
 */
export function errorType(response: RecordedResponse): ResolvedErrorType | undefined {
  const header = bareShapeName(headerValue(response.headers, 'x-amzn-errortype') ?? '');
  if (header !== '') return { name: header, place: 'x-amzn-errortype' };
  const body = jsonObject(response);
  for (const place of ['__type', 'code'] as const) {
    const value = body?.[place];
    if (typeof value === 'string' && bareShapeName(value) !== '')
      return { name: bareShapeName(value), place };
  }
  return undefined;
}
