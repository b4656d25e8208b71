import * as fc from 'fast-check';
import {
  namespaceRules,
  type ParameterName,
  type ParameterValues,
  parameter,
  parameters,
  type RequirementId,
} from '../schemas/index.js';
import {
  alphabetOf,
  insert,
  places,
  type StringPosition,
  type TextParameterName,
  textParameter,
} from './alphabet.js';
import { type CharacterClass, characterName } from './characters.js';
import type { Fault } from './fault.js';
import { sampleRequest } from './sample-request.js';
import { allowedText } from './valid-value.js';

/** How many times its maximum the longest too long value is. */
const longest = 4;

/**
 * Generated faults of one parameter that break exactly this requirement.
 * @param base decides by its format whether a missing namespace is a fault, and of which requirement
 * @throws if no fault of the parameter breaks the requirement
 */
export function faultArbitrary(
  name: ParameterName,
  requirement: RequirementId,
  base: ParameterValues = sampleRequest,
): fc.Arbitrary<Fault> {
  const found = byRequirement(name, base).get(requirement);
  if (found === undefined) throw new Error(`no fault of ${name} breaks ${requirement} here`);
  return found;
}

/** Generated faults of one parameter, each requirement that it can break as often as the others. */
export function singleFaults(
  name: ParameterName,
  base: ParameterValues = sampleRequest,
): fc.Arbitrary<Fault> {
  return fc.oneof(...byRequirement(name, base).values());
}

/** The requirements that faults of one parameter can break, given a base. */
export function breakableRequirements(
  name: ParameterName,
  base: ParameterValues = sampleRequest,
): RequirementId[] {
  return [...byRequirement(name, base).keys()];
}

/** The parameter that a requirement constrains, if a fault of a parameter can break it at all. */
export function constrainedParameter(requirement: RequirementId): ParameterName | undefined {
  if (namespaceRules.some((rule) => rule.requirement === requirement)) return 'namespace';
  return parameters.find(({ requirements }) => Object.values(requirements).includes(requirement))?.name;
}

/** Made once for each parameter, and for namespaces once for each format: the alternatives hold thousands of characters. */
const made = new Map<string, ReadonlyMap<RequirementId, fc.Arbitrary<Fault>>>();

function byRequirement(
  name: ParameterName,
  { format }: ParameterValues,
): ReadonlyMap<RequirementId, fc.Arbitrary<Fault>> {
  const key = name === 'namespace' ? `${name} of ${format}` : name;
  const known = made.get(key) ?? makeByRequirement(name, format);
  made.set(key, known);
  return known;
}

function makeByRequirement(
  name: ParameterName,
  packageFormat: ParameterValues['format'],
): ReadonlyMap<RequirementId, fc.Arbitrary<Fault>> {
  const {
    required,
    empty,
    min,
    max,
    pattern,
    enum: enumeration,
    case: inCase,
  } = parameter(name).requirements;
  const rule =
    name === 'namespace' ? namespaceRules.find(({ format }) => format === packageFormat) : undefined;
  const arbitraries = new Map<RequirementId, fc.Arbitrary<Fault>>();
  const add = (requirement: RequirementId | undefined, make: (id: RequirementId) => fc.Arbitrary<Fault>) => {
    if (requirement === undefined) return;
    const other = arbitraries.get(requirement);
    arbitraries.set(
      requirement,
      other === undefined ? make(requirement) : fc.oneof(other, make(requirement)),
    );
  };

  add(required ?? rule?.requirement, (requirement) =>
    fc.constant({ requirement, parameter: name, label: 'missing', form: 'absent' }),
  );
  add(empty, (requirement) =>
    fc.constantFrom<Fault>(
      { requirement, parameter: name, label: 'empty', form: 'value', value: '' },
      { requirement, parameter: name, label: 'bare key', form: 'bare' },
    ),
  );
  if (name === 'format') {
    add(enumeration, otherWord);
    add(inCase, otherCase);
  } else {
    if (textParameter(name).minLength > 1) add(min, (requirement) => tooShort(name, requirement));
    add(max, (requirement) => tooLong(name, requirement));
    add(pattern, (requirement) => forbiddenCharacter(name, requirement));
  }
  return arbitraries;
}

function tooShort(name: TextParameterName, requirement: RequirementId): fc.Arbitrary<Fault> {
  const limit = textParameter(name).minLength - 1;
  return fc
    .oneof(allowedText(name, limit, limit), allowedText(name, 1, limit))
    .map((value) => ofLength(name, requirement, value));
}

function tooLong(name: TextParameterName, requirement: RequirementId): fc.Arbitrary<Fault> {
  const limit = textParameter(name).maxLength + 1;
  return fc
    .oneof(
      { withCrossShrink: true },
      // What a failing case is shrunk to: as plain as can be.
      { arbitrary: fc.constant(alphabetOf(name).filler.repeat(limit)), weight: 1 },
      { arbitrary: allowedText(name, limit, limit), weight: 2 },
      { arbitrary: allowedText(name, limit, limit * longest), weight: 1 },
    )
    .map((value) => ofLength(name, requirement, value));
}

function ofLength(name: TextParameterName, requirement: RequirementId, value: string): Fault {
  const label = value.length === 1 ? '1 character' : `${value.length} characters`;
  return { requirement, parameter: name, label, form: 'value', value };
}

/** One forbidden character in a value that is valid but for it: each class at each place as often as the others. */
function forbiddenCharacter(name: TextParameterName, requirement: RequirementId): fc.Arbitrary<Fault> {
  const { minLength, maxLength } = textParameter(name);
  const around = allowedText(name, Math.max(minLength - 1, 2), Math.min(maxLength - 1, 24));
  const cells = places.flatMap((place) =>
    alphabetOf(name).forbidden[place].map((row) => ({ place, class: row.class, characters: row.characters })),
  );
  return fc.oneof(
    ...cells.map((cell) => fc.tuple(fc.constantFrom(...cell.characters), around).map(toFault(cell))),
  );

  function toFault(cell: { readonly place: StringPosition; readonly class: CharacterClass }) {
    return ([character, rest]: [string, string]): Fault => ({
      requirement,
      parameter: name,
      label: `${characterName(character)}, ${cell.place}`,
      class: cell.class,
      place: cell.place,
      form: 'value',
      value: insert(rest, character, cell.place),
    });
  }
}

const lowerCase = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');

/** Words that are no package format in any case: random ones, and valid ones with something around them. */
function otherWord(requirement: RequirementId): fc.Arbitrary<Fault> {
  const { values = [] } = parameter('format');
  const letters = fc.string({ unit: lowerCase, minLength: 1, maxLength: 12 });
  const valid = fc.constantFrom(...values);
  return fc
    .oneof(
      letters,
      fc.tuple(valid, letters).map(([value, more]) => value + more),
      valid.map((value) => value.slice(0, -1)),
      fc.tuple(valid, fc.constantFrom(' ', '\t', '\n', '\0', ',', '/')).map(([value, end]) => value + end),
      fc
        .tuple(fc.constantFrom(' ', '\t', '\n', '\0', ',', '/'), valid)
        .map(([start, value]) => start + value),
      fc.tuple(valid, fc.constantFrom(',', '|', ' ', ''), valid).map((parts) => parts.join('')),
    )
    .filter((value) => !values.includes(value.toLowerCase()))
    .map((value) => ({ requirement, parameter: 'format', label: 'not a format', form: 'value', value }));
}

/** Valid values with the case of at least one letter changed. */
function otherCase(requirement: RequirementId): fc.Arbitrary<Fault> {
  const { values = [] } = parameter('format');
  const longestValue = Math.max(...values.map((value) => value.length));
  return fc
    .tuple(fc.constantFrom(...values), fc.integer({ min: 1, max: 2 ** longestValue - 1 }))
    .map(([value, mask]) => [value, withUpperCase(value, mask)] as const)
    .filter(([value, changed]) => value !== changed)
    .map(([, value]) => ({ requirement, parameter: 'format', label: 'wrong case', form: 'value', value }));
}

/** Upper case for the letters whose bit is set, the first letter being bit 0. */
function withUpperCase(value: string, mask: number): string {
  return [...value].map((letter, index) => (mask & (1 << index) ? letter.toUpperCase() : letter)).join('');
}
