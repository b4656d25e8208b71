import { gunzipSync, inflateSync } from 'node:zlib';
import { bodyBytes, headerValues, type RecordedResponse } from './exchange.js';

/** How each content coding that the suite negotiates is undone. `x-gzip` is another name of gzip (RFC 9110 §8.4.1.3). */
const decoders: Readonly<Record<string, typeof gunzipSync>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
};

/** The content coding that a response names, in lower case; undefined if there is none, or only `identity`. */
export function contentCoding({ headers }: RecordedResponse): string | undefined {
  const named = headerValues(headers, 'content-encoding').join(',').trim().toLowerCase();
  return named === '' || named === 'identity' ? undefined : named;
}

/**
 * The body of a response with its content coding undone (RFC 9110 §8.4).
 *
 * @param limit bytes that the result may have at most: the response may be a decompression bomb
 * @returns undefined if the body is not what its coding says, or was too large to be recorded whole
 */
export function decodedBody(response: RecordedResponse, limit: number): Buffer | undefined {
  const coding = contentCoding(response);
  const bytes = bodyBytes(response.body);
  if (coding === undefined) return bytes;
  if (!response.body.complete) return undefined;
  try {
    return decoders[coding]?.(bytes, { maxOutputLength: limit });
  } catch {
    return undefined;
  }
}
