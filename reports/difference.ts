/** A piece of one side of a comparison, and whether the other side lacks it. */
export interface DifferencePart {
  readonly text: string;
  readonly differs: boolean;
}

export interface Difference {
  readonly expected: readonly DifferencePart[];
  readonly actual: readonly DifferencePart[];
}

/** Beyond this many words on a side the table of the comparison would cost more than the marks are worth. */
const MOST_WORDS = 400;

/** Marks the words that only one of two texts has, by their longest common subsequence. */
export function difference(expected: string, actual: string): Difference {
  const left = words(expected);
  const right = words(actual);
  if (left.length > MOST_WORDS || right.length > MOST_WORDS) {
    const differs = expected !== actual;
    return { expected: [{ text: expected, differs }], actual: [{ text: actual, differs }] };
  }
  const common = commonLengths(left, right);
  const width = right.length + 1;
  const at = (row: number, column: number) => common[row * width + column] ?? 0;
  const kept = { left: new Set<number>(), right: new Set<number>() };
  for (let row = 0, column = 0; row < left.length && column < right.length; ) {
    if (left[row] === right[column]) {
      kept.left.add(row++);
      kept.right.add(column++);
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return { expected: joined(left, kept.left), actual: joined(right, kept.right) };
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}._-]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/** For each pair of positions, row by row: how many words the rests of both sides have in common. */
function commonLengths(left: readonly string[], right: readonly string[]): Uint16Array {
  const width = right.length + 1;
  const table = new Uint16Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      table[row * width + column] =
        left[row] === right[column]
          ? (table[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(table[(row + 1) * width + column] ?? 0, table[row * width + column + 1] ?? 0);
    }
  }
  return table;
}

function joined(all: readonly string[], kept: ReadonlySet<number>): DifferencePart[] {
  const parts: DifferencePart[] = [];
  all.forEach((text, index) => {
    const last = parts.at(-1);
    // White space between two marked words is marked with them, so that a mark is not torn into pieces.
    const blank = text.trim() === '';
    const differs =
      blank && last ? last.differs && !kept.has(index + 1) && index + 1 < all.length : !kept.has(index);
    if (last?.differs === differs) parts[parts.length - 1] = { text: last.text + text, differs };
    else parts.push({ text, differs });
  });
  return parts;
}
