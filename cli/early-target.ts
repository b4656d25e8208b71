import { readTargetFile } from '../config/index.js';
import { forkEarly } from '../targets/embedded/index.js';
import type { RunFlags } from './options.js';

/**
 * Starts the process of the embedded target if the run will need it: it takes as long to load as the run does, and can
 * do so at the same time. What is wrong with the options is for the run to say.
 */
export async function startTargetEarly({ endpoint, config }: RunFlags): Promise<void> {
  if (endpoint !== undefined) return;
  const file = await readTargetFile(config).catch(() => ({ endpoint: '' }));
  if (file.endpoint === undefined) forkEarly();
}
