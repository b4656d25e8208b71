import { createReadStream } from 'node:fs';

/** One line of a recording: its number from 1, and its text; no text if it is longer than any exchange can be. */
export interface RecordedLine {
  readonly number: number;
  readonly text: string | undefined;
}

/** Bytes. Headers and bodies are recorded within limits, so a longer line is no exchange. */
const longest = 16 * 1024 * 1024;
const lineFeed = 0x0a;

/**
 * Reads a recording line by line. Lines end at a line feed and nowhere else: JSON leaves U+2028 alone, at which
 * `node:readline` would break a line. No more than one line is held at a time.
 *
 * @param watch is shown every byte of the file, in order, as it is read
 * @throws if the file cannot be read
 */
export async function* recordedLines(
  file: string,
  watch?: (chunk: Buffer) => void,
): AsyncGenerator<RecordedLine> {
  let parts: Buffer[] = [];
  let size = 0;
  let number = 0;
  const finish = (): RecordedLine => {
    number += 1;
    const text = size > longest ? undefined : Buffer.concat(parts).toString('utf8');
    parts = [];
    size = 0;
    return { number, text };
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    watch?.(chunk);
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, from)) {
      size += end - from;
      if (size <= longest) parts.push(chunk.subarray(from, end));
      from = end + 1;
      if (size > 0) yield finish();
    }
    size += chunk.byteLength - from;
    if (size <= longest && from < chunk.byteLength) parts.push(chunk.subarray(from));
  }
  if (size > 0) yield finish();
}
