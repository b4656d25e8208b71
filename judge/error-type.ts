import { contentCoding, decodedBody } from './decoded-body.js';
import { headerValue, type RecordedResponse } from './exchange.js';
import { beginsObject, type JsonObject, readJsonObject } from './json-object.js';
import { ofLatest } from './of-latest.js';
import { excerpt } from './visible.js';

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

/** Bytes that the body of an error may have at most, once its content coding is undone. */
export const errorLimit = 1024 * 1024;

/** The body as a JSON object, or undefined if it is none or was too large to be recorded whole. */
export const jsonObject: (response: RecordedResponse) => JsonObject | undefined = ofLatest((response) => {
  const bytes = decodedBody(response, errorLimit);
  // The error type is read of assets as often as of errors, and a parser that throws takes its time.
  const found = response.body.complete && bytes && beginsObject(bytes) ? readJsonObject(bytes) : undefined;
  return found && 'object' in found ? found.object : undefined;
});

/** Why the body is no JSON object, for a person; undefined if it is one. */
export function jsonProblem(response: RecordedResponse): string | undefined {
  const bytes = decodedBody(response, errorLimit);
  if (bytes === undefined) return `not what Content-Encoding ${excerpt(contentCoding(response) ?? '')} says`;
  const found = readJsonObject(bytes);
  return 'problem' in found ? found.problem : undefined;
}

/**
 * Resolves the error type as the official clients do: the header first, then the top-level body members `__type`
 * and `code`. Returns undefined if none of them names a shape.
 */
export const errorType: (response: RecordedResponse) => ResolvedErrorType | undefined = ofLatest(
  (response) => {
    const header = bareShapeName(headerValue(response.headers, 'x-amzn-errortype') ?? '');
    if (header !== '') return { name: header, place: 'x-amzn-errortype' };
    const body = jsonObject(response);
    for (const place of ['__type', 'code'] as const) {
      const value = body?.[place];
      if (typeof value === 'string' && bareShapeName(value) !== '')
        return { name: bareShapeName(value), place };
    }
    return undefined;
  },
);
