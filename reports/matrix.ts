import type { Level, Profile, RequirementVerdict, Results } from '../schemas/index.js';
import { byChapter, type ChapterOf } from './catalogue.js';
import { countVerdicts, targetName } from './story.js';

/** One implementation's results in a matrix. */
export interface Implementation {
  readonly results: Results;
  /** The folder's name, for targets that do not name themselves. */
  readonly folder: string;
  /** Relative address of its report, for links to evidence; absent if there is none. */
  readonly report?: string;
}

/** A column of the matrix. */
export interface Column {
  readonly name: string;
  readonly implementation: Implementation;
  readonly counts: Readonly<Record<RequirementVerdict, number>>;
}

/** A row of the matrix: one requirement, a verdict for each column; absent if the results do not name it. */
export interface Row {
  readonly id: string;
  readonly level: Level;
  readonly profile: Profile;
  readonly cells: readonly (RequirementVerdict | undefined)[];
  /** Whether all implementations got the same verdict. */
  readonly same: boolean;
}

export interface Matrix {
  readonly columns: readonly Column[];
  readonly chapters: readonly ChapterOf<Row>[];
}

/** Sets implementations side by side, in the order given. Every requirement that one of them names has a row. */
export function buildMatrix(implementations: readonly Implementation[]): Matrix {
  const names = columnNames(implementations);
  const columns = implementations.map((implementation, index) => ({
    name: names[index] ?? '',
    implementation,
    counts: countVerdicts(implementation.results.requirements),
  }));
  const verdicts = implementations.map(
    ({ results }) =>
      new Map<string, RequirementVerdict>(results.requirements.map(({ id, verdict }) => [id, verdict])),
  );
  const named = new Map(
    implementations
      .flatMap(({ results }) => results.requirements)
      .map((requirement) => [requirement.id, requirement]),
  );
  const rows = [...named.values()].map(({ id, level, profile }) => {
    const cells = verdicts.map((own) => own.get(id));
    return { id, level, profile, cells, same: new Set(cells).size === 1 };
  });
  return { columns, chapters: byChapter(rows) };
}

/** Names that tell the columns apart: the folder is added if two targets call themselves the same. */
function columnNames(implementations: readonly Implementation[]): string[] {
  const names = implementations.map(({ results }) => targetName(results));
  return names.map((name, index) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${implementations[index]?.folder})`,
  );
}
