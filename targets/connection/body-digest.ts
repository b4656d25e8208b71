import { createHash, type Hash, hash } from 'node:crypto';
import type { RecordedBody } from '../../judge/index.js';

/** Bytes of an error's body that are kept: its members are judged, and messages that repeat a long name may be long. */
export const headLimitOfErrors = 256 * 1024;
/** Bytes of a served asset that are kept: enough to show which one it is; size and hash judge it. */
const headLimitOfAssets = 1024;

/** How much of a body to keep for the record, by the status of its response. */
export const headLimitOf = (status: number): number =>
  status >= 300 ? headLimitOfErrors : headLimitOfAssets;

/**
 * Hashes a body as it streams by and keeps no more of it than its first `headLimit` bytes. The chunks must not change
 * later: most bodies come in one, which is hashed in one call at the end.
 */
export class BodyDigest {
  /** The first chunk, as long as there is no other. */
  #only: Uint8Array | undefined;
  #hash: Hash | undefined;
  readonly #head: Buffer[] = [];
  readonly #headLimit: number;
  #kept = 0;
  size = 0;

  /** @param headLimit bytes kept for the record */
  constructor(headLimit: number) {
    this.#headLimit = headLimit;
  }

  update(chunk: Uint8Array): void {
    const isFirst = this.size === 0;
    this.size += chunk.byteLength;
    if (isFirst) {
      this.#only = chunk;
      return;
    }
    if (this.#only) this.#add(this.#only);
    this.#only = undefined;
    this.#add(chunk);
  }

  #add(chunk: Uint8Array): void {
    this.#hash ??= createHash('sha256');
    this.#hash.update(chunk);
    const room = this.#headLimit - this.#kept;
    if (room <= 0) return;
    const kept = Buffer.from(chunk.subarray(0, room));
    this.#head.push(kept);
    this.#kept += kept.byteLength;
  }

  /** The record of what went by. To be called once. */
  finish(): RecordedBody {
    if (this.#hash) return this.#record(this.#hash.digest('hex'), Buffer.concat(this.#head));
    const { buffer, byteOffset, byteLength } = this.#only ?? nothing;
    const head = Buffer.from(buffer, byteOffset, Math.min(byteLength, this.#headLimit));
    return this.#record(hash('sha256', this.#only ?? nothing, 'hex'), head);
  }

  #record(sha256: string, head: Buffer): RecordedBody {
    return {
      size: this.size,
      sha256,
      head: head.toString('base64'),
      complete: head.byteLength === this.size,
    };
  }
}

const nothing = new Uint8Array();
