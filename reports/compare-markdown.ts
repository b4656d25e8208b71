import { wording } from './catalogue.js';
import { changesByKind, comparisonSentence } from './change-words.js';
import type { Comparison } from './compare.js';
import { likelihood } from './diagnosis/index.js';
import { blocks, escaped, statement, table } from './markdown.js';
import { targetName } from './story.js';
import { instant } from './text.js';
import { runVerdictWords, verdictWords } from './words.js';

/** `compare.md`: what has changed between two runs. */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const { a, b, regression } = comparison;
  const row = (name: string, results: typeof a) => [
    name,
    escaped(targetName(results), 120),
    runVerdictWords[results.verdict],
    escaped(instant(results.run.startedAt)),
    escaped(results.suite.version),
  ];
  return blocks(
    `# ${regression ? '❌ Regression' : '✅ No regression'}`,
    comparisonSentence(comparison),
    table(['', 'Target', 'Verdict', 'Started', 'Suite'], [row('Before', a), row('After', b)]),
    ...causeList('Likely causes that are gone', comparison.causes.gone),
    ...causeList('New likely causes', comparison.causes.appeared),
    ...changesByKind(comparison).flatMap(({ title, meaning, changes }) => [
      `## ${title}`,
      meaning,
      table(
        ['Requirement', 'Level', 'Statement', 'Before', 'After'],
        changes.map(({ id, level, before, after, was, is }) => [
          `**${escaped(id)}**`,
          level,
          statement(wording(id).statement),
          [before ? verdictWords[before].label : 'absent', escaped(was, 200)].filter(Boolean).join(': '),
          [after ? verdictWords[after].label : 'absent', escaped(is, 200)].filter(Boolean).join(': '),
        ]),
      ),
    ]),
  );
}

function causeList(title: string, causes: Comparison['causes']['gone']): (string | false)[] {
  return [
    causes.length > 0 && `## ${title}`,
    causes.length > 0 &&
      causes
        .map(
          ({ cause, confidence, explains }) =>
            `- ${escaped(cause)} (${likelihood(confidence)}): ${explains.map((id) => escaped(id)).join(', ')}`,
        )
        .join('\n'),
  ];
}
