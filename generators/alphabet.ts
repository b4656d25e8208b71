import { type Parameter, type ParameterName, parameter } from '../schemas/index.js';
import {
  type CharacterClass,
  characterClasses,
  charactersByClass,
  type NamedCharacter,
  namedCharacters,
  plainClasses,
} from './characters.js';

/** Where a character stands in a value. */
export const places = ['first', 'middle', 'last'] as const;
export type StringPosition = (typeof places)[number];

/** A parameter whose values are free text within a length and a pattern: every one but `format`. */
export interface TextParameter extends Parameter {
  readonly minLength: number;
  readonly maxLength: number;
  readonly pattern: string;
}

export type TextParameterName = Exclude<ParameterName, 'format'>;

/** The row of a text parameter. */
export function textParameter(name: TextParameterName): TextParameter {
  const row = parameter(name);
  if (row.minLength === undefined || row.maxLength === undefined || row.pattern === undefined) {
    throw new Error(`${name} has no length or no pattern`);
  }
  return row as TextParameter;
}

/** Characters of one class. */
export interface ClassCharacters {
  readonly class: CharacterClass;
  readonly characters: readonly string[];
}

/** Which characters the pattern of a parameter allows and forbids at a place. */
export interface Alphabet {
  /** A character that is allowed at every place. */
  readonly filler: string;
  /** For valid values: characters that every implementation must accept there, by class. */
  readonly allowed: Readonly<Record<StringPosition, readonly ClassCharacters[]>>;
  /** For valid values of one character: those allowed both first and last. */
  readonly single: readonly ClassCharacters[];
  /** For faults: every character that is forbidden there, by class. */
  readonly forbidden: Readonly<Record<StringPosition, readonly ClassCharacters[]>>;
  /** For named examples: the characters forbidden there that stand for their class. */
  readonly forbiddenExamples: Readonly<Record<StringPosition, readonly NamedCharacter[]>>;
}

const alphabets = new Map<TextParameterName, Alphabet>();

/** Stands where a character will be put in; none of the fillers. */
const gap = '\0';

/** The alphabet of a parameter, found by trying each character against the documented pattern; computed once. */
export function alphabetOf(name: TextParameterName): Alphabet {
  const known = alphabets.get(name);
  if (known !== undefined) return known;
  const made = findAlphabet(textParameter(name));
  alphabets.set(name, made);
  return made;
}

/** Puts a character at a place of a text: before it, inside it or after it. */
export function insert(text: string, character: string, place: StringPosition): string {
  // By code points: a base may hold a character of two UTF-16 units, which must not be torn apart.
  const characters = [...text];
  const index = { first: 0, middle: Math.ceil(characters.length / 2), last: characters.length }[place];
  return [...characters.slice(0, index), character, ...characters.slice(index)].join('');
}

function findAlphabet(row: TextParameter): Alphabet {
  const pattern = new RegExp(row.pattern, 'u');
  const length = Math.min(row.maxLength, Math.max(row.minLength, 3));
  const filler = ['a', '1'].find((candidate) => pattern.test(candidate.repeat(length)));
  if (filler === undefined) throw new Error(`${row.name}: the pattern accepts neither letters nor digits`);
  const accepts = perPlace((place) => {
    // Every character of every class is tried: the text around it is made once.
    const [before = '', after = ''] = insert(filler.repeat(length - 1), gap, place).split(gap);
    return (character: string): boolean => pattern.test(before + character + after);
  });
  const refuses = perPlace(
    (place) =>
      (character: string): boolean =>
        !accepts[place](character),
  );

  return {
    filler,
    allowed: perPlace((place) => select(plainClasses, accepts[place])),
    single: select(plainClasses, (character) => accepts.first(character) && accepts.last(character)),
    forbidden: perPlace((place) => select(characterClasses, refuses[place])),
    forbiddenExamples: perPlace((place) =>
      namedCharacters.filter(({ character }) => refuses[place](character)),
    ),
  };
}

function select(
  classes: readonly CharacterClass[],
  wanted: (character: string) => boolean,
): readonly ClassCharacters[] {
  return classes
    .map((name) => ({ class: name, characters: (charactersByClass.get(name) ?? []).filter(wanted) }))
    .filter(({ characters }) => characters.length > 0);
}

function perPlace<T>(make: (place: StringPosition) => T): Record<StringPosition, T> {
  return { first: make('first'), middle: make('middle'), last: make('last') };
}
