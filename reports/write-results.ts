import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckOutcome } from '../judge/index.js';
import { defined, type Results, type RunDescription } from '../schemas/index.js';
import { assembleResults, type RunFacts } from './assemble.js';
import { withDiagnosis } from './diagnosis/index.js';
import { writeAtomically } from './files.js';
import { summariseRecording } from './recording-summary.js';

/** What a run says about itself in its results. */
export function runFacts(run: RunDescription): Omit<RunFacts, 'run'> & {
  run: Omit<RunFacts['run'], 'exchanges' | 'recordingDigest' | 'latency' | 'durationMs'>;
} {
  return {
    suite: run.suite,
    target: { endpoint: run.endpoint, identity: run.identity },
    waivers: run.waivers,
    run: {
      startedAt: run.startedAt,
      seed: run.seed,
      cases: run.cases,
      claimed: run.claimed,
      ...defined({ only: run.only, shard: run.shard }),
      ...(run.certify ? { certify: true } : {}),
    },
  };
}

/** Puts the results together and writes `results.json`; the recording is already in the folder. */
export async function writeResults(
  run: RunDescription,
  outcomes: readonly CheckOutcome[],
  interrupted?: string,
  notes: readonly string[] = [],
): Promise<Results> {
  const recording = join(run.out, 'exchanges.ndjson');
  await writeFile(recording, '', { flag: 'a' });
  const { digest, latency } = await summariseRecording(recording);
  const facts = runFacts(run);
  const assembled = assembleResults(outcomes, {
    ...facts,
    run: {
      ...facts.run,
      durationMs: Math.round(Date.now() - run.startedAtMs),
      exchanges: outcomes.reduce((sum, { sent }) => sum + sent, 0),
      recordingDigest: digest,
      ...(latency ? { latency } : {}),
      ...defined({ interrupted }),
      ...(notes.length === 0 ? {} : { notes }),
    },
  });
  const results = withDiagnosis(assembled);
  await writeAtomically(join(run.out, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  return results;
}
