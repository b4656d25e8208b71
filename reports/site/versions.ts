import { compareVersions, validate } from 'compare-versions';

/** What decides the place of a run on the line of a product. */
export interface Dated {
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/**
 * The runs of one product, earliest version first, runs of one version by date. If a version is not one that can be
 * compared, dates decide for all of them.
 */
export function inOrder<T extends Dated>(runs: readonly T[]): T[] {
  const comparable = runs.every(({ version }) => validate(version));
  return [...runs].sort(
    (a, b) => (comparable ? compareVersions(a.version, b.version) : 0) || byDate(a.startedAt, b.startedAt),
  );
}

const byDate = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
