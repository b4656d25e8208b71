import { type ChapterId, requirement } from '../../../schemas/index.js';
import type { Defect, GeneralDefect } from './defect.js';
import { ofErrors } from './general.errors.js';
import { ofLookup } from './general.lookup.js';
import { ofOperation } from './general.operation.js';
import { ofValidation } from './general.validation.js';

/**
 * Whole stages that are missing and whole classes of checks that are left out: the ordinary mistakes of a server that was
 * not written from the documentation. One of them breaks as many requirements as dozens of narrow defects do.
 */
const made: readonly GeneralDefect[] = [...ofValidation(), ...ofLookup(), ...ofErrors(), ...ofOperation()];

/** The general defects that break requirements of this chapter. */
export function generalDefects(chapter: ChapterId): readonly Defect[] {
  return made.filter(({ breaks }) => requirement(breaks).chapter === chapter);
}
