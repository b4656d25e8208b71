import type { RequirementResult } from '../schemas/index.js';
import { decisiveCheck } from './story.js';

/** A broken requirement, and those that the very same response to the very same expectation breaks too. */
export interface SameResponse {
  readonly first: RequirementResult;
  readonly others: readonly RequirementResult[];
}

/** Puts together what one response breaks: a reader has one thing to fix, not one for each requirement. */
export function bySameResponse(requirements: readonly RequirementResult[]): readonly SameResponse[] {
  const groups = new Map<string, RequirementResult[]>();
  for (const requirement of requirements) {
    const { expected, actual } = decisiveCheck(requirement) ?? {};
    const key =
      expected === undefined || actual === undefined ? requirement.id : JSON.stringify([expected, actual]);
    groups.set(key, [...(groups.get(key) ?? []), requirement]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [{ first, others }] : []));
}
