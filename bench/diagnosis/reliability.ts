import type { Scored } from './score.js';

const bounds = [0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.01] as const;

/**
 * How often a cause that was named with a certain confidence was there, as a Markdown table. Of a server that broke
 * something only; alternatives count like any other cause.
 */
export function reliability(scored: readonly Scored[]): string {
  const told = scored.flatMap(({ told: causes }) => causes);
  const rows = bounds.slice(0, -1).map((from, at) => {
    const to = bounds[at + 1] ?? 1;
    const own = told.filter(({ confidence }) => confidence >= from && confidence < to);
    const right = own.filter(({ isRight }) => isRight).length;
    const mean = own.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, own.length);
    const shown = own.length === 0 ? '' : `${((right / own.length) * 100).toFixed(0)} %`;
    return `| ${Math.round(from * 100)} to ${Math.min(100, Math.round(to * 100))} % | ${own.length} | ${(mean * 100).toFixed(0)} % | ${shown} |`;
  });
  return [
    '| Confidence | Causes named | Mean confidence | Of these right |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
