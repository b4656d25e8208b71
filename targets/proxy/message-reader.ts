import type { Framing } from './framing.js';
import { type MessageHead, NotHttp, parseHead } from './message-head.js';

/** Gets what a `MessageReader` reads, in order. */
export interface MessageSink {
  /** @returns how the body is framed */
  head(head: MessageHead): Framing;
  /** A part of the body, without its transfer coding. */
  data(part: Buffer): void;
  end(): void;
}

/** Bytes of a head beyond which it is not followed. */
const longestHead = 256 * 1024;
const longestChunkLine = 8 * 1024;
const lineFeed = 0x0a;
const headEnd = Buffer.from('\r\n\r\n');

type State = 'head' | 'body' | 'to-close' | 'tunnel' | 'chunk-size' | 'chunk-data' | 'chunk-end' | 'trailer';

/**
 * Follows the messages on one direction of a connection (RFC 9112) without holding them: of a body every part is handed
 * on as it comes, of a head no more than a limit is kept.
 */
export class MessageReader {
  #state: State = 'head';
  #head: Buffer | undefined;
  #remaining = 0;
  #line = '';

  constructor(private readonly sink: MessageSink) {}

  /** Bytes at the end of what was pushed that belong to a head which is not complete. */
  get pendingHead(): number {
    return this.#head?.byteLength ?? 0;
  }

  /** Whether a message has begun and not ended. */
  get within(): boolean {
    return this.#state !== 'head' || this.#head !== undefined;
  }

  /** @throws NotHttp if the bytes cannot be followed; whatever the sink throws */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.byteLength) at = this.#read(chunk, at);
  }

  /**
   * The connection ended.
   * @returns whether it ended if a message may
   */
  finish(): boolean {
    if (this.#state === 'to-close') {
      this.#state = 'head';
      this.sink.end();
      return true;
    }
    return this.#state === 'tunnel' || !this.within;
  }

  #read(chunk: Buffer, at: number): number {
    switch (this.#state) {
      case 'head':
        return this.#readHead(chunk, at);
      case 'body':
      case 'chunk-data':
        return this.#readSized(chunk, at);
      case 'to-close':
        this.sink.data(at === 0 ? chunk : chunk.subarray(at));
        return chunk.byteLength;
      case 'tunnel':
        return chunk.byteLength;
      default:
        return this.#readLine(chunk, at);
    }
  }

  #readHead(chunk: Buffer, at: number): number {
    const before = this.#head;
    const bytes = before ? Buffer.concat([before, chunk.subarray(at)]) : chunk.subarray(at);
    const end = bytes.indexOf(headEnd, before ? Math.max(0, before.byteLength - 3) : 0);
    if (end < 0 ? bytes.byteLength > longestHead : end > longestHead)
      throw new NotHttp('the header section is too long to be followed');
    if (end < 0) {
      // A copy: the chunk may be a view of a buffer that is used again.
      this.#head = before ? bytes : Buffer.from(bytes);
      return chunk.byteLength;
    }
    this.#head = undefined;
    this.#begin(this.sink.head(parseHead(bytes.subarray(0, end))));
    return at + end + headEnd.byteLength - (before?.byteLength ?? 0);
  }

  #begin(framing: Framing): void {
    if (framing.kind === 'chunked') this.#state = 'chunk-size';
    else if (framing.kind !== 'length') this.#state = framing.kind;
    else if (framing.length === 0) this.#end();
    else {
      this.#state = 'body';
      this.#remaining = framing.length;
    }
  }

  #end(): void {
    this.#state = 'head';
    this.sink.end();
  }

  #readSized(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.byteLength, at + this.#remaining);
    this.#remaining -= end - at;
    this.sink.data(at === 0 && end === chunk.byteLength ? chunk : chunk.subarray(at, end));
    if (this.#remaining === 0) {
      if (this.#state === 'chunk-data') this.#state = 'chunk-end';
      else this.#end();
    }
    return end;
  }

  #readLine(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(lineFeed, at);
    this.#line += chunk.toString('latin1', at, end < 0 ? chunk.byteLength : end);
    if (this.#line.length > longestChunkLine) throw new NotHttp('a line of a chunked body is too long');
    if (end < 0) return chunk.byteLength;
    const line = this.#line.replace(/\r$/, '');
    this.#line = '';
    this.#takeLine(line);
    return end + 1;
  }

  #takeLine(line: string): void {
    if (this.#state === 'trailer') {
      if (line === '') this.#end();
    } else if (this.#state === 'chunk-end') {
      if (line !== '') throw new NotHttp('a chunk is longer than it says');
      this.#state = 'chunk-size';
    } else {
      const size = /^([0-9a-f]{1,13})\s*(?:;|$)/i.exec(line)?.[1];
      if (size === undefined) throw new NotHttp('a chunk has no size');
      this.#remaining = Number.parseInt(size, 16);
      this.#state = this.#remaining === 0 ? 'trailer' : 'chunk-data';
    }
  }
}
