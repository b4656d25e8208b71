/**
 * The characters that generated values are made of, by class. Left out everywhere, because implementations may rightly
 * differ on them: white space beyond ASCII, the byte order mark, astral characters, code points that are unassigned but
 * not noncharacters, and lone surrogates, which UTF-8 cannot carry.
 */
export type CharacterClass =
  | 'control'
  | 'white space'
  | 'format'
  | 'private use or noncharacter'
  | 'letter'
  | 'digit'
  | 'punctuation'
  | 'non-ASCII letter or digit';

/** An inclusive range of code points. */
type Range = readonly [from: number, to: number];

interface CharacterRow {
  readonly class: CharacterClass;
  readonly ranges: readonly Range[];
  /** Those that stand for the class when each example costs a request: the ends, and the known pitfalls. */
  readonly examples: readonly (readonly [codePoint: number, name: string])[];
}

/** One character that a check names. */
export interface NamedCharacter {
  readonly character: string;
  readonly name: string;
  readonly class: CharacterClass;
}

const rows: readonly CharacterRow[] = [
  {
    class: 'control',
    ranges: [
      [0x00, 0x08],
      [0x0e, 0x1f],
      [0x7f, 0x9f],
    ],
    examples: [
      [0x00, 'NUL'],
      [0x07, 'BEL'],
      [0x1f, 'unit separator'],
      [0x7f, 'DEL'],
      [0x85, 'next line U+0085'],
      [0x9f, 'U+009F'],
    ],
  },
  {
    class: 'white space',
    ranges: [
      [0x09, 0x0d],
      [0x20, 0x20],
    ],
    examples: [
      [0x20, 'space'],
      [0x09, 'tab'],
      [0x0a, 'line feed'],
      [0x0b, 'vertical tab'],
      [0x0c, 'form feed'],
      [0x0d, 'carriage return'],
    ],
  },
  {
    class: 'format',
    ranges: [
      [0xad, 0xad],
      [0x200b, 0x200f],
      [0x202a, 0x202e],
      [0x2060, 0x2064],
    ],
    examples: [
      [0xad, 'soft hyphen'],
      [0x200b, 'zero width space'],
      [0x200d, 'zero width joiner'],
      [0x202e, 'right-to-left override'],
    ],
  },
  {
    class: 'private use or noncharacter',
    ranges: [
      [0xe000, 0xf8ff],
      [0xfdd0, 0xfdef],
      [0xfffe, 0xffff],
    ],
    examples: [
      [0xe000, 'private use U+E000'],
      [0xf8ff, 'private use U+F8FF'],
      [0xfdd0, 'noncharacter U+FDD0'],
      [0xfffe, 'noncharacter U+FFFE'],
      [0xffff, 'noncharacter U+FFFF'],
    ],
  },
  {
    class: 'letter',
    ranges: [
      [0x61, 0x7a],
      [0x41, 0x5a],
    ],
    examples: [
      [0x61, 'letter a'],
      [0x7a, 'letter z'],
      [0x41, 'letter A'],
      [0x5a, 'letter Z'],
    ],
  },
  {
    class: 'digit',
    ranges: [[0x30, 0x39]],
    examples: [
      [0x30, 'digit 0'],
      [0x39, 'digit 9'],
    ],
  },
  {
    class: 'punctuation',
    ranges: [
      [0x21, 0x2f],
      [0x3a, 0x40],
      [0x5b, 0x60],
      [0x7b, 0x7e],
    ],
    examples: [
      [0x2d, 'hyphen'],
      [0x5f, 'underscore'],
      [0x2e, 'dot'],
      [0x2f, 'slash'],
      [0x23, 'number sign'],
      [0x25, 'percent sign'],
      [0x2b, 'plus sign'],
      [0x40, 'at sign'],
      [0x60, 'grave accent'],
      [0x7b, 'left brace'],
    ],
  },
  {
    class: 'non-ASCII letter or digit',
    ranges: [
      [0xc0, 0xd6],
      [0xd8, 0xf6],
      [0xf8, 0xff],
      [0x391, 0x3a1],
      [0x3b1, 0x3c9],
      [0x410, 0x44f],
      [0x3041, 0x3093],
      [0x30a1, 0x30f3],
      [0x4e00, 0x4fff],
      [0x7530, 0x76ff],
    ],
    examples: [
      [0xe9, 'letter é'],
      [0xdf, 'letter ß'],
      [0x430, 'Cyrillic letter а'],
      [0x76ee, 'ideograph 目'],
      // Upper and lower case folding turns these into ASCII letters.
      [0x212a, 'Kelvin sign'],
      [0x131, 'dotless i'],
      // Digits to Unicode-aware \d and to number parsers.
      [0xff11, 'full-width digit one'],
      [0x663, 'Arabic-Indic digit three'],
    ],
  },
];

/** Every class, in the order in which tables list them. */
export const characterClasses: readonly CharacterClass[] = rows.map((row) => row.class);

/** The characters that stand for their class in deterministic examples. */
export const namedCharacters: readonly NamedCharacter[] = rows.flatMap((row) =>
  row.examples.map(([codePoint, name]) => ({
    character: String.fromCodePoint(codePoint),
    name,
    class: row.class,
  })),
);

/** Every character of each class, for generated faults. */
export const charactersByClass: ReadonlyMap<CharacterClass, readonly string[]> = new Map(
  rows.map((row) => [row.class, row.ranges.flatMap(expand)]),
);

/**
 * The classes that a value may hold which every implementation must accept. The one pattern that allows white space
 * forbids control characters, so that what it leaves is the space.
 */
export const plainClasses: readonly CharacterClass[] = [
  'letter',
  'digit',
  'punctuation',
  'white space',
  'non-ASCII letter or digit',
];

/** The class of one character of a generated value. */
export function classOf(character: string): CharacterClass | undefined {
  const codePoint = character.codePointAt(0) ?? -1;
  const named = rows.find((row) => row.examples.some(([example]) => example === codePoint));
  return (named ?? rows.find((row) => row.ranges.some(([from, to]) => from <= codePoint && codePoint <= to)))
    ?.class;
}

/** A character for a label: itself if it can be read, else its code point. */
export function characterName(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  const hexadecimal = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `${character} (${hexadecimal})` : hexadecimal;
}

function expand([from, to]: Range): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
}
