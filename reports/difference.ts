/** A piece of one side of a comparison, and whether the other side lacks it. */
export interface DifferencePart {
  readonly text: string;
  readonly differs: boolean;
}

export interface Difference {
  readonly expected: readonly DifferencePart[];
  readonly actual: readonly DifferencePart[];
}

/** Beyond this many tokens on a side the table of the comparison would cost more than the marks are worth. */
const MOST_TOKENS = 400;

/** How a text is taken apart before it is compared, and whether blanks join the marks at their sides. */
export interface Tokens {
  readonly split: (text: string) => readonly string[];
  readonly joinsBlanks: boolean;
}

/** For sentences: words, punctuation, white space. */
export const words: Tokens = {
  split: (text) => text.match(/[\p{L}\p{N}._-]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [],
  joinsBlanks: true,
};

/** For content: every character counts, blanks too. */
export const characters: Tokens = { split: (text) => [...text], joinsBlanks: false };

/** Marks what only one of two texts has, by the longest common subsequence of their tokens. */
export function difference(expected: string, actual: string, tokens: Tokens = words): Difference {
  const left = tokens.split(expected);
  const right = tokens.split(actual);
  const head = commonHead(left, right);
  const tail = commonHead(left.slice(head).reverse(), right.slice(head).reverse());
  const middle = [left.slice(head, left.length - tail), right.slice(head, right.length - tail)] as const;
  const kept = middle.some(({ length }) => length > MOST_TOKENS) ? nothing : keptTokens(...middle);
  const side = (all: readonly string[], own: ReadonlySet<number>) =>
    joined(
      all.map((text, index) => ({
        text,
        differs: index >= head && index < all.length - tail && !own.has(index - head),
      })),
      tokens.joinsBlanks,
    );
  return { expected: side(left, kept.left), actual: side(right, kept.right) };
}

function commonHead(left: readonly string[], right: readonly string[]): number {
  const most = Math.min(left.length, right.length);
  let length = 0;
  while (length < most && left[length] === right[length]) length += 1;
  return length;
}

interface Kept {
  readonly left: ReadonlySet<number>;
  readonly right: ReadonlySet<number>;
}

const nothing: Kept = { left: new Set(), right: new Set() };

function keptTokens(left: readonly string[], right: readonly string[]): Kept {
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
  return kept;
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

function joined(tokens: readonly DifferencePart[], joinsBlanks: boolean): DifferencePart[] {
  const parts: DifferencePart[] = [];
  tokens.forEach((token, index) => {
    const last = parts.at(-1);
    const next = tokens[index + 1];
    // White space between two marked words is marked with them, so that a mark is not torn into pieces.
    const isJoin = joinsBlanks && last !== undefined && token.text.trim() === '';
    const differs = isJoin ? last.differs && next?.differs === true : token.differs;
    if (last?.differs === differs) parts[parts.length - 1] = { text: last.text + token.text, differs };
    else parts.push({ text: token.text, differs });
  });
  return parts;
}
