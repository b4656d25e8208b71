import { createReadStream, readFileSync } from 'node:fs';

/** The bytes of an asset, wherever they come from. Nothing is read before it is asked for. */
export interface AssetSource {
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** All bytes at once, for an asset small enough to be held; undefined for one that must be streamed. */
  whole(): Uint8Array | undefined;
  /** The bytes from the first to the last, or from `first` to `last` inclusive, in pieces. */
  open(first?: number, last?: number): AsyncIterable<Uint8Array>;
}

/** Up to this size a file is read in one piece, which costs less than a stream. */
export const wholeUpTo = 1024 * 1024;

/** An asset in memory. */
export function memoryAsset(bytes: Uint8Array, sha256: string): AssetSource {
  return {
    size: bytes.length,
    sha256,
    whole: () => bytes,
    async *open(first = 0, last = bytes.length - 1) {
      yield bytes.subarray(first, last + 1);
    },
  };
}

/**
 * An asset in a file. A small one is read at its first use and kept.
 *
 * @param size bytes, as the fixture set has it.
 */
export function fileAsset(path: string, size: number, sha256: string): AssetSource {
  let kept: Uint8Array | undefined;
  return {
    size,
    sha256,
    whole() {
      if (size <= wholeUpTo) kept ??= readFileSync(path);
      return kept;
    },
    open: (first = 0, last = size - 1) =>
      last < first
        ? nothing()
        : createReadStream(path, { start: first, end: last, highWaterMark: wholeUpTo }),
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
