import type { Defect } from './defect.js';
import { compared, escaped, matches, type Part } from './lookup.compare.js';

/** Ways to compare that find what was not requested. */
const loosely = {
  prefix: {
    words: 'by the beginning of its name',
    same: (wanted: string, held: string) => held.startsWith(wanted),
  },
  suffix: { words: 'by the end of its name', same: (wanted: string, held: string) => held.endsWith(wanted) },
  extended: {
    words: 'by a name that begins with its own',
    same: (wanted: string, held: string) => wanted.startsWith(held),
  },
  substring: {
    words: 'by a part of its name',
    same: (wanted: string, held: string) => held.includes(wanted),
  },
} as const;

/** Which part each loose comparison is tried on: one defect each, so that each part is covered. */
const looseRows: readonly (readonly [way: keyof typeof loosely, part: Part])[] = [
  ['prefix', 'asset'],
  ['prefix', 'package'],
  ['prefix', 'version'],
  ['prefix', 'namespace'],
  ['prefix', 'repository'],
  ['suffix', 'asset'],
  ['suffix', 'package'],
  ['extended', 'asset'],
  ['extended', 'version'],
  ['extended', 'repository'],
  ['substring', 'asset'],
  ['substring', 'package'],
  ['substring', 'namespace'],
];

/** Comparisons that find one part of the coordinates by something else than its name. */
export const looseDefects: readonly Defect[] = [
  ...(['package', 'version', 'namespace'] as const).map((part) => ({
    id: `${part}-cut-at-64-characters`,
    breaks: 'LKP-EXACT' as const,
    summary: `compares the first 64 characters of a ${part}, as a column of that width does`,
    change: compared(part, (wanted, held) => wanted.slice(0, 64) === held.slice(0, 64)),
  })),
  ...(['package', 'version', 'namespace'] as const).map((part) => ({
    id: `${part}-cut-at-nul`,
    breaks: 'LKP-EXACT' as const,
    summary: `ends the ${part} at a NUL`,
    change: compared(part, (wanted, held) => wanted.split('\0', 1)[0] === held),
  })),
  ...looseRows.map(([way, part]) => ({
    id: `${part}-${way}-found`,
    breaks: 'LKP-EXACT' as const,
    summary: `finds ${part === 'asset' ? 'an asset' : `a ${part}`} ${loosely[way].words}`,
    change: compared(part, loosely[way].same),
  })),
  ...(['asset', 'package', 'version', 'namespace'] as const).flatMap((part) => [
    {
      id: `${part}-glob-found`,
      breaks: 'LKP-EXACT' as const,
      summary: `treats * and ? in ${part} as wildcards`,
      change: compared(part, (wanted, held) =>
        matches(`^${escaped(wanted).replace(/\\\*/g, '.*').replace(/\\\?/g, '.')}$`, held),
      ),
    },
    {
      id: `${part}-sql-wildcard-found`,
      breaks: 'LKP-EXACT' as const,
      summary: `treats % and _ in ${part} as wildcards`,
      change: compared(part, (wanted, held) =>
        matches(`^${escaped(wanted).replaceAll('%', '.*').replaceAll('_', '.')}$`, held),
      ),
    },
    {
      id: `${part}-regular-expression-found`,
      breaks: 'LKP-EXACT' as const,
      summary: `treats ${part} as a regular expression`,
      change: compared(part, (wanted, held) => wanted === held || matches(`^(?:${wanted})$`, held)),
    },
  ]),
];
