/** Letters that two words share at their beginning. */
function sharedBeginning(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** A hint at the known words that begin most like this one; empty if none does. */
export function closest(word: string, known: readonly string[]): string {
  const beginning = (each: string): number => sharedBeginning(word.toLowerCase(), each.toLowerCase());
  const most = Math.max(...known.map(beginning));
  if (most < 2) return '';
  const near = known.filter((each) => beginning(each) === most).slice(0, 4);
  return ` Did you mean ${near.join(' or ')}?`;
}
