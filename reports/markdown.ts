import { line } from './text.js';

/** Characters that Markdown, or a site that renders it, would take for more than themselves. */
const SPECIAL = /[\\`*_{}[\]|#~!$^]/g;

/** Foreign text within a line of Markdown: it cannot format, link, mention or break out of a table cell. */
export function escaped(text: string, limit = 300): string {
  return line(text, limit)
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

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

/** Blocks with an empty line between them, and one line feed at the end. */
export function blocks(...parts: readonly (string | false | undefined)[]): string {
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
