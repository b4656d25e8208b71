import { type Figure, formatFigure, keeps } from './figure.js';

/** Whether the bar of a figure holds, in a few words. */
function verdict({ bar }: Figure): string {
  if (!bar) return '';
  const about = `${formatFigure(bar.value)} ${bar.unit}, ${bar.sense} ${formatFigure(bar.limit)}`;
  return keeps(bar) ? `holds: ${about}` : `**does not hold**: ${about}`;
}

/** The figures as a Markdown table, which a terminal shows well enough. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [figure.subject, figure.measured, verdict(figure), figure.conditions]);
  return [['What', 'Measured', 'Bar', 'How'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}
