import { grouped } from '../../text.js';
import type { Figures } from '../figures.js';

/** How much of a whole, as a bar. The figures stand beside it in words. */
export function Share({ part, whole, tone }: { part: number; whole: number; tone: 'accent' | 'fail' }) {
  const width = whole === 0 ? 0 : (part / whole) * 100;
  return (
    <svg class={`share share-${tone}`} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="share-whole" width="100" height="4" />
      {/* Something is never shown as nothing. */}
      {width > 0 && <rect class="share-part" width={Math.max(1, Math.round(width * 10) / 10)} height="4" />}
    </svg>
  );
}

/** The two figures in words: `18 of 92 broken` and `92 of 97 assessed`. */
export function brokenWords({ broken, assessed }: Figures): string {
  return `${grouped(broken)} of ${grouped(assessed)} broken`;
}

export function assessedWords({ assessed, total }: Figures): string {
  return `${grouped(assessed)} of ${grouped(total)} assessed`;
}

/** Whether the figures show a conformant profile, a broken one, or too little of it. */
export function toneOf({ broken, assessed, total }: Figures): 'fail' | 'pass' | 'not-testable' {
  if (broken > 0) return 'fail';
  return assessed === total ? 'pass' : 'not-testable';
}
