import { join } from 'node:path';
import type { CheckOutcome } from '../judge/index.js';
import type { Results } from '../schemas/index.js';
import { assembleResults } from './assemble.js';
import { withDiagnosis } from './diagnosis/index.js';
import { writeAtomically } from './files.js';
import { partialByProxy } from './verify/index.js';

/** What a run of the proxy says about itself; its exchanges are the client's, so there is no seed. */
export type ProxiedFacts = Pick<Results, 'suite' | 'target'> & {
  readonly run: Omit<Results['run'], 'seed' | 'cases' | 'proxied' | 'generated'>;
  readonly client: NonNullable<Results['client']>;
};

/** Writes `results.json` of what the proxy saw so far; the recording is already in the folder. */
export async function writeProxied(
  dir: string,
  outcomes: readonly CheckOutcome[],
  { client, run, ...facts }: ProxiedFacts,
): Promise<Results> {
  const assembled = assembleResults(outcomes, {
    ...facts,
    waivers: [],
    partial: partialByProxy,
    run: { ...run, seed: 0, cases: 0, proxied: true },
  });
  const results: Results = withDiagnosis({ ...assembled, client });
  await writeAtomically(join(dir, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  return results;
}
