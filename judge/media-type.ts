import { type HeaderField, headerValue, isRepeated } from './exchange.js';

/**
 * The media type that a Content-Type names, in lower case and without parameters; undefined if there is none, or if it
 * is sent twice: some clients take the first then, some the last, and some join the two to a type that nobody knows.
 */
export function mediaType(headers: readonly HeaderField[]): string | undefined {
  if (isRepeated(headers, 'content-type')) return undefined;
  return headerValue(headers, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase();
}
