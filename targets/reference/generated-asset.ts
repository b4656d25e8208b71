import { createHash } from 'node:crypto';
import type { PackageVersionFixture } from '../../schemas/index.js';
import type { AssetSource } from './asset-source.js';

/**
 * Length of the block that a generated asset repeats: a prime just below 1 MiB, so that no buffer size divides it and
 * a buffer that is dropped, doubled or swapped changes the hash.
 */
const blockLength = 1_048_573;

export const mebibyte = 1024 * 1024;
export const gibibyte = 1024 * mebibyte;

/**
 * The two large assets of the profile `scale`. Their hashes are facts: 5 GiB take too long to hash at each start.
 * A fixture set that names one of these hashes without a file means the generated asset.
 */
export const standardAssets = [
  {
    name: '100MiB.bin',
    size: 100 * mebibyte,
    sha256: '760047c5fb7d9df9d00ddd4a8cd1973a20711c775f7d0175351f06aa32bffd3d',
  },
  {
    name: '5GiB.bin',
    size: 5 * gibibyte,
    sha256: 'b1bf6236eabece9455d7768bd963fe13ddf71eb209c5ab05d366b51c71950926',
  },
] as const;

const knownHashes = new Map<number, string>(standardAssets.map(({ size, sha256 }) => [size, sha256]));
const knownSizes = new Map<string, number>(standardAssets.map(({ size, sha256 }) => [sha256, size]));

/**
 * An asset of any size whose bytes are made as they are sent: a seeded block, repeated and cut at `size`.
 * Constant memory. Its SHA-256 is computed at first use unless the size is one of `standardAssets`.
 */
export function generatedAsset(size: number): AssetSource {
  return {
    size,
    get sha256() {
      return hashOf(size);
    },
    whole: () => undefined,
    async *open(first = 0, last = size - 1) {
      yield* pieces(first, last);
    },
  };
}

/** The generated asset that has this hash, if it is one of `standardAssets`. */
export function standardAsset(sha256: string): AssetSource | undefined {
  const size = knownSizes.get(sha256);
  return size === undefined ? undefined : generatedAsset(size);
}

/** A package version for a fixture set that holds the generated assets up to a size, for the profile `scale`. */
export function scaleFixture(
  coordinates: Omit<PackageVersionFixture, 'assets'>,
  upTo: number = gibibyte,
): PackageVersionFixture {
  return {
    ...coordinates,
    assets: standardAssets
      .filter(({ size }) => size <= upTo)
      .map(({ name, size, sha256 }) => ({ name, size, sha256 })),
  };
}

function* pieces(first: number, last: number): Generator<Uint8Array> {
  const bytes = block();
  for (let at = first; at <= last; ) {
    const start = at % blockLength;
    const piece = bytes.subarray(start, Math.min(blockLength, start + last - at + 1));
    yield piece;
    at += piece.length;
  }
}

let seeded: Uint8Array | undefined;

/** SHA-256 in counter mode: the same bytes on every machine, and nothing that compresses. */
function block(): Uint8Array {
  if (seeded === undefined) {
    const bytes = Buffer.alloc(blockLength);
    for (let at = 0; at < blockLength; at += 32) {
      createHash('sha256')
        .update(`generated asset, block part ${at / 32}`)
        .digest()
        .copy(bytes, at);
    }
    seeded = bytes;
  }
  return seeded;
}

function hashOf(size: number): string {
  let hash = knownHashes.get(size);
  if (hash === undefined) {
    const digest = createHash('sha256');
    for (const piece of pieces(0, size - 1)) digest.update(piece);
    hash = digest.digest('hex');
    knownHashes.set(size, hash);
  }
  return hash;
}
