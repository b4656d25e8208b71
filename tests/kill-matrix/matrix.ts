import { readFileSync } from 'node:fs';
import { packageRoot, profiles, type RequirementId, requirement } from '../../schemas/index.js';
import { type Defect, defects } from '../../targets/reference/index.js';
import { assess, withVerdict } from './assess.js';

/** What a run of all checks says about one defect. */
export interface Row {
  readonly defect: string;
  /** Requirements that fail and warn, that of the defect included. */
  readonly red: readonly RequirementId[];
  readonly warned: readonly RequirementId[];
}

/** Profiles that cost a run much, and matter to defects of theirs only. */
const costly = ['auth', 'scale', 'clients'] as const;

/** Runs all checks against the reference target with one defect. */
export async function rowOf(defect: Defect): Promise<Row> {
  const own = requirement(defect.breaks).profile;
  const claimed = profiles.filter(
    (profile) => profile === own || profile === defect.needs || !costly.some((each) => each === profile),
  );
  const results = await assess({ change: { defect }, claimed, cases: 2 });
  return {
    defect: defect.id,
    red: withVerdict(results, 'fail'),
    warned: withVerdict(results, 'warn'),
  };
}

/** Where the rows are kept: what a run of all checks said about each defect when it was last made. */
export const matrixFile: URL = new URL('tests/kill-matrix/matrix.json', packageRoot);

/** @throws if the text is none that `writeRows` made */
export function readRows(text: string): Row[] {
  return JSON.parse(text) as Row[];
}

/** The content of `matrix.json`, one defect on a line, in the order of the defects. */
export function writeRows(rows: readonly Row[]): string {
  const byDefect = new Map(rows.map((row) => [row.defect, row]));
  const lines = defects.flatMap(({ id }) => byDefect.get(id) ?? []).map((row) => JSON.stringify(row));
  return `[\n${lines.join(',\n')}\n]\n`;
}

/** The rows of the file, by id of the defect. */
export function ownMatrix(): ReadonlyMap<string, Row> {
  return new Map(readRows(readFileSync(matrixFile, 'utf8')).map((row) => [row.defect, row]));
}
