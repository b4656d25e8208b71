import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

/** Bytes that are gathered before they are written, and for how many milliseconds at most. */
const gathered = { bytes: 256 * 1024, ms: 20 };
/** Bytes of UTF-8 that a character of a string takes at most. */
const mostBytes = 3;
const endOfLine = 0x0a;

/**
 * A file of lines that is written as they come: whatever ends the process, what was seen is kept. It knows the digest of
 * what it wrote.
 */
export class RecordingFile {
  readonly #file: number;
  readonly #hash = createHash('sha256');
  readonly #buffer = Buffer.allocUnsafe(gathered.bytes);
  /** Bytes of the buffer that are not yet written. */
  #filled = 0;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param path the file; it begins empty
   * @throws NodeJS.ErrnoException if it cannot be written
   */
  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  /** `sha256:` and the hash of all that was appended. */
  get digest(): string {
    this.flush();
    return `sha256:${this.#hash.copy().digest('hex')}`;
  }

  /** Appends a line, and returns its size in bytes. */
  append(line: string): number {
    this.#timer ??= setTimeout(() => this.flush(), gathered.ms);
    const most = line.length * mostBytes + 1;
    if (most > this.#buffer.length - this.#filled) this.flush();
    if (most > this.#buffer.length) {
      const bytes = Buffer.from(`${line}\n`);
      this.#write(bytes);
      return bytes.length;
    }
    const size = this.#buffer.write(line, this.#filled) + 1;
    this.#filled += size;
    this.#buffer[this.#filled - 1] = endOfLine;
    return size;
  }

  /** Writes what is gathered. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#filled === 0) return;
    this.#write(this.#buffer.subarray(0, this.#filled));
    this.#filled = 0;
  }

  #write(bytes: Uint8Array): void {
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
    this.#hash.update(bytes);
  }

  close(): void {
    this.flush();
    closeSync(this.#file);
  }
}
