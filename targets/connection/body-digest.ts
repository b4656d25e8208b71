import { createHash } from 'node:crypto';
import type { RecordedBody } from '../../judge/index.js';

/** Bytes of an error's body that are kept: its members are judged, and messages that repeat a long name may be long. */
export const headLimitOfErrors = 256 * 1024;
/** Bytes of a served asset that are kept: enough to show which one it is; size and hash judge it. */
const headLimitOfAssets = 1024;

/** How much of a body to keep for the record, by the status of its response. */
export const headLimitOf = (status: number): number =>
  status >= 300 ? headLimitOfErrors : headLimitOfAssets;

/** Hashes a body as it streams by and keeps no more of it than its first `headLimit` bytes. */
export class BodyDigest {
  readonly #hash = createHash('sha256');
  readonly #head: Buffer[] = [];
  readonly #headLimit: number;
  #kept = 0;
  size = 0;

  /** @param headLimit bytes kept for the record */
  constructor(headLimit: number) {
    this.#headLimit = headLimit;
  }

  update(chunk: Uint8Array): void {
    this.size += chunk.byteLength;
    this.#hash.update(chunk);
    const room = this.#headLimit - this.#kept;
    if (room <= 0) return;
    const kept = Buffer.from(chunk.subarray(0, room));
    this.#head.push(kept);
    this.#kept += kept.byteLength;
  }

  /** The record of what went by. To be called once. */
  finish(): RecordedBody {
    return {
      size: this.size,
      sha256: this.#hash.digest('hex'),
      head: Buffer.concat(this.#head).toString('base64'),
      complete: this.#kept === this.size,
    };
  }
}
