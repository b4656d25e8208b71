import type { ComponentChildren } from 'preact';
import type { RequirementVerdict, RunVerdict } from '../../schemas/index.js';
import { runVerdictWords, verdictWords } from '../words.js';

/** A shape of its own for each verdict: it stays readable without colours. Drawn on 16 × 16. */
const shapes: Readonly<Record<RequirementVerdict, ComponentChildren>> = {
  pass: (
    <>
      <circle cx="8" cy="8" r="7" />
      <path class="cutout" d="M4.7 8.3 7 10.6l4.3-5" />
    </>
  ),
  fail: (
    <>
      <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />
      <path class="cutout" d="m5.3 5.3 5.4 5.4m0-5.4-5.4 5.4" />
    </>
  ),
  warn: (
    <>
      <path d="M8 1.2 15.4 14.5H.6z" />
      <path class="cutout" d="M8 6v4m0 1.6v.9" />
    </>
  ),
  info: (
    <>
      <circle class="outline" cx="8" cy="8" r="6.2" />
      <path class="outline" d="M8 7.2v4m0-6.6v.9" />
    </>
  ),
  'not-applicable': <path class="outline" d="M3 8h10" />,
  'not-testable': (
    <>
      <path class="outline" d="m8 1.4 6.6 6.6L8 14.6 1.4 8z" />
      <path class="outline" d="M8 5v3.4m0 1.6v.8" />
    </>
  ),
  indeterminate: (
    <>
      <rect class="outline dashed" x="1.8" y="1.8" width="12.4" height="12.4" />
      <path class="outline" d="M6 6.4c0-2.6 4-2.6 4 0 0 1.5-2 1.4-2 3m0 1.4v.8" />
    </>
  ),
  waived: (
    <>
      <path class="outline" d="M3.5 15V1.8" />
      <path d="M3.5 1.8h9.7l-2.6 3.6 2.6 3.6H3.5z" />
    </>
  ),
  error: (
    <>
      <path d="m8 .6 7.4 7.4L8 15.4.6 8z" />
      <path class="cutout" d="M8 4.2v4.6m0 1.6v.9" />
    </>
  ),
};

/** The shapes, once for each page; everything else refers to them. */
export function IconSheet() {
  return (
    <svg class="sheet" aria-hidden="true" width="0" height="0">
      {Object.entries(shapes).map(([verdict, shape]) => (
        <symbol id={`icon-${verdict}`} viewBox="0 0 16 16">
          {shape}
        </symbol>
      ))}
    </svg>
  );
}

/** The shape alone, for where the words stand beside it. */
export function Icon({ verdict }: { verdict: RequirementVerdict }) {
  return (
    <svg class={`icon v-${verdict}`} aria-hidden="true" viewBox="0 0 16 16">
      <use href={`#icon-${verdict}`} />
    </svg>
  );
}

/** A verdict as shape and word. */
export function Verdict({ verdict }: { verdict: RequirementVerdict }) {
  return (
    <span class={`verdict v-${verdict}`}>
      <Icon verdict={verdict} />
      {verdictWords[verdict].label}
    </span>
  );
}

/** The shape and colour that stand for the verdict of a run. */
export const runIcon: Readonly<Record<RunVerdict, RequirementVerdict>> = {
  conformant: 'pass',
  'conformant-with-waivers': 'waived',
  'not-conformant': 'fail',
  incomplete: 'not-testable',
};

/** The verdict of a run or a profile as shape and words. */
export function RunVerdictMark({ verdict }: { verdict: RunVerdict }) {
  return (
    <span class={`verdict v-${runIcon[verdict]}`}>
      <Icon verdict={runIcon[verdict]} />
      {runVerdictWords[verdict]}
    </span>
  );
}
