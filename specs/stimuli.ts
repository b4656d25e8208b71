import type { RequirementId } from '../schemas/index.js';

/** Checks of this requirement get assets of one version, and of many names. */
const assets: readonly RequirementId[] = ['OP-02'];
const assetsOfAllNames: readonly RequirementId[] = ['OP-01'];
/** One error of lookup and one of validation. */
const someErrors: readonly RequirementId[] = ['ER-NF-DOMAIN', 'AST-REQ'];
const errorsOfEachLevel: readonly RequirementId[] = [
  'ER-NF-DOMAIN',
  'ER-NF-REPO',
  'ER-NF-PKG',
  'ER-NF-VER',
  'ER-NF-ASSET',
];

/**
 * Requirements whose checks get responses of the kind that a rule speaks of: as few as show whether it is met. A run of
 * everything needs none of them, because its responses are all checked; a run of one requirement does.
 *
 * @param id a requirement that is checked on every response
 */
export function stimuliOf(id: RequirementId): readonly RequirementId[] {
  // Framing is what the requirement's own checks look at, in assets of each size and in an error.
  if (id === 'RS-15') return [];
  if (id === 'RS-21') return [...assets, ...someErrors];
  if (id.startsWith('ER-RES-')) return errorsOfEachLevel;
  if (id.startsWith('ER-RETRY')) return ['ER-THROTTLING'];
  if (id.startsWith('ER-')) return someErrors;
  // What becomes of names and versions on their way into a header depends on what is in them.
  return id === 'RS-05' || id === 'RS-08' ? assetsOfAllNames : assets;
}
