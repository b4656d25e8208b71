import { createHash } from 'node:crypto';
import type { Results } from '../schemas/index.js';
import { recordedLines } from './verify/recorded-lines.js';

/** What there is to know about a recording as a whole. */
export interface RecordingSummary {
  /** `sha256:` and the hash of the file's bytes. */
  readonly digest: string;
  /** Lines, that is exchanges. */
  readonly recorded: number;
  readonly latency: NonNullable<Results['run']['latency']> | undefined;
}

/** Upper bounds of the histogram's classes, in milliseconds; a last class takes what is slower. */
const bounds = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
const timing = /"endedAfter":([\d.]+)/;

/**
 * Reads `exchanges.ndjson` once, line by line.
 *
 * @throws if the file cannot be read
 */
export async function summariseRecording(file: string): Promise<RecordingSummary> {
  const hash = createHash('sha256');
  const times: number[] = [];
  let recorded = 0;
  for await (const { text = '' } of recordedLines(file, (chunk) => hash.update(chunk))) {
    recorded += 1;
    const taken = timing.exec(text)?.[1];
    if (taken !== undefined) times.push(Number(taken));
  }
  return { digest: `sha256:${hash.digest('hex')}`, recorded, latency: distribution(times) };
}

const occurs = ({ count }: { readonly count: number }): boolean => count > 0;

/** How long exchanges took, in milliseconds; undefined if there was none. */
export function distribution(times: readonly number[]): RecordingSummary['latency'] {
  if (times.length === 0) return undefined;
  const sorted = Float64Array.from(times).sort();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const histogram = bounds.map((toMs, index) => ({ fromMs: bounds[index - 1] ?? 0, toMs, count: 0 }));
  const slowest = sorted.at(-1) ?? 0;
  histogram.push({ fromMs: bounds.at(-1) ?? 0, toMs: Math.max(slowest, bounds.at(-1) ?? 0), count: 0 });
  for (const time of sorted) {
    const own = histogram.find(({ toMs }) => time <= toMs);
    if (own) own.count += 1;
  }
  const [first, last] = [histogram.findIndex(occurs), histogram.findLastIndex(occurs)];
  return {
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    max: slowest,
    histogram: histogram.slice(first, last + 1),
  };
}
