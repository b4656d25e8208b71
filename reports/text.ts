import { excerpt } from '../judge/index.js';

/** A text of one line for lists and messages: visible, and clipped with an ellipsis. */
export function line(text: string, limit = 300): string {
  return excerpt(text.trim(), limit);
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
