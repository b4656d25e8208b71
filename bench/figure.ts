/** One line of the table. */
export interface Figure {
  readonly subject: string;
  /** What was measured, with its unit. */
  readonly measured: string;
  /** How it was measured, in a few words. */
  readonly conditions: string;
  /** The bar, if there is one; absent if the figure is only told. */
  readonly bar?: Bar;
}

export interface Bar {
  /** The figure that the bar is about. */
  readonly value: number;
  readonly limit: number;
  /** Whether the figure must stay below the limit or above it. */
  readonly sense: 'at most' | 'at least';
  readonly unit: string;
}

/** Something that is measured. */
export interface Subject {
  readonly name: string;
  measure(options: BenchOptions): Promise<readonly Figure[]>;
}

export interface BenchOptions {
  /** Rounds of each measurement; the median counts. */
  readonly rounds: number;
  /** The largest sizes: 5 GiB. */
  readonly full: boolean;
  /** Seeded defects that both suites look for. */
  readonly defects: number;
}

/** Whether a figure keeps its bar. */
export const keeps = ({ value, limit, sense }: Bar): boolean =>
  sense === 'at most' ? value <= limit : value >= limit;

/** A number for a table: three digits that count, thousands apart. */
export function formatFigure(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
