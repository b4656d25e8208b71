import { ruledRequirements } from '../../checks/index.js';
import { type RequirementId, requirement } from '../../schemas/index.js';
import type { Fault } from '../../targets/reference/index.js';
import type { Assessment } from './assess.js';

/** Requirements whose checks get answers of every kind: assets of all contents and names, and each of the errors. */
const answersOfEveryKind: readonly RequirementId[] = [
  'OP-01',
  'OP-02',
  'ER-NF-DOMAIN',
  'ER-NF-REPO',
  'ER-NF-PKG',
  'ER-NF-VER',
  'ER-NF-ASSET',
  'AST-REQ',
  'DOM-REQ',
  'FMT-ENUM',
  'VER-MAX',
  'RS-02',
  'RS-16',
  'RS-17',
  'NSP-REQ-GENERIC',
  'ER-PREC-VAL',
  'ER-CONFLICT',
  'ER-INTERNALSERVER',
  'ER-THROTTLING',
  'ER-ACCESSDENIED',
];

/**
 * What it takes to see whether a fault is caught by the requirement that it breaks: the checks of that requirement; where
 * it is one that every answer is held to, answers of every kind besides.
 */
export function assessmentOf(fault: Fault): Assessment {
  const { profile, id } = requirement(fault.breaks);
  const ruled = ruledRequirements.includes(id);
  return {
    change: { fault },
    only: [id],
    claimed: [...new Set(['core', profile, fault.needs ?? profile] as const)],
    cases: ruled ? 1 : 2,
    ...(ruled ? { stimuli: answersOfEveryKind } : {}),
  };
}
