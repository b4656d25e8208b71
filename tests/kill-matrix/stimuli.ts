import { ruledRequirements } from '../../checks/index.js';
import { type RequirementId, requirement } from '../../schemas/index.js';
import type { Fault } from '../../targets/reference/index.js';
import type { Assessment } from './assess.js';

/** Requirements whose checks get assets of all contents and names. */
const servedAnswers: readonly RequirementId[] = ['OP-01', 'OP-02', 'RS-02', 'RS-16', 'RS-17'];

/** Requirements whose checks get each of the errors. */
const errorAnswers: readonly RequirementId[] = [
  'ER-NF-DOMAIN',
  'ER-NF-REPO',
  'ER-NF-PKG',
  'ER-NF-VER',
  'ER-NF-ASSET',
  'AST-REQ',
  'DOM-REQ',
  'FMT-ENUM',
  'VER-MAX',
  'NSP-REQ-GENERIC',
  'ER-PREC-VAL',
  'ER-CONFLICT',
  'ER-INTERNALSERVER',
  'ER-THROTTLING',
  'ER-ACCESSDENIED',
];

/** Answers of every kind that a requirement speaks of; of both kinds where it speaks of all. */
function stimuliOf(id: RequirementId): readonly RequirementId[] {
  if (id.startsWith('ER-')) return errorAnswers;
  // Framing is what the requirement's own checks look at, in assets of each size and in an error.
  if (id === 'RS-15') return [];
  return id === 'RS-21' ? [...servedAnswers, ...errorAnswers] : servedAnswers;
}

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
    ...(ruled ? { stimuli: stimuliOf(id) } : {}),
  };
}
