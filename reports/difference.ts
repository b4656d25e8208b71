import { diffArrays } from 'diff';

/** A piece of one side of a comparison, and whether the other side lacks it. */
export interface DifferencePart {
  readonly text: string;
  readonly differs: boolean;
}

export interface Difference {
  readonly expected: readonly DifferencePart[];
  readonly actual: readonly DifferencePart[];
}

/** How a text is split into tokens before it is compared, and whether blanks join the marks on either side. */
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

/** Texts that differ in more tokens than this are marked as a whole: marking single tokens would take long and help nobody. */
const maxEditLength = 400;

/** Marks what only one of two texts has. */
export function difference(expected: string, actual: string, tokens: Tokens = words): Difference {
  const changes = diffArrays([...tokens.split(expected)], [...tokens.split(actual)], { maxEditLength }) ?? [
    { value: [expected], removed: true, added: false },
    { value: [actual], removed: false, added: true },
  ];
  const side = (other: 'added' | 'removed') =>
    joinParts(
      changes
        .filter((change) => !change[other])
        .flatMap(({ value, added, removed }) => value.map((text) => ({ text, differs: added || removed }))),
      tokens.joinsBlanks,
    );
  return { expected: side('added'), actual: side('removed') };
}

/** Joins adjacent tokens that differ, or that do not. */
function joinParts(tokens: readonly DifferencePart[], joinsBlanks: boolean): DifferencePart[] {
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
