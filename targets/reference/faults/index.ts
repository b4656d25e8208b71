import { authenticationFaults } from './authentication.js';
import { clientFaults } from './clients.js';
import { errorFaults } from './errors.js';
import type { Fault } from './fault.js';
import { formatFaults } from './formats.js';
import { lifecycleFaults } from './lifecycle.js';
import { lookUpFaults } from './look-up.js';
import { memoryFaults } from './memory.js';
import { parameterFaults } from './parameters.js';
import { requestLineFaults } from './request-line.js';
import { responseFaults } from './response.js';
import { scaleFaults } from './scale.js';

export type { Fault } from './fault.js';

/** The seeded faults by chapter. */
export const faultChapters = {
  parameters: parameterFaults,
  formats: formatFaults,
  'request-line': requestLineFaults,
  'look-up': lookUpFaults,
  response: responseFaults,
  errors: errorFaults,
  lifecycle: lifecycleFaults,
  memory: memoryFaults,
  authentication: authenticationFaults,
  scale: scaleFaults,
  clients: clientFaults,
} as const satisfies Readonly<Record<string, readonly Fault[]>>;

/** Every seeded fault. */
export const faults: readonly Fault[] = Object.values(faultChapters).flat();

/** The fault of this id, e.g. from a command line. */
export function findFault(id: string): Fault | undefined {
  return faults.find((fault) => fault.id === id);
}
