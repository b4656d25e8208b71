import { alphabetOf, places, type TextParameterName, textParameter } from './alphabet.js';
import { characterName } from './characters.js';

/** A valid value that has something of its own. */
export interface ValidExample {
  readonly label: string;
  readonly value: string;
}

/** Characters at the ends of their ranges; of punctuation all, because servers leave out one or another. */
const letters = ['a', 'z', 'A', 'Z', '0', '9', 'é', '目', ' '];
const printableAscii = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index));
const punctuation = printableAscii.filter((character) => !/[A-Za-z0-9]/.test(character));

/** Length of a value that has room for a character at each place. */
const roomy = 5;

/**
 * A value for each character that a parameter's pattern allows, by name: the same list each time. Each holds the
 * character at every place where it may stand, first, in the middle and last, among the plainest that there are.
 */
export function validExamples(name: TextParameterName): ValidExample[] {
  const { filler, allowed } = alphabetOf(name);
  const { minLength, maxLength } = textParameter(name);
  const length = Math.min(maxLength, Math.max(minLength, roomy));
  const plain: ValidExample[] = minLength === 1 ? [{ label: 'one character', value: filler }] : [];
  return [...letters, ...punctuation].reduce((examples, character) => {
    const own = places.filter((place) =>
      allowed[place].some(({ characters }) => characters.includes(character)),
    );
    if (own.length === 0) return examples;
    const value = Array.from({ length }, () => filler);
    for (const place of own) value[indexOf(place, length)] = character;
    examples.push({ label: `${characterName(character)} ${own.join(', ')}`, value: value.join('') });
    return examples;
  }, plain);
}

const indexOf = (place: (typeof places)[number], length: number): number =>
  ({ first: 0, middle: Math.floor(length / 2), last: length - 1 })[place];
