import leven from 'leven';

/** Words that are named as alternatives. */
const maxAlternatives = 4;

/**
 * A hint at the known words that a word may be a slip for: those that begin with it, else those that differ least from it.
 * Empty if all differ too much to be meant.
 */
export function closest(word: string, known: readonly string[]): string {
  const typed = word.toLowerCase();
  const longer = known.filter((each) => each.toLowerCase().startsWith(typed));
  const near = longer.length > 0 ? longer : leastDifferent(typed, known);
  return near.length === 0 ? '' : ` Did you mean ${near.slice(0, maxAlternatives).join(' or ')}?`;
}

function leastDifferent(typed: string, known: readonly string[]): string[] {
  const tolerated = Math.max(2, Math.floor(typed.length / 3));
  const distances = known.map((each) => leven(typed, each.toLowerCase()));
  const least = Math.min(...distances);
  return least > tolerated ? [] : known.filter((_, index) => distances[index] === least);
}
