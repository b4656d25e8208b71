import type { Figures } from './figures.js';

/**
 * Ranks within one profile, the only scope in which everybody is measured against the same requirements: more MUSTs
 * shown to hold is better, then fewer broken. What was not assessed is no merit. Equals share a rank.
 * @returns the rank of each entry, from 1, in the order given
 */
export function ranksOf(entries: readonly Figures[]): number[] {
  return entries.map((entry) => 1 + entries.filter((other) => isBetter(other, entry)).length);
}

function isBetter(a: Figures, b: Figures): boolean {
  return a.held !== b.held ? a.held > b.held : a.broken < b.broken;
}
