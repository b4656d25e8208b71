/** Colours by name, for light and dark. Each text colour has a contrast of at least 4.5 to 1 on its paper and panel. */
const colours = {
  paper: ['#fbfaf7', '#141517'],
  panel: ['#f3f1eb', '#1d1f22'],
  rule: ['#dcd8cf', '#35383c'],
  strong: ['#8d877c', '#6d7177'],
  ink: ['#1d1c1a', '#e8e5df'],
  muted: ['#5d5952', '#a8a39a'],
  accent: ['#1b4c8c', '#8db8f2'],
  pass: ['#1b6a3d', '#72cf99'],
  fail: ['#b01e17', '#ff9489'],
  warn: ['#855600', '#e3b457'],
  info: ['#2a5b89', '#90b9e6'],
  'not-applicable': ['#67625a', '#a09a90'],
  'not-testable': ['#663c9b', '#c5a6f2'],
  indeterminate: ['#663c9b', '#c5a6f2'],
  waived: ['#0d646c', '#70cdd6'],
  error: ['#9d1757', '#ff93c3'],
  mark: ['#fbdcd7', '#5a2320'],
  'mark-expected': ['#d9ecdd', '#1e4330'],
} as const;

const theme = (index: 0 | 1) =>
  `color-scheme: ${index === 0 ? 'light' : 'dark'}; ${Object.entries(colours)
    .map(([name, pair]) => `--${name}: ${pair[index]};`)
    .join(' ')}`;

const verdicts = [
  'pass',
  'fail',
  'warn',
  'info',
  'not-applicable',
  'not-testable',
  'indeterminate',
  'waived',
  'error',
] as const satisfies readonly (keyof typeof colours)[];

/** Custom properties for both themes: the reader's system decides unless the page's toggle does. Paper is light. */
export const tokens = `
:root { ${theme(0)} }
@media screen and (prefers-color-scheme: dark) { :root:not([data-theme='light']) { ${theme(1)} } }
@media screen { :root[data-theme='dark'] { ${theme(1)} } }
${verdicts.map((verdict) => `.v-${verdict} { color: var(--${verdict}); }`).join('\n')}
`.trim();
