import { type Profile, type RequirementId, requirement } from '../schemas/catalogue/index.js';

/** Why a run of these profiles does not assess a requirement, for the skipped test; undefined if it does. */
export function whyUnassessed(id: RequirementId, claimed: readonly Profile[]): string | undefined {
  const { profile, excluded } = requirement(id);
  if (excluded !== undefined) return `not enforced: ${excluded}`;
  return claimed.includes(profile) ? undefined : `the profile ${profile} is not claimed`;
}
