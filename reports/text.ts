/**
 * Text that a target or a file provided, made safe to look at: nothing in it can hide, reorder or end anything.
 */

/** Controls, format characters (bidi, zero width, tags), surrogates, private use, unassigned, and invisible fillers. */
const RUNS = /(?:[\p{C}\p{Zl}\p{Zp}]|\u034F|\u115F|\u1160|\u3164|\uFFA0)+/gu;

const SHORT: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeCharacter(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`;
}

function escapeRun(run: string, keep: string): string {
  let escaped = '';
  for (const character of run) escaped += keep.includes(character) ? character : escapeCharacter(character);
  return escaped;
}

/** A piece of text: as it stands, or the visible escape of characters that cannot be shown. */
export interface TextPart {
  readonly text: string;
  readonly escaped: boolean;
}

/**
 * Splits text into what can be shown and visible escapes of what cannot, e.g. `\u{001b}` or `\u{202e}`.
 * @param keep control characters to leave alone, e.g. `'\n'` in a block of lines
 */
export function textParts(text: string, keep = ''): TextPart[] {
  const parts: TextPart[] = [];
  const add = (piece: string, escaped: boolean) => {
    const last = parts.at(-1);
    if (piece === '') return;
    if (last?.escaped === escaped) parts[parts.length - 1] = { text: last.text + piece, escaped };
    else parts.push({ text: piece, escaped });
  };
  let end = 0;
  for (const match of text.matchAll(RUNS)) {
    add(text.slice(end, match.index), false);
    for (const character of match[0]) {
      const kept = keep.includes(character);
      add(kept ? character : escapeCharacter(character), !kept);
    }
    end = match.index + match[0].length;
  }
  add(text.slice(end), false);
  return parts;
}

/** The text with every character that cannot be seen replaced by a visible escape. */
export function visible(text: string, keep = ''): string {
  return text.replace(RUNS, (run) => escapeRun(run, keep));
}

/** At most `limit` characters (UTF-16 units) of a text, never half a character, and how many were left out. */
export function clip(text: string, limit: number): { readonly text: string; readonly rest: number } {
  if (text.length <= limit) return { text, rest: 0 };
  const head = text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
  return { text: head, rest: text.length - head.length };
}

/** A text of one line for lists and messages: visible, and clipped with an ellipsis. */
export function line(text: string, limit = 300): string {
  const { text: head, rest } = clip(text.trim(), limit);
  return visible(head) + (rest > 0 ? '…' : '');
}

/** `1 check`, `2 checks`, `1,024 checks`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(number)} ${number === 1 ? singular : plural}`;
}

/** An integer with thousands separators. */
export function grouped(number: number): string {
  return number.toLocaleString('en-US');
}

/** Milliseconds for a person: `0.4 ms`, `12 ms`, `3.2 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${Number(milliseconds.toFixed(1))} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${Number((milliseconds / 1000).toFixed(1))} s`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** An ISO 8601 instant as `2026-05-04 09:30 UTC`; anything else as it stands. */
export function instant(iso: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(\.\d+)?)?Z$/.exec(iso);
  return match ? `${match[1]} ${match[2]} UTC` : iso;
}

/** `core, npm and auth`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
