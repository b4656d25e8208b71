import leven from 'leven';

/** Words that are named as alternatives. */
const maxAlternatives = 4;

/** A hint at the known words that differ least from this one; empty if all differ too much to be meant. */
export function closest(word: string, known: readonly string[]): string {
  const tolerated = Math.max(1, Math.floor(word.length / 3));
  const distances = known.map((each) => leven(word.toLowerCase(), each.toLowerCase()));
  const least = Math.min(...distances);
  if (least > tolerated) return '';
  const near = known.filter((_, index) => distances[index] === least).slice(0, maxAlternatives);
  return ` Did you mean ${near.join(' or ')}?`;
}
