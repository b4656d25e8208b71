import type { Matchers, RequestedAsset } from '../find.js';
import { wrap } from './wrap.js';

/** The parts of the coordinates that loose comparisons are tried on. */
export type Part = 'asset' | 'package' | 'version' | 'namespace' | 'repository';

/** Compares one part of the coordinates in another way as well. */
export function compared(part: Part, same: (wanted: string, held: string) => boolean) {
  return wrap('match', (match): Matchers => {
    if (part === 'asset') return { ...match, asset: (wanted, held) => same(wanted.asset, held.name) };
    return {
      ...match,
      [part]: (wanted: RequestedAsset, held: { readonly [key in typeof part]?: string }) =>
        wanted[part] === held[part] || (wanted[part] !== undefined && same(wanted[part], held[part] ?? '')),
    };
  });
}

/** A text that a regular expression takes as it is. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Whether a text matches; one that is no regular expression matches nothing. */
export function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 's').test(text);
  } catch {
    return false;
  }
}
