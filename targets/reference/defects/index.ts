import type { ChapterId } from '../../../schemas/index.js';
import { authenticationDefects } from './authentication.js';
import { clientDefects } from './clients.js';
import type { Defect } from './defect.js';
import { errorDefects } from './errors.js';
import { formatDefects } from './formats.js';
import { lifecycleDefects } from './lifecycle.js';
import { limitDefects } from './limits.js';
import { lookupDefects } from './lookup.js';
import { namespaceDefects } from './namespace.js';
import { operationDefects } from './operation.js';
import { parameterDefects } from './parameters.js';
import { requestBodyDefects } from './request-body.js';
import { requestLineDefects } from './request-line.js';
import { responseDefects } from './response.js';

export type { Defect } from './defect.js';

/** The seeded defects by chapter of the requirement that they break. */
export const defectChapters = {
  operation: operationDefects,
  'request-line': requestLineDefects,
  parameters: parameterDefects,
  namespace: namespaceDefects,
  formats: formatDefects,
  lookup: lookupDefects,
  'request-body': requestBodyDefects,
  response: responseDefects,
  errors: errorDefects,
  lifecycle: lifecycleDefects,
  authentication: authenticationDefects,
  limits: limitDefects,
  clients: clientDefects,
} as const satisfies Readonly<Record<ChapterId, readonly Defect[]>>;

/** Every seeded defect. */
export const defects: readonly Defect[] = Object.values(defectChapters).flat();

/** The defect of this id, e.g. from a command line. */
export function findDefect(id: string): Defect | undefined {
  return defects.find((defect) => defect.id === id);
}
