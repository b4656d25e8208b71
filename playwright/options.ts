import type { FullConfig } from '@playwright/test';
import type { RunOptions } from '../runner/index.js';

/** Options of a conformance project. Sharding and selection are Playwright's own. */
export interface ConformanceOptions extends Omit<RunOptions, 'requirements' | 'shard' | 'path' | 'certify'> {
  /** Whether a broken SHOULD fails its test; false unless given: it is an annotation. */
  readonly strict?: boolean | undefined;
}

/** Where the options travel: the `use` section of each project of the suite. */
export interface ConformanceUse {
  readonly conformance: ConformanceOptions;
}

/** The options of the suite in a config, if it has projects of the suite. */
export function optionsIn({ projects }: Pick<FullConfig, 'projects'>): ConformanceOptions | undefined {
  for (const { use } of projects) if ('conformance' in use) return use.conformance as ConformanceOptions;
  return undefined;
}
