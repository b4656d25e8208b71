import * as fc from 'fast-check';
import { type ParameterName, parameter } from '../schemas/index.js';
import { alphabetOf, type ClassCharacters, type TextParameterName, textParameter } from './alphabet.js';

/** Values longer than this are drawn less often: boundaries matter more than the middle of the range. */
const usualLength = 24;

/**
 * Values over the whole documented domain of a parameter that every implementation must accept: its shortest and
 * longest lengths often, every class of character that its pattern allows.
 */
export function validValue(name: ParameterName): fc.Arbitrary<string> {
  const known = arbitraries.get(name);
  if (known !== undefined) return known;
  const { values } = parameter(name);
  const made = values === undefined ? textOfParameter(name as TextParameterName) : fc.constantFrom(...values);
  arbitraries.set(name, made);
  return made;
}

/** Built once for each parameter: the alternatives hold thousands of characters. */
const arbitraries = new Map<ParameterName, fc.Arbitrary<string>>();

function textOfParameter(name: TextParameterName): fc.Arbitrary<string> {
  const { minLength: min, maxLength: max } = textParameter(name);
  if (min === max) return allowedText(name, min, max);
  return fc.oneof(
    // The first is what a failing case is shrunk to.
    { withCrossShrink: true },
    { arbitrary: allowedText(name, min, Math.min(max, usualLength)), weight: 5 },
    { arbitrary: allowedText(name, min, min), weight: 2 },
    { arbitrary: allowedText(name, max, max), weight: 2 },
    { arbitrary: allowedText(name, max - 1, max - 1), weight: 1 },
    { arbitrary: allowedText(name, min, max), weight: 1 },
  );
}

/**
 * Texts of allowed characters with a length that the parameter need not allow.
 * @param min at least 1, in characters
 */
export function allowedText(name: TextParameterName, min: number, max: number): fc.Arbitrary<string> {
  const { allowed, single: singles } = alphabetOf(name);
  const single = character(singles);
  if (max === 1) return single;
  const longer = fc
    .tuple(
      character(allowed.first),
      fc.array(character(allowed.middle), {
        minLength: Math.max(min - 2, 0),
        maxLength: max - 2,
        size: 'max',
      }),
      character(allowed.last),
    )
    .map(([head, body, tail]) => head + body.join('') + tail);
  return min === 1
    ? fc.oneof({ withCrossShrink: true }, { arbitrary: single, weight: 1 }, { arbitrary: longer, weight: 9 })
    : longer;
}

/** Each class as often as the others, however many characters it has; letters twice as often. */
function character(classes: readonly ClassCharacters[]): fc.Arbitrary<string> {
  return fc.oneof(
    { withCrossShrink: true },
    ...classes.map((row) => ({
      arbitrary: fc.constantFrom(...row.characters),
      weight: row.class === 'letter' ? 2 : 1,
    })),
  );
}
