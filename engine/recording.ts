import { appendFileSync, closeSync, openSync } from 'node:fs';

/** Appends each exchange to the recording as it comes: whatever ends the run, what was seen is kept. */
export class Recording {
  readonly #file: number;
  #lines: string[] = [];
  #scheduled = false;
  #closed = false;

  /** @param path the file; what it holds already stays */
  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  /** Appends an exchange. One that ends after the recording was closed, in a run that was interrupted, is left out. */
  add(exchange: object): void {
    if (this.#closed) return;
    this.#lines.push(`${JSON.stringify(exchange)}\n`);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    if (this.#closed || this.#lines.length === 0) return;
    appendFileSync(this.#file, this.#lines.join(''));
    this.#lines = [];
  }

  close(): void {
    this.#flush();
    this.#closed = true;
    closeSync(this.#file);
  }
}
