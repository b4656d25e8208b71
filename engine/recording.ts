import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { RecordedExchange } from '../judge/index.js';

/** Where a line is in the file. */
interface Place {
  readonly at: number;
  readonly size: number;
}

/** Bytes that are gathered before they are written, and for how many milliseconds at most. */
const gathered = { bytes: 256 * 1024, ms: 20 };
/** Bytes of UTF-8 that a character of a string takes at most. */
const mostBytes = 3;
const endOfLine = 0x0a;

/**
 * Appends each exchange to the recording as it comes: whatever ends the run, what was seen is kept. It knows what it
 * wrote, and where, so that nobody has to read the whole file again for the results and the report.
 */
export class Recording {
  readonly #file: number;
  readonly #hash = createHash('sha256');
  readonly #places = new Map<string, Place>();
  readonly #controls = new Map<string, string>();
  readonly #times = new Map<string, number>();
  readonly #latencies: number[] = [];
  readonly #buffer = Buffer.allocUnsafe(gathered.bytes);
  /** Bytes of the buffer that are not yet written. */
  #filled = 0;
  #end = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param path the file; it begins empty */
  constructor(private readonly path: string) {
    this.#file = openSync(path, 'w');
  }

  /** `sha256:` and the hash of the file's bytes. */
  get digest(): string {
    this.#flush();
    return `sha256:${this.#hash.copy().digest('hex')}`;
  }

  /** Milliseconds that each exchange took, in the order of the file. */
  get latencies(): readonly number[] {
    return this.#latencies;
  }

  /** Milliseconds that the exchanges of each requirement took, one after the other. */
  get times(): ReadonlyMap<string, number> {
    return this.#times;
  }

  /** The id of the first control of a check; undefined if it sent none. */
  controlOf(check: string): string | undefined {
    return this.#controls.get(check);
  }

  /** Reads exchanges again, as they were recorded; those that were not are left out. */
  read(ids: Iterable<string>): RecordedExchange[] {
    this.#flush();
    const file = openSync(this.path, 'r');
    try {
      return [...ids].flatMap((id) => {
        const place = this.#places.get(id);
        if (!place) return [];
        const bytes = Buffer.allocUnsafe(place.size);
        readSync(file, bytes, 0, place.size, place.at);
        return [JSON.parse(bytes.toString('utf8')) as RecordedExchange];
      });
    } finally {
      closeSync(file);
    }
  }

  /** Appends an exchange. One that ends after the recording was closed, in a run that was interrupted, is left out. */
  add(exchange: RecordedExchange): void {
    if (this.#closed) return;
    const size = this.#append(JSON.stringify(exchange));
    this.#note(exchange, size);
    this.#timer ??= setTimeout(() => this.#flush(), gathered.ms);
  }

  /** Adds a line, and returns its size in bytes. */
  #append(text: string): number {
    const most = text.length * mostBytes + 1;
    if (most > this.#buffer.length - this.#filled) this.#flush();
    if (most > this.#buffer.length) {
      const bytes = Buffer.from(`${text}\n`);
      this.#write(bytes);
      return bytes.length;
    }
    const size = this.#buffer.write(text, this.#filled) + 1;
    this.#filled += size;
    this.#buffer[this.#filled - 1] = endOfLine;
    return size;
  }

  #note({ id, check, requirement, role, timing }: RecordedExchange, size: number): void {
    this.#places.set(id, { at: this.#end, size });
    this.#end += size;
    this.#latencies.push(timing.endedAfter);
    this.#times.set(requirement, (this.#times.get(requirement) ?? 0) + timing.endedAfter);
    if (role === 'control' && !this.#controls.has(check)) this.#controls.set(check, id);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#closed || this.#filled === 0) return;
    this.#write(this.#buffer.subarray(0, this.#filled));
    this.#filled = 0;
  }

  #write(bytes: Uint8Array): void {
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
    this.#hash.update(bytes);
  }

  close(): void {
    this.#flush();
    this.#closed = true;
    closeSync(this.#file);
  }
}
