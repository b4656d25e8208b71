import { appendFileSync, closeSync, openSync } from 'node:fs';

/** Appends each exchange to the recording as it comes: whatever ends the run, what was seen is kept. */
export class Recording {
  readonly #file: number;
  #lines: string[] = [];
  #scheduled = false;

  /** @param path the file; what it holds already stays */
  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  add(exchange: object): void {
    this.#lines.push(`${JSON.stringify(exchange)}\n`);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    if (this.#lines.length === 0) return;
    appendFileSync(this.#file, this.#lines.join(''));
    this.#lines = [];
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }
}
