import { namespaceRules, type ParameterName, type ParameterValues, parameter } from '../schemas/index.js';
import { alphabetOf, insert, places, type TextParameterName, textParameter } from './alphabet.js';
import type { Fault } from './fault.js';
import { sampleRequest } from './sample-request.js';

/** How many times its maximum a much too long value is. */
const muchTooLong = 10;

/** How people write account numbers. The page forbids dashes and spaces; a server that takes them out serves these. */
const writtenAccounts = [
  { label: 'with dashes', by: '-' },
  { label: 'with spaces', by: ' ' },
  { label: 'with commas', by: ',' },
];

/** How the ecosystems themselves write their names, if that is more than a capital. */
const properSpellings = ['PyPI', 'NuGet'];

/** Words that other systems use for package formats. */
const otherFormats = [
  'docker',
  'rpm',
  'deb',
  'helm',
  'conda',
  'go',
  'python',
  'java',
  'gradle',
  'dotnet',
  'gem',
  'rubygems',
  'crates',
  'null',
  '*',
  // Members that every object has, in languages where a table of formats is an object.
  'constructor',
  'toString',
  '__proto__',
];

/**
 * Named examples of every way to get one parameter wrong, one fault each: the same list each time, for checks that name
 * what they send. A fault damages the value of the base as little as it can, so that a server which trims, folds case,
 * truncates or takes a match of a part for a match of the whole gives itself away by serving it.
 * @param base a valid request; parameters that it lacks are taken from a sample
 */
export function faultExamples(name: ParameterName, base: ParameterValues = sampleRequest): Fault[] {
  const examples = [...absenceExamples(name, base), ...emptinessExamples(name)];
  return name === 'format'
    ? [...examples, ...formatExamples(base.format ?? sampleRequest.format)]
    : [...examples, ...lengthExamples(name, base), ...characterExamples(name, base)];
}

/** Leaving a parameter out, if that is a fault: it is required, or its format requires it. */
function absenceExamples(name: ParameterName, base: ParameterValues): Fault[] {
  const rule = name === 'namespace' ? namespaceRules.find(({ format }) => format === base.format) : undefined;
  const requirement = parameter(name).requirements.required ?? rule?.requirement;
  if (requirement === undefined) return [];
  return [{ requirement, parameter: name, label: 'missing', form: 'absent' }];
}

function emptinessExamples(name: ParameterName): Fault[] {
  const requirement = parameter(name).requirements.empty;
  if (requirement === undefined) return [];
  return [
    { requirement, parameter: name, label: 'empty', form: 'value', value: '' },
    { requirement, parameter: name, label: 'bare key', form: 'bare' },
  ];
}

function lengthExamples(name: TextParameterName, base: ParameterValues): Fault[] {
  const { minLength, maxLength, requirements } = textParameter(name);
  const characters = [...(base[name] ?? sampleRequest[name])];
  const faults: Fault[] = [];
  // A minimum of one is broken by the empty value only, which has its own requirement.
  if (requirements.min !== undefined && minLength > 1) {
    faults.push(ofLength(requirements.min, characters.slice(0, minLength - 1)));
  }
  if (requirements.max !== undefined) {
    faults.push(ofLength(requirements.max, lengthened(maxLength + 1)));
    faults.push(ofLength(requirements.max, lengthened(maxLength * muchTooLong)));
  }
  if (requirements.max !== undefined && minLength === maxLength) {
    const label = `${maxLength} characters and a line feed`;
    faults.push({ ...ofLength(requirements.max, [...characters, '\n']), label });
    const groups = characters.join('').match(/.{1,4}/gs) ?? [];
    for (const { label, by } of writtenAccounts)
      faults.push({ ...ofLength(requirements.max, [...groups.join(by)]), label });
  }
  return faults;

  function lengthened(length: number): string[] {
    const { filler } = alphabetOf(name);
    return [...characters, ...Array.from({ length: length - characters.length }, () => filler)];
  }

  function ofLength(requirement: Fault['requirement'], text: readonly string[]): Fault {
    const label = text.length === 1 ? '1 character' : `${text.length} characters`;
    return { requirement, parameter: name, label, form: 'value', value: text.join('') };
  }
}

function characterExamples(name: TextParameterName, base: ParameterValues): Fault[] {
  const { pattern: requirement } = textParameter(name).requirements;
  if (requirement === undefined) return [];
  const value = base[name] ?? sampleRequest[name];
  return places.flatMap((place) =>
    alphabetOf(name).forbiddenExamples[place].map(
      (named): Fault => ({
        requirement,
        parameter: name,
        label: `${named.name}, ${place}`,
        class: named.class,
        place,
        form: 'value',
        value: insert(room(value, name), named.character, place),
      }),
    ),
  );
}

/** The value, shortened by one if another character would make it too long. */
function room(value: string, name: TextParameterName): string {
  return [...value].slice(0, textParameter(name).maxLength - 1).join('');
}

function formatExamples(value: string): Fault[] {
  const { values = [], requirements } = parameter('format');
  const { case: caseRequirement, enum: enumRequirement } = requirements;
  if (caseRequirement === undefined || enumRequirement === undefined) return [];
  const example = (requirement: Fault['requirement'], label: string, text: string): Fault => ({
    requirement,
    parameter: 'format',
    label,
    form: 'value',
    value: text,
  });
  const otherValue = values.find((candidate) => candidate !== value) ?? '';
  return [
    ...values.flatMap((valid) => [
      example(caseRequirement, valid.toUpperCase(), valid.toUpperCase()),
      example(caseRequirement, capitalised(valid), capitalised(valid)),
    ]),
    ...properSpellings.map((word) => example(caseRequirement, word, word)),
    ...otherFormats.map((word) => example(enumRequirement, word, word)),
    example(enumRequirement, 'first letters only', value.slice(0, -1)),
    example(enumRequirement, 'one letter more', `${value}s`),
    example(enumRequirement, 'leading space', ` ${value}`),
    example(enumRequirement, 'trailing space', `${value} `),
    example(enumRequirement, 'leading line feed', `\n${value}`),
    example(enumRequirement, 'trailing line feed', `${value}\n`),
    example(enumRequirement, 'trailing NUL', `${value}\0`),
    example(enumRequirement, 'two with a comma', `${value},${otherValue}`),
    example(enumRequirement, 'two with a bar', `${value}|${otherValue}`),
    example(enumRequirement, 'two joined', `${value}${otherValue}`),
    example(enumRequirement, 'the same twice', `${value},${value}`),
    example(enumRequirement, 'a zero', '0'),
  ];
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
