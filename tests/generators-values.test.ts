import { expect, test } from '@playwright/test';
import {
  characterClasses,
  classOf,
  defaultCount,
  defaultSeed,
  generateCases,
  places,
  type StringPosition,
  sampleRequest,
  validExamples,
  validValue,
} from '../generators/index.js';
import { type ParameterName, parameterNames, parameters, violationsOf } from '../schemas/index.js';

const options = { seed: defaultSeed, count: defaultCount };

/** Written out by hand: the classes that each pattern lets a value hold, by place. */
const expectedClasses: Readonly<
  Record<Exclude<ParameterName, 'format'>, Readonly<Record<StringPosition, string>>>
> = {
  asset: same('letter digit punctuation white-space non-ASCII'),
  domain: { first: 'letter', middle: 'letter digit punctuation', last: 'letter digit' },
  'domain-owner': same('digit'),
  namespace: same('letter digit punctuation non-ASCII'),
  package: same('letter digit punctuation non-ASCII'),
  repository: {
    first: 'letter digit',
    middle: 'letter digit punctuation',
    last: 'letter digit punctuation',
  },
  revision: same('letter digit punctuation non-ASCII'),
  version: same('letter digit punctuation non-ASCII'),
};

function same(classes: string): Record<StringPosition, string> {
  return { first: classes, middle: classes, last: classes };
}

function at(value: string, place: StringPosition): string[] {
  const characters = [...value];
  if (place === 'first') return characters.slice(0, 1);
  return place === 'last' ? characters.slice(-1) : characters.slice(1, -1);
}

test.describe('valid examples', () => {
  /** Written out by hand: the ASCII punctuation that each pattern allows somewhere. */
  const allPunctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
  const expectedPunctuation = {
    asset: allPunctuation,
    domain: '-',
    'domain-owner': '',
    namespace: allPunctuation.replace(/[#/]/g, ''),
    package: allPunctuation.replace(/[#/]/g, ''),
    repository: '-._',
    revision: allPunctuation,
    version: allPunctuation.replace(/[#/]/g, ''),
  } as const;

  for (const [name, punctuation] of Object.entries(expectedPunctuation) as [
    keyof typeof expectedPunctuation,
    string,
  ][]) {
    const values = validExamples(name).map(({ value }) => value);

    test(`${name}: every example is valid, and no two are the same`, () => {
      const broken = values.filter((value) =>
        violationsOf({ ...sampleRequest, [name]: value }).some(({ parameter }) => parameter === name),
      );
      expect(broken).toEqual([]);
      expect(new Set(values).size).toBe(values.length);
    });

    test(`${name}: each punctuation mark that is allowed has an example of its own`, () => {
      const held = values.map((value) => value.replace(/[\p{L}\p{N} ]/gu, '').charAt(0));
      expect(held.filter(Boolean).sort().join('')).toBe([...punctuation].sort().join(''));
    });
  }
});

test.describe('valid values', () => {
  test('the sample request is valid', () => {
    expect(violationsOf(sampleRequest)).toEqual([]);
  });

  for (const name of parameterNames) {
    test(`${name}: every value is valid`, () => {
      const values = generateCases(validValue(name), { seed: 7, count: 2000 }).map(({ value }) => value);
      const broken = values.filter((value) =>
        violationsOf({ ...sampleRequest, [name]: value }).some(({ parameter }) => parameter === name),
      );
      expect(broken).toEqual([]);
    });

    test(`${name}: no value holds what implementations may differ on`, () => {
      const values = generateCases(validValue(name), { seed: 7, count: 2000 }).map(({ value }) => value);
      expect(values.filter((value) => /[^\P{White_Space} ]/u.test(value))).toEqual([]);
      expect(values.filter((value) => /[\u{10000}-\u{10ffff}]|\p{C}|\ufeff/u.test(value))).toEqual([]);
      expect(values.filter((value) => value !== value.normalize('NFC'))).toEqual([]);
    });
  }

  for (const { name, minLength, maxLength, values } of parameters) {
    test(`${name}: ${defaultCount} cases reach both ends of the domain and every class of character`, () => {
      const generated = generateCases(validValue(name), options).map(({ value }) => value);
      const counts = new Map<string, number>();
      const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
      const expected: string[] = [];
      if (name === 'format' || minLength === undefined || maxLength === undefined) {
        expected.push(...(values ?? []));
        for (const value of generated) count(value);
      } else {
        expected.push(`length ${minLength}`, `length ${maxLength}`);
        if (minLength < maxLength) expected.push(`length ${maxLength - 1}`);
        for (const value of generated) {
          count(`length ${value.length}`);
          for (const place of places)
            for (const character of at(value, place)) count(`${classOf(character)}, ${place}`);
        }
        for (const place of places) {
          const classes = expectedClasses[name][place].split(' ').map(fullName);
          expected.push(...classes.map((characterClass) => `${characterClass}, ${place}`));
          const others = characterClasses.filter((candidate) => !classes.includes(candidate));
          expect(
            others.filter((other) => counts.has(`${other}, ${place}`)),
            table(counts),
          ).toEqual([]);
        }
      }
      expect(
        expected.filter((key) => !counts.has(key)),
        table(counts),
      ).toEqual([]);
    });
  }
});

function fullName(short: string): string {
  return { 'white-space': 'white space', 'non-ASCII': 'non-ASCII letter or digit' }[short] ?? short;
}

/** What was generated how often, for the message of a failure. */
function table(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([key, times]) => `${String(times).padStart(6)}  ${key}`).join('\n');
}
