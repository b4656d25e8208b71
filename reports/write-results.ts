import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckOutcome } from '../judge/index.js';
import { defined, type Results, type RunDescription } from '../schemas/index.js';
import { assembleResults, type RunFacts } from './assemble.js';
import { withDiagnosis } from './diagnosis/index.js';
import { writeAtomically } from './files.js';
import type { KnownRecording } from './known-recording.js';
import { distribution, type RecordingSummary, summariseRecording } from './recording-summary.js';

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

/**
 * Puts the results together and writes `results.json`; the recording is already in the folder.
 *
 * @param known the recording, if it does not have to be read again
 */
export async function writeResults(
  run: RunDescription,
  outcomes: readonly CheckOutcome[],
  interrupted?: string,
  notes: readonly string[] = [],
  known?: KnownRecording,
): Promise<Results> {
  const { digest, latency } = known
    ? { digest: known.digest, latency: distribution(known.latencies) }
    : await summarise(join(run.out, 'exchanges.ndjson'));
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

/** Of a recording that is read again; without one, it is empty. */
async function summarise(recording: string): Promise<RecordingSummary> {
  await writeFile(recording, '', { flag: 'a' });
  return summariseRecording(recording);
}
