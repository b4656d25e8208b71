import { join } from 'node:path';
import { visible } from '../../judge/index.js';
import { type RequirementVerdict, type Results, validateFile } from '../../schemas/index.js';
import { isMissing, readResults } from '../read-results.js';
import { summariseRecording } from '../recording-summary.js';
import { type ComparedChecks, compareChecks } from './compare-checks.js';
import { compareVerdicts } from './compare-verdicts.js';
import { isSameSuite, isSampled, type Plan } from './plan.js';
import type { Problem } from './problem.js';
import { type RecordingEvidence, readRecordingEvidence } from './recording-evidence.js';
import { type VerifiedCertificate, verifyCertificate } from './verify-certificate.js';

/** What verifying a results folder came to. It is sound if there are no problems. */
export interface Verification {
  readonly problems: readonly Problem[];
  /** Absent if `results.json` is not what it must be, so that nothing was judged. */
  readonly results?: Results;
  readonly recorded: number;
  readonly confirmed: number;
  readonly claims: Readonly<Partial<Record<RequirementVerdict, number>>>;
  readonly begun: number;
  readonly certificate: VerifiedCertificate['result'];
  /** The published suite, if it is another one than that which judged now. */
  readonly otherSuite?: Results['suite'];
}

/**
 * Judges the exchanges recorded in a results folder again and says which published verdicts do not follow. The
 * recording is streamed; nothing is sent, and nothing in the folder is changed.
 *
 * @throws UnreadableResults if the folder has no `results.json` that can be read
 */
export async function verifyFolder(dir: string, plan: Plan): Promise<Verification> {
  const results = await readResults(dir);
  const invalid = validateFile('results', results);
  const nothing = { recorded: 0, confirmed: 0, claims: {}, begun: 0, certificate: undefined } as const;
  if (invalid.length > 0)
    return { ...nothing, problems: invalid.map((what) => ({ where: 'results.json', what: visible(what) })) };
  const recording = join(dir, 'exchanges.ndjson');
  let evidence: RecordingEvidence;
  let digests: readonly Problem[];
  try {
    digests = await compareRecording(recording, results);
    evidence = await readRecordingEvidence(recording, results);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return {
      ...nothing,
      results,
      problems: [{ where: 'exchanges.ndjson', what: 'is not there: nothing can be judged' }],
    };
  }
  const compared = compareChecks(results, evidence, plan);
  const sameCatalogue = results.suite.catalogueDigest === plan.suite.catalogueDigest;
  const certificate = await verifyCertificate(dir, results);
  return {
    results,
    problems: [
      ...digests,
      ...evidence.problems,
      ...compareCount(results, evidence, compared, plan),
      ...compared.problems,
      ...compareVerdicts(results, compared.outcomes, sameCatalogue),
      ...(certificate?.problems ?? []),
    ],
    recorded: evidence.recorded,
    confirmed: compared.confirmed,
    claims: { ...compared.claims, ...countWaived(results) },
    begun: compared.begun,
    certificate: certificate?.result,
    ...(isSameSuite(results, plan) ? {} : { otherSuite: results.suite }),
  };
}

/** The digest shows that anything at all was changed; the latencies are published from the same file. */
async function compareRecording(file: string, { run }: Results): Promise<readonly Problem[]> {
  const { digest, latency } = await summariseRecording(file);
  const where = 'exchanges.ndjson';
  const problems: Problem[] = [];
  if (digest !== run.recordingDigest)
    problems.push({
      where,
      what: `was changed after the run: its digest is ${digest}, results.json has ${run.recordingDigest}`,
    });
  const published = run.latency;
  if (published !== undefined && JSON.stringify(published) !== JSON.stringify(latency))
    problems.push({ where: 'results.json', what: 'publishes other latencies than were recorded' });
  return problems;
}

function compareCount(
  results: Results,
  { recorded }: RecordingEvidence,
  { outcomes }: ComparedChecks,
  plan: Plan,
): readonly Problem[] {
  const { exchanges, interrupted } = results.run;
  // A check that was cut off has sent what nobody counted.
  const mayBeMore = interrupted !== undefined || outcomes.some(({ verdict }) => verdict === 'error');
  const tooMany = recorded > exchanges && !mayBeMore;
  const tooFew = recorded < exchanges && !isSampled(results, plan);
  return tooMany || tooFew
    ? [
        {
          where: 'exchanges.ndjson',
          what: `has ${recorded} exchanges, and results.json says ${exchanges}: some were ${tooMany ? 'added' : 'removed'}`,
        },
      ]
    : [];
}

function countWaived({ requirements }: Results): { readonly waived?: number } {
  const waived = requirements.filter(({ verdict }) => verdict === 'waived').length;
  return waived === 0 ? {} : { waived };
}
