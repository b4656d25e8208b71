import type { RequirementVerdict, RunVerdict } from '../schemas/index.js';

/** How a requirement's verdict reads. `worst` orders lists: what needs attention comes first. */
export const verdictWords: Readonly<
  Record<RequirementVerdict, { readonly label: string; readonly meaning: string; readonly worst: number }>
> = {
  fail: { label: 'fail', meaning: 'a MUST is broken', worst: 0 },
  error: { label: 'suite error', meaning: 'the suite itself failed', worst: 1 },
  indeterminate: { label: 'indeterminate', meaning: 'the target stopped answering', worst: 2 },
  'not-testable': {
    label: 'not testable',
    meaning: 'the control request failed or a fixture is missing',
    worst: 3,
  },
  waived: { label: 'waived', meaning: 'broken, and declared as a known deviation', worst: 4 },
  warn: { label: 'warn', meaning: 'a SHOULD is broken', worst: 5 },
  info: { label: 'info', meaning: 'observed, not judged', worst: 6 },
  pass: { label: 'pass', meaning: 'holds in every exchange that was judged', worst: 7 },
  'not-applicable': {
    label: 'not applicable',
    meaning: 'its profile is not claimed, or its client is not ready or cannot do this',
    worst: 8,
  },
};

/** All verdicts of a requirement, those that need attention first. */
export const verdictOrder: readonly RequirementVerdict[] = (
  Object.keys(verdictWords) as RequirementVerdict[]
).sort((a, b) => verdictWords[a].worst - verdictWords[b].worst);

/** How the verdict of a run or of a profile reads. */
export const runVerdictWords: Readonly<Record<RunVerdict, string>> = {
  conformant: 'Conformant',
  'conformant-with-waivers': 'Conformant with waivers',
  'not-conformant': 'Not conformant',
  incomplete: 'Incomplete',
};

/** Verdicts that say nothing about the target: not passed, and not failed either. */
export const unassessed: ReadonlySet<RequirementVerdict> = new Set([
  'not-applicable',
  'not-testable',
  'indeterminate',
  'error',
]);
