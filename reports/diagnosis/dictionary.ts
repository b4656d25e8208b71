import { readFileSync } from 'node:fs';
import { packageRoot } from '../../schemas/index.js';
import { readNumbers, writeNumbers } from './dictionary-numbers.js';

/** How a check fails. */
export interface Failure {
  /** How the responses are wrong; empty if that is not known. */
  readonly symptoms: readonly string[];
  /** Which of the cases that the check names fail; empty if it names none. */
  readonly cases: readonly string[];
}

/** What a seeded defect of the reference target looks like from outside. */
export interface KnownDefect {
  readonly id: string;
  /** The requirement that it breaks. */
  readonly requirement: string;
  /** What a server with this defect does, as a clause that begins with a verb in lower case. */
  readonly summary: string;
  /** What to change, of a defect that stands for a whole stage or class of checks. */
  readonly general?: string;
  /** By id of the checks that fail or warn: how. */
  readonly failures: ReadonlyMap<string, Failure>;
}

/** Every seeded defect with the checks that it breaks, and how. */
export interface Dictionary {
  /** Of the catalogue that it was made for. */
  readonly catalogueDigest: string;
  /** Every check that the suite had. What a newer check finds says nothing for or against a defect. */
  readonly checks: ReadonlySet<string>;
  readonly defects: readonly KnownDefect[];
}

/** `dictionary.json`: ids of checks, symptoms and cases by number, so that it stays small. */
interface DictionaryFile {
  readonly catalogueDigest: string;
  readonly checks: readonly string[];
  readonly symptoms: readonly string[];
  readonly cases: readonly string[];
  /** By number of a check: the numbers of the cases that fail with some defect. */
  readonly casesOf: Readonly<Record<string, string>>;
  readonly defects: readonly {
    readonly id: string;
    readonly requirement: string;
    readonly summary: string;
    readonly general?: string;
    /** `checks:symptoms:cases` of the failing checks; see `dictionary-numbers.ts`. */
    readonly failures: string;
  }[];
}

/** Where the package keeps its dictionary. */
export const dictionaryFile: URL = new URL('reports/diagnosis/dictionary.json', packageRoot);

/** @throws if the text is not a dictionary that `writeDictionary` made */
export function readDictionary(text: string): Dictionary {
  const file = JSON.parse(text) as DictionaryFile;
  const casesOf = new Map(
    Object.entries(file.casesOf).map(([check, cases]) => [Number(check), readNumbers(cases)]),
  );
  return {
    catalogueDigest: file.catalogueDigest,
    checks: new Set(file.checks),
    defects: file.defects.map(({ failures, ...defect }) => ({
      ...defect,
      failures: new Map(
        failures
          .split(' ')
          .filter((entry) => entry !== '')
          .flatMap((entry): [string, Failure][] => {
            const [checks = '', symptoms = '', cases = ''] = entry.split(':');
            const named = readNumbers(symptoms).map((each) => nameAt(file.symptoms, each));
            return readNumbers(checks).map((check) => [
              nameAt(file.checks, check),
              {
                symptoms: named,
                cases: (cases === allCases ? (casesOf.get(check) ?? []) : readNumbers(cases)).map((each) =>
                  nameAt(file.cases, each),
                ),
              },
            ]);
          }),
      ),
    })),
  };
}

/** Stands for all cases of a check that any defect breaks. */
const allCases = '*';

function nameAt(names: readonly string[], index: number): string {
  const name = names[index];
  if (name === undefined) throw new Error(`dictionary.json has no entry ${index}`);
  return name;
}

/** The content of `dictionary.json`, one defect on a line. */
export function writeDictionary({ catalogueDigest, checks, defects }: Dictionary): string {
  const checkIds = [...checks].sort();
  const failures = defects.flatMap((defect) => [...defect.failures]);
  const symptoms = sorted(failures.flatMap(([, failure]) => failure.symptoms));
  const cases = sorted(failures.flatMap(([, failure]) => failure.cases));
  const casesOf = new Map<string, Set<string>>();
  for (const [check, failure] of failures)
    if (failure.cases.length > 0)
      casesOf.set(check, new Set([...(casesOf.get(check) ?? []), ...failure.cases]));
  const checkNumbers = numbered(checkIds);
  const symptomNumbers = numbered(symptoms);
  const caseNumbers = numbered(cases);
  const howOf = (check: string, failure: Failure): string => {
    const how = writeNumbers(failure.symptoms.map((each) => symptomNumbers.get(each) ?? 0));
    if (failure.cases.length === 0) return how;
    return failure.cases.length === casesOf.get(check)?.size
      ? `${how}:${allCases}`
      : `${how}:${writeNumbers(failure.cases.map((each) => caseNumbers.get(each) ?? 0))}`;
  };
  const lines = defects.map(({ failures: own, ...defect }) => {
    const checksOf = new Map<string, number[]>();
    for (const [check, failure] of own) {
      const number = checkNumbers.get(check);
      if (number === undefined) continue;
      const how = howOf(check, failure);
      checksOf.set(how, [...(checksOf.get(how) ?? []), number]);
    }
    const entries = [...checksOf].map(([how, numbers]) => `${writeNumbers(numbers)}:${how}`);
    return JSON.stringify({ ...defect, failures: entries.sort().join(' ') });
  });
  const all = Object.fromEntries(
    [...casesOf]
      .filter(([check]) => checkNumbers.has(check))
      .map(([check, own]): [string, string] => [
        String(checkNumbers.get(check)),
        writeNumbers([...own].map((each) => caseNumbers.get(each) ?? 0)),
      ])
      .sort(([a], [b]) => Number(a) - Number(b)),
  );
  const members = { catalogueDigest, checks: checkIds, symptoms, cases, casesOf: all };
  const texts = Object.entries(members).map(([name, value]) => `"${name}":${JSON.stringify(value)}`);
  return `{${texts.join(',\n')},\n"defects":[\n${lines.join(',\n')}\n]}\n`;
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();
const numbered = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name, index) => [name, index]));

let known: Dictionary | undefined;

/** The dictionary of this package; read when it is first needed. */
export function packagedDictionary(): Dictionary {
  known ??= readDictionary(readFileSync(dictionaryFile, 'utf8'));
  return known;
}
