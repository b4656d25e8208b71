import { line } from './text.js';

/** Characters that Markdown, or a site that renders it, would take for more than themselves. */
const SPECIAL = /[\\`*_{}[\]|#~!$^]/g;

/** Foreign text within a line of Markdown: it cannot format, link, mention or break out of a table cell. */
export function escaped(text: string, limit = 300): string {
  return neutral(line(text, limit));
}

function neutral(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(SPECIAL, '\\$&')
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//')
    .replaceAll(/www\./gi, (found) => `${found.slice(0, 3)}&#46;`);
}

/** Foreign text as inline code: by element, for a run of backticks in the text could end a code span. */
export function code(text: string, limit = 300): string {
  return `<code>${escaped(text, limit)}</code>`;
}

/** A statement of the catalogue, which marks code with backticks as Markdown does. */
export function statement(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? code(part) : neutral(part)))
    .join('');
}

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

/** Blocks with an empty line between them, and one line feed at the end. */
export function blocks(...parts: readonly (string | false | undefined)[]): string {
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
