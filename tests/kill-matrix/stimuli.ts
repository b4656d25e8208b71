import { ruledRequirements } from '../../judge/index.js';
import { type RequirementId, requirement } from '../../schemas/index.js';
import type { Defect } from '../../targets/reference/index.js';
import type { Assessment } from './assess.js';

/** Checks of these requirements get assets, of one version, and of many. */
const someAssets: readonly RequirementId[] = ['OP-02'];
const assetsOfAllNames: readonly RequirementId[] = ['OP-01'];
/** One error of look-up and one of validation. */
const someErrors: readonly RequirementId[] = ['ER-NF-DOMAIN', 'AST-REQ'];
const errorsOfEachLevel: readonly RequirementId[] = [
  'ER-NF-DOMAIN',
  'ER-NF-REPO',
  'ER-NF-PKG',
  'ER-NF-VER',
  'ER-NF-ASSET',
];

/** As few checks as get the answers that a requirement speaks of, besides its own. */
function stimuliOf(id: RequirementId): readonly RequirementId[] {
  // Framing is what the requirement's own checks look at, in assets of each size and in an error.
  if (id === 'RS-15') return [];
  if (id === 'RS-21') return [...someAssets, ...someErrors];
  if (id.startsWith('ER-RES-')) return errorsOfEachLevel;
  if (id.startsWith('ER-RETRY')) return ['ER-THROTTLING'];
  if (id.startsWith('ER-')) return someErrors;
  // What becomes of names and versions on their way into a header depends on what is in them.
  return id === 'RS-05' || id === 'RS-08' ? assetsOfAllNames : someAssets;
}

/**
 * What it takes to see whether a defect is caught by the requirement that it breaks: the checks of that requirement; where
 * it is one that every answer is held to, such answers besides.
 */
export function assessmentOf(defect: Defect): Assessment {
  const { profile, id } = requirement(defect.breaks);
  const ruled = ruledRequirements.includes(id);
  return {
    change: { defect },
    only: [id],
    claimed: [...new Set(['core', profile, defect.needs ?? profile] as const)],
    cases: ruled ? 1 : 2,
    ...(ruled ? { stimuli: stimuliOf(id) } : {}),
  };
}
