import type { Profile, RequirementId } from '../schemas/index.js';
import type { Assessability } from './assessable.js';

/** Requirements that are named for one reason before they are only counted. */
const maxNamed = 6;

/** `RS-18, LM-03 and 4 more`. */
function some(ids: readonly RequirementId[]): string {
  const rest = ids.length - maxNamed;
  return rest > 0 ? `${ids.slice(0, maxNamed).join(', ')} and ${rest} more` : ids.join(', ');
}

/** One line for each reason why requirements of a profile are not testable. */
export function reasonsOf({ untestable }: Assessability): string[] {
  const byReason = new Map<string, RequirementId[]>();
  for (const { reason, requirement } of untestable)
    byReason.set(reason, [...(byReason.get(reason) ?? []), requirement]);
  return [...byReason].map(
    ([reason, ids]) => `${reason.replace(/^The fixtures hold no /, 'no ')} (${some(ids)})`,
  );
}

/** Profile by profile whether it can be assessed, and if not, why. */
export function profileTable(
  all: readonly Assessability[],
  further: Partial<Record<Profile, readonly string[]>> = {},
): string {
  const width = Math.max(...all.map(({ profile }) => profile.length));
  return all
    .map((each) => {
      const reasons = [...(further[each.profile] ?? []), ...reasonsOf(each)];
      if (reasons.length === 0) return `  ${each.profile.padEnd(width)}  yes\n`;
      const [first, ...rest] = reasons;
      const indent = ' '.repeat(width + 8);
      return `  ${each.profile.padEnd(width)}  no: ${first}\n${rest.map((reason) => `${indent}${reason}\n`).join('')}`;
    })
    .join('');
}
