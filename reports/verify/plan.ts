import type { Results } from '../../schemas/index.js';

/** What a run of this version of the suite consists of: known to anyone who knows the checks. */
export interface Plan {
  /** The checks that a run with these facts carries out. */
  readonly checks: (run: Results['run']) => readonly { readonly id: string; readonly generated: boolean }[];
  /** Generated cases of a check, or exchanges of a proxied one, that are recorded in full; further ones only count. */
  readonly recordedCases: number;
  /** Of the suite that verifies. */
  readonly suite: Results['suite'];
}

/** Whether these results are of the version of the suite that judges them now. */
export function isSameSuite({ suite }: Results, plan: Plan): boolean {
  return suite.version === plan.suite.version && suite.catalogueDigest === plan.suite.catalogueDigest;
}

/** Whether exchanges of this run may have been judged and counted without being recorded. */
export function isSampled({ run }: Results, plan: Plan): boolean {
  return run.proxied === true || run.cases > plan.recordedCases;
}
