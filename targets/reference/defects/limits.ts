import { type AssetSource, mebibyte } from '../../fixtures/index.js';
import type { Defect } from './defect.js';
import { type StagesChange, served, wrap } from './wrap.js';

/** Assets that are streamed: those below take another way through the target. */
const large = 32 * mebibyte;

/** Large assets, alone and several at once. */
export const limitDefects: readonly Defect[] = [
  {
    id: 'large-truncated-at-32-mib',
    breaks: 'LM-03',
    summary: 'cuts assets at 32 MiB',
    change: streamed((source) => ({
      ...source,
      size: large,
      open: (first = 0, last = large - 1) => source.open(first, Math.min(last, large - 1)),
    })),
  },
  {
    id: 'large-broken-off',
    breaks: 'LM-03',
    summary: 'closes the connection after 64 MiB',
    change: served((response, { asset }) =>
      asset.source.size > 2 * large ? { ...response, wire: { cutAfter: 2 * large } } : response,
    ),
  },
  {
    id: 'large-block-corrupted',
    breaks: 'LM-03',
    summary: 'flips a bit after 48 MiB',
    change: streamed((source) => ({
      ...source,
      open: (first, last) => flipped(source.open(first, last), 48 * mebibyte),
    })),
  },
  {
    id: 'large-block-repeated',
    breaks: 'LM-03',
    summary: 'sends one piece of a large asset twice, and its last piece not at all',
    change: streamed((source) => ({ ...source, open: (first, last) => repeated(source.open(first, last)) })),
  },
  {
    id: 'large-at-once-cut',
    breaks: 'LM-04',
    summary: 'cuts a large asset while another one is being sent',
    change: (stages) => {
      let under = 0;
      return streamed((source) => ({
        ...source,
        async *open(first, last) {
          under += 1;
          try {
            let sent = 0;
            for await (const piece of source.open(first, last)) {
              if (under > 1 && sent > mebibyte) return;
              sent += piece.length;
              yield piece;
            }
          } finally {
            under -= 1;
          }
        },
      }))(stages);
    },
  },
  {
    id: 'large-at-once-shared-buffer',
    breaks: 'LM-04',
    summary: 'lets large assets that are sent at once write over each other',
    change: (stages) => {
      let under = 0;
      return streamed((source) => ({
        ...source,
        async *open(first, last) {
          under += 1;
          try {
            for await (const piece of source.open(first, last))
              yield under > 1 ? Buffer.alloc(piece.length) : piece;
          } finally {
            under -= 1;
          }
        },
      }))(stages);
    },
  },
];

function streamed(edit: (source: AssetSource) => AssetSource): StagesChange {
  return wrap('serve', (serve) => (found, request) => {
    const { source } = found.asset;
    return serve(
      source.size > large
        ? { ...found, asset: { ...found.asset, source: { ...edit(source), whole: () => undefined } } }
        : found,
      request,
    );
  });
}

async function* flipped(source: AsyncIterable<Uint8Array>, after: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const piece of source) {
    const hit = after - at;
    at += piece.length;
    yield hit >= 0 && hit < piece.length
      ? piece.map((byte, index) => (index === hit ? byte ^ 1 : byte))
      : piece;
  }
}

async function* repeated(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let before: Uint8Array | undefined;
  let left: Uint8Array | undefined;
  let count = 0;
  for await (const piece of source) {
    count += 1;
    // The second piece gives way to the first, shifted by one byte if the asset repeats itself.
    left =
      count === 2 && before !== undefined
        ? Buffer.concat([before.subarray(1), before.subarray(0, 1)])
        : piece;
    before = piece;
    yield left.subarray(0, piece.length);
  }
}
