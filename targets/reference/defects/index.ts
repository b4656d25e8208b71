import { authenticationDefects } from './authentication.js';
import { clientDefects } from './clients.js';
import type { Defect } from './defect.js';
import { errorDefects } from './errors.js';
import { formatDefects } from './formats.js';
import { lifecycleDefects } from './lifecycle.js';
import { limitDefects } from './limits.js';
import { lookupDefects } from './lookup.js';
import { memoryDefects } from './memory.js';
import { parameterDefects } from './parameters.js';
import { requestLineDefects } from './request-line.js';
import { responseDefects } from './response.js';

export type { Defect } from './defect.js';

/** The seeded defects by chapter. */
export const defectChapters = {
  parameters: parameterDefects,
  formats: formatDefects,
  'request-line': requestLineDefects,
  lookup: lookupDefects,
  response: responseDefects,
  errors: errorDefects,
  lifecycle: lifecycleDefects,
  memory: memoryDefects,
  authentication: authenticationDefects,
  limits: limitDefects,
  clients: clientDefects,
} as const satisfies Readonly<Record<string, readonly Defect[]>>;

/** Every seeded defect. */
export const defects: readonly Defect[] = Object.values(defectChapters).flat();

/** The defect of this id, e.g. from a command line. */
export function findDefect(id: string): Defect | undefined {
  return defects.find((defect) => defect.id === id);
}
