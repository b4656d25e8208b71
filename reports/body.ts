import { bodyBytes, clip, type RecordedBody } from '../judge/index.js';

/** How a body is shown: as text if it is text, else as a hex dump; never more than a little of it. */
export type BodyView =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string; readonly shown: number; readonly size: number }
  | { readonly kind: 'hex'; readonly text: string; readonly shown: number; readonly size: number };

const TEXT_LIMIT = 1500;
const HEX_LIMIT = 192;

/** What a report shows of a recorded body. `shown` and `size` are bytes. */
export function viewBody(body: RecordedBody): BodyView {
  if (body.size === 0) return { kind: 'empty' };
  const bytes = bodyBytes(body);
  if (bytes.length === 0) return { kind: 'hex', text: '', shown: 0, size: body.size };
  const text = asText(bytes, body.complete && bytes.length >= body.size);
  // White space alone would look like nothing.
  if (text === undefined || text.trim() === '') {
    const head = bytes.subarray(0, HEX_LIMIT);
    return { kind: 'hex', text: hexDump(head), shown: head.length, size: body.size };
  }
  const head = clip(text, TEXT_LIMIT).text;
  return { kind: 'text', text: head, shown: Buffer.byteLength(head), size: body.size };
}

/**
 * The bytes as text, or undefined if they are not UTF-8 or hold more than a few control characters.
 * @param complete whether they end where the text does
 */
export function asText(bytes: Buffer, complete: boolean): string | undefined {
  try {
    // A head may end within a character: `stream` keeps such a rest back instead of refusing it.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, {
      stream: !complete,
    });
    const controls = text.match(/[^\P{Cc}\t\n\r]/gu)?.length ?? 0;
    return controls * 20 > text.length ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Sixteen bytes a line: offset, hexadecimal, printable ASCII. */
export function hexDump(bytes: Uint8Array): string {
  const rows: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += 16) {
    const row = [...bytes.subarray(offset, offset + 16)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0'));
    const halves = `${hex.slice(0, 8).join(' ')}  ${hex.slice(8).join(' ')}`.padEnd(48);
    const ascii = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    rows.push(`${offset.toString(16).padStart(6, '0')}  ${halves}  ${ascii}`);
  }
  return rows.join('\n');
}
