import type { RequirementVerdict } from '../schemas/index.js';
import { wording } from './catalogue.js';
import { blocks, escaped, statement, table } from './markdown.js';
import type { Column, Matrix } from './matrix.js';
import { instant } from './text.js';
import { runVerdictWords, verdictOrder, verdictWords } from './words.js';

const signs: Readonly<Record<RequirementVerdict, string>> = {
  pass: '✅',
  fail: '❌',
  warn: '⚠️',
  info: 'ℹ️',
  waived: '🚩',
  error: '💥',
  indeterminate: '❓',
  'not-testable': '◇',
  'not-applicable': '–',
};

/** `matrix.md`: implementations side by side. */
export function renderMatrixMarkdown({ columns, chapters }: Matrix): string {
  const facts = (name: string, fact: (column: Column) => string) => [name, ...columns.map(fact)];
  return blocks(
    '# Implementations side by side',
    table(
      ['', ...columns.map(({ name }) => escaped(name, 80))],
      [
        facts('Verdict', ({ implementation: { results } }) => runVerdictWords[results.verdict]),
        facts('Profiles', ({ implementation: { results } }) => escaped(results.run.claimed.join(', '))),
        facts('Run', ({ implementation: { results } }) => escaped(instant(results.run.startedAt))),
        facts('Suite', ({ implementation: { results } }) => escaped(results.suite.version)),
        ...verdictOrder
          .filter((verdict) => columns.some(({ counts }) => counts[verdict] > 0))
          .map((verdict) =>
            facts(`${signs[verdict]} ${verdictWords[verdict].label}`, ({ counts }) => `${counts[verdict]}`),
          ),
      ],
    ),
    ...chapters.flatMap(({ title, requirements }) => [
      `## ${title}`,
      table(
        ['Requirement', 'Level', ...columns.map(({ name }) => escaped(name, 80)), 'Statement'],
        requirements.map(({ id, level, cells }) => [
          escaped(id),
          level,
          ...cells.map((verdict) =>
            verdict ? `${signs[verdict]} ${verdictWords[verdict].label}` : 'absent',
          ),
          statement(wording(id).statement),
        ]),
      ),
    ]),
  );
}
