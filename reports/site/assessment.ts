import type { RequirementId } from '../../schemas/index.js';
import { grouped } from './grouped.js';

/** How the suite assesses its requirements. It is passed in: the checks and the defects live above this layer. */
export interface Assessment {
  readonly checks: readonly {
    readonly requirement: RequirementId;
    readonly title: string;
    /** Whether its requests are generated. */
    readonly generated: boolean;
  }[];
  /** Requirements that every response is checked against. */
  readonly rules: readonly RequirementId[];
  /** Seeded defects of the reference target: each must be caught by the requirement that it breaks. */
  readonly defects: readonly {
    readonly id: string;
    readonly breaks: RequirementId;
    readonly summary: string;
  }[];
}

/** The assessment of one requirement. */
export interface AssessmentOf {
  readonly checks: readonly { readonly title: string; readonly generated: boolean }[];
  readonly everyResponse: boolean;
  readonly defects: readonly { readonly id: string; readonly summary: string }[];
}

/** Looks up the assessment of each requirement. */
export function assessmentById(assessment: Assessment): (id: string) => AssessmentOf {
  const rules: ReadonlySet<string> = new Set(assessment.rules);
  const checks = grouped(assessment.checks, ({ requirement }) => requirement);
  const defects = grouped(assessment.defects, ({ breaks }) => breaks);
  return (id) => ({
    checks: checks.get(id) ?? [],
    everyResponse: rules.has(id),
    defects: defects.get(id) ?? [],
  });
}
