import { type HeaderField, headerValues } from '../../judge/index.js';

/** Where the body of a response ends, as its header section says (RFC 9112 §6.3). */
export interface Framing {
  /** Bytes that Content-Length declares. */
  readonly declared?: number;
  readonly chunked: boolean;
  /** What is wrong with what it says: then clients refuse the response, or disagree on where it ends. */
  readonly problem?: string;
}

/** Reads the framing of a response from its header fields. */
export function framingOf(headers: readonly HeaderField[]): Framing {
  const lengths = headerValues(headers, 'content-length');
  const chunked = headerValues(headers, 'transfer-encoding').length > 0;
  const [length] = lengths;
  const declared = length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined;
  const problem = problemOf(lengths, chunked, declared);
  return {
    chunked,
    ...(declared === undefined ? {} : { declared }),
    ...(problem === undefined ? {} : { problem }),
  };
}

function problemOf(
  lengths: readonly string[],
  chunked: boolean,
  declared: number | undefined,
): string | undefined {
  if (lengths.length > 1)
    return `Content-Length is sent ${lengths.length} times: ${lengths.join(' and ')} (RFC 9110 §8.6)`;
  if (lengths.length > 0 && chunked) return 'Content-Length is sent beside Transfer-Encoding (RFC 9112 §6.2)';
  if (lengths.length > 0 && declared === undefined)
    return `Content-Length is no number: “${lengths[0]}” (RFC 9110 §8.6)`;
  return undefined;
}
