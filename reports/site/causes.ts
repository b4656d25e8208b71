import type { Results } from '../../schemas/index.js';

/** A likely cause of failures, as the contract of `results.json` describes it. */
export interface Cause {
  readonly cause: string;
  /** Id of the seeded defect that behaves like this. */
  readonly defect: string;
  readonly explains: readonly string[];
  /** From 0 to 1. */
  readonly confidence: number;
}

/** The likely causes that explain the failures of a run together; none if the suite that ran it made no diagnosis. */
export function causesOf(results: Results): Cause[] {
  const { diagnosis } = results as { readonly diagnosis?: unknown };
  return Array.isArray(diagnosis) ? diagnosis.flatMap(causeOf) : [];
}

/** Alternatives to another cause are left to the full report. */
function causeOf(entry: unknown): Cause[] {
  if (typeof entry !== 'object' || entry === null || 'insteadOf' in entry) return [];
  const { cause, defect, explains, confidence } = entry as Partial<Record<keyof Cause, unknown>>;
  if (typeof cause !== 'string' || typeof defect !== 'string' || typeof confidence !== 'number') return [];
  const ids = Array.isArray(explains) ? explains.filter((id): id is string => typeof id === 'string') : [];
  return [{ cause, defect, explains: ids, confidence }];
}
