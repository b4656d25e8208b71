import { clip, visible } from '../judge/index.js';
import type { Results } from '../schemas/index.js';
import { decisiveLine, storyOf } from './story.js';

/** GitHub shows no more than ten annotations of a kind for one step. */
const MOST = 10;

/**
 * GitHub workflow commands, one line for each broken MUST, to be printed to stdout. A message cannot end its line or
 * start a command of its own.
 */
export function annotations(results: Results): string[] {
  const failing = storyOf(results).toFix.filter(({ verdict }) => verdict === 'fail');
  const annotated = failing.length > MOST ? failing.slice(0, MOST - 1) : failing;
  const lines = annotated.map((requirement) =>
    command(`${requirement.id} broken`, decisiveLine(requirement)),
  );
  const rest = failing.length - annotated.length;
  if (rest > 0)
    lines.push(command('More broken requirements', `${rest} more are in report.html and summary.md`));
  for (const error of results.waiverErrors ?? []) lines.push(command('Waiver', error));
  return lines;
}

function command(title: string, message: string): string {
  return `::error title=${property(title)}::${data(message)}`;
}

function data(text: string): string {
  return visible(clip(text, 1000).text, '\r\n')
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
