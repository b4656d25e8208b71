import { readFileSync } from 'node:fs';
import { packageRoot } from '../../schemas/index.js';

/** What a seeded defect of the reference target looks like from outside. */
export interface KnownDefect {
  readonly id: string;
  /** The requirement that it breaks. */
  readonly requirement: string;
  /** What a server with this defect does, as a clause that begins with a verb in lower case. */
  readonly summary: string;
  /** What to change, of a defect that stands for a whole stage or class of checks. */
  readonly general?: string;
  /** By id of the checks that fail or warn: the symptoms. */
  readonly failures: ReadonlyMap<string, readonly string[]>;
}

/** Every seeded defect with the checks that it breaks, and how. */
export interface Dictionary {
  /** Of the catalogue that it was made for. */
  readonly catalogueDigest: string;
  /** Every check that the suite had. What a newer check finds says nothing for or against a defect. */
  readonly checks: ReadonlySet<string>;
  readonly defects: readonly KnownDefect[];
}

/** `dictionary.json`: ids of checks and symptoms by number, so that it stays small. */
interface DictionaryFile {
  readonly catalogueDigest: string;
  readonly checks: readonly string[];
  readonly symptoms: readonly string[];
  readonly defects: readonly {
    readonly id: string;
    readonly requirement: string;
    readonly summary: string;
    readonly general?: string;
    /** `check:symptom,symptom` for each failing check, e.g. `12:0 15:0,4`. */
    readonly failures: string;
  }[];
}

/** Where the package keeps its dictionary. */
export const dictionaryFile: URL = new URL('reports/diagnosis/dictionary.json', packageRoot);

/** @throws if the text is not a dictionary that `writeDictionary` made */
export function readDictionary(text: string): Dictionary {
  const file = JSON.parse(text) as DictionaryFile;
  const nameOf = (names: readonly string[], index: string): string => {
    const name = names[Number(index)];
    if (name === undefined) throw new Error(`dictionary.json has no entry ${index}`);
    return name;
  };
  return {
    catalogueDigest: file.catalogueDigest,
    checks: new Set(file.checks),
    defects: file.defects.map(({ failures, ...defect }) => ({
      ...defect,
      failures: new Map(
        failures
          .split(' ')
          .filter((entry) => entry !== '')
          .map((entry) => {
            const [check = '', symptoms = ''] = entry.split(':');
            const names = symptoms === '' ? [] : symptoms.split(',');
            return [nameOf(file.checks, check), names.map((name) => nameOf(file.symptoms, name))];
          }),
      ),
    })),
  };
}

/** The content of `dictionary.json`, one defect on a line. */
export function writeDictionary({ catalogueDigest, checks, defects }: Dictionary): string {
  const checkIds = [...checks].sort();
  const symptoms = [...new Set(defects.flatMap(({ failures }) => [...failures.values()].flat()))].sort();
  const numberOf = (names: readonly string[]): ReadonlyMap<string, number> =>
    new Map(names.map((name, index) => [name, index]));
  const checkNumbers = numberOf(checkIds);
  const symptomNumbers = numberOf(symptoms);
  const lines = defects.map(({ failures, ...defect }) =>
    JSON.stringify({
      ...defect,
      failures: [...failures]
        .filter(([check]) => checks.has(check))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(
          ([check, own]) =>
            `${checkNumbers.get(check)}:${own.map((each) => symptomNumbers.get(each)).join()}`,
        )
        .join(' '),
    }),
  );
  return `{"catalogueDigest":${JSON.stringify(catalogueDigest)},\n"checks":${JSON.stringify(checkIds)},\n"symptoms":${JSON.stringify(symptoms)},\n"defects":[\n${lines.join(',\n')}\n]}\n`;
}

let known: Dictionary | undefined;

/** The dictionary of this package; read when it is first needed. */
export function packagedDictionary(): Dictionary {
  known ??= readDictionary(readFileSync(dictionaryFile, 'utf8'));
  return known;
}
