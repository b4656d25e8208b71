import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, openSync } from 'node:fs';
import type { RecordedExchange } from '../../judge/index.js';

/** Appends exchanges to a recording, and knows the digest of what it has written so far. */
export class LiveRecording {
  readonly #file: number;
  readonly #hash = createHash('sha256');
  #lines: string[] = [];
  #scheduled: NodeJS.Immediate | undefined;

  /** @throws NodeJS.ErrnoException if the file cannot be written */
  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  add(exchange: RecordedExchange): void {
    this.#lines.push(`${JSON.stringify(exchange)}\n`);
    this.#scheduled ??= setImmediate(() => this.flush());
  }

  flush(): void {
    clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
    if (this.#lines.length === 0) return;
    const text = this.#lines.join('');
    this.#lines = [];
    appendFileSync(this.#file, text);
    this.#hash.update(text);
  }

  /** `sha256:` and the hash of all that was added. */
  digest(): string {
    this.flush();
    return `sha256:${this.#hash.copy().digest('hex')}`;
  }

  close(): void {
    this.flush();
    closeSync(this.#file);
  }
}
