import { closeSync, openSync, readSync } from 'node:fs';
import type { RecordedExchange } from '../judge/index.js';
import { RecordingFile } from '../targets/recording/index.js';

/** Where a line is in the file. */
interface Place {
  readonly at: number;
  readonly size: number;
}

/**
 * Appends each exchange to the recording as it comes: whatever ends the run, what was seen is kept. It knows what it
 * wrote, and where, so that nobody has to read the whole file again for the results and the report.
 */
export class Recording {
  readonly #file: RecordingFile;
  readonly #places = new Map<string, Place>();
  readonly #controls = new Map<string, string>();
  readonly #times = new Map<string, number>();
  readonly #latencies: number[] = [];
  #end = 0;
  #closed = false;

  /** @param path the file; it begins empty */
  constructor(private readonly path: string) {
    this.#file = new RecordingFile(path);
  }

  /** `sha256:` and the hash of the file's bytes. */
  get digest(): string {
    return this.#file.digest;
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
    this.#file.flush();
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
    this.#note(exchange, this.#file.append(JSON.stringify(exchange)));
  }

  #note({ id, check, requirement, role, timing }: RecordedExchange, size: number): void {
    this.#places.set(id, { at: this.#end, size });
    this.#end += size;
    this.#latencies.push(timing.endedAfter);
    this.#times.set(requirement, (this.#times.get(requirement) ?? 0) + timing.endedAfter);
    if (role === 'control' && !this.#controls.has(check)) this.#controls.set(check, id);
  }

  close(): void {
    this.#closed = true;
    this.#file.close();
  }
}
