/**
 * Text that a target or a file provided, made safe to look at: nothing in it can hide, reorder or end anything.
 */

/** Controls, format characters (bidi, zero width, tags), surrogates, private use, unassigned, and invisible fillers. */
const unseen = /(?:[\p{C}\p{Zl}\p{Zp}]|\u034F|\u115F|\u1160|\u3164|\uFFA0)+/gu;
/** Nearly all text is of this kind, and seen to be harmless at a fraction of the cost. */
const printableAscii = /^[\x20-\x7e]*$/;
/** What is left to look at in detail: a class of characters is found far sooner than a Unicode property. */
const others = /[^\x20-\x7e]+/g;

const short: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeCharacter(character: string): string {
  const known = short[character];
  if (known !== undefined) return known;
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
  if (printableAscii.test(text)) return text === '' ? [] : [{ text, escaped: false }];
  const parts: TextPart[] = [];
  const add = (piece: string, escaped: boolean) => {
    const last = parts.at(-1);
    if (piece === '') return;
    if (last?.escaped === escaped) parts[parts.length - 1] = { text: last.text + piece, escaped };
    else parts.push({ text: piece, escaped });
  };
  let end = 0;
  for (const match of text.matchAll(unseen)) {
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

/**
 * The text with every character that cannot be seen replaced by a visible escape.
 * @param keep control characters to leave alone
 */
export function visible(text: string, keep = ''): string {
  if (printableAscii.test(text)) return text;
  return text.replace(others, (piece) => piece.replace(unseen, (run) => escapeRun(run, keep)));
}

/** At most `limit` characters (UTF-16 units) of a text, never half a character, and how many were left out. */
export function clip(text: string, limit: number): { readonly text: string; readonly rest: number } {
  if (text.length <= limit) return { text, rest: 0 };
  const head = text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
  return { text: head, rest: text.length - head.length };
}

/** The beginning of a text in one line for a sentence: visible, and clipped with an ellipsis. */
export function excerpt(text: string, limit = 200): string {
  const { text: head, rest } = clip(text, limit);
  return visible(head) + (rest > 0 ? '…' : '');
}
