import type { ChangeKind, Comparison, VerdictChange } from './compare.js';
import { count } from './text.js';

/** The parts of a comparison in the order of their weight, and what each means. */
export const changeWords: readonly (readonly [kind: ChangeKind, title: string, meaning: string])[] = [
  [
    'newly-failing',
    'Newly failing',
    'Passed before, fails now; or failed before, and one more of its checks fails now, which no waiver names. This is a regression.',
  ],
  [
    'newly-broken',
    'Newly broken',
    'Broken now, but not a passed MUST before, or waived, or a recommendation only.',
  ],
  ['fixed', 'Fixed', 'Broken before, holds now.'],
  [
    'no-longer-assessed',
    'No longer assessed',
    'Something was said before; nothing is said now. This is not a pass.',
  ],
  ['newly-assessed', 'Newly assessed', 'Nothing was said before.'],
  ['new', 'New requirements', 'Not in the earlier results.'],
  ['changed-evidence', 'Changed evidence', 'Same conclusion, but the target behaves differently.'],
];

/** The changes of each kind that occurs. */
export function changesByKind({ changes }: Comparison) {
  return changeWords
    .map(([kind, title, meaning]) => ({
      kind,
      title,
      meaning,
      changes: changes.filter((change): change is VerdictChange => change.kind === kind),
    }))
    .filter((group) => group.changes.length > 0);
}

/** The comparison in one sentence, for a terminal, a page or a summary. */
export function comparisonSentence(comparison: Comparison): string {
  const { changes, unchanged } = comparison;
  if (changes.length === 0) return `No difference in ${count(unchanged, 'requirement')}.`;
  const parts = changesByKind(comparison).map(
    (group) => `${group.changes.length} ${group.title.toLowerCase()}`,
  );
  return `${parts.join(', ')}; ${unchanged} unchanged.`;
}
