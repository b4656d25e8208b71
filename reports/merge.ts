import { createReadStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type CheckOutcome, isEarlier, requirementVerdict } from '../judge/index.js';
import type { Results } from '../schemas/index.js';
import { assembleResults } from './assemble.js';
import { withDiagnosis } from './diagnosis/index.js';
import { writeAtomically } from './files.js';
import { isMissing, readResults } from './read-results.js';
import { summariseRecording } from './recording-summary.js';

/** Folders that are not the shards of one run. */
export class MergeError extends Error {}

const lineFeed = 0x0a;

/** What the shards of one run have in common. */
const identity = ({ suite, target, run }: Results): string =>
  JSON.stringify([
    suite,
    isOwnMachine(target.endpoint) ? 'this machine' : target.endpoint,
    target.identity,
    run.seed,
    run.cases,
    run.claimed,
    run.only,
    run.waivers,
    run.shard?.of,
  ]);

/** Each shard may have started the target beside itself, on whatever port was free. */
const isOwnMachine = (endpoint: string): boolean =>
  /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(?=[:/]|$)/.test(endpoint);

/**
 * Merges the shards of one run into one results folder: the same results as the run would have had in one piece.
 *
 * @throws MergeError if the folders are of different runs, or one shard stands twice
 */
export async function mergeShards(dirs: readonly string[], out: string): Promise<Results> {
  const parts = await Promise.all(dirs.map(readResults));
  const [first] = parts;
  if (!first) throw new MergeError('There is no shard to merge');
  for (const [index, part] of parts.entries()) {
    if (part.run.shard === undefined && parts.length > 1)
      throw new MergeError(`${dirs[index]} is not a shard: it was not run with --shard`);
    if (identity(part) !== identity(first))
      throw new MergeError(
        `${dirs[index]} is a shard of another run than ${dirs[0]}: target, seed, cases, profiles, waivers and suite version must agree`,
      );
  }
  const of = first.run.shard?.of ?? 1;
  const present = parts.map(({ run }) => run.shard?.index ?? 1);
  if (new Set(present).size < present.length) throw new MergeError('One shard was given twice');
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter(
    (index) => !present.includes(index),
  );
  const interrupted = [
    ...parts.flatMap(({ run }) => (run.interrupted === undefined ? [] : [run.interrupted])),
    ...(missing.length === 0 ? [] : [`Shard ${missing.join(', ')} of ${of} is missing`]),
  ].join('; ');
  await mkdir(out, { recursive: true });
  const recording = join(out, 'exchanges.ndjson');
  await concatenate(
    dirs.map((dir) => join(dir, 'exchanges.ndjson')),
    recording,
  );
  const { digest, latency } = await summariseRecording(recording);
  const {
    shard: _,
    interrupted: _interrupted,
    generated: _generated,
    latency: _latency,
    waivers = [],
    ...run
  } = first.run;
  const assembled = assembleResults(mergeOutcomes(parts), {
    suite: first.suite,
    target: first.target,
    waivers,
    generated: mergeCounts(parts.map((part) => part.run.generated ?? {})),
    run: {
      ...run,
      startedAt: parts.map((part) => part.run.startedAt).sort()[0] ?? run.startedAt,
      durationMs: Math.max(...parts.map((part) => part.run.durationMs)),
      exchanges: parts.reduce((sum, part) => sum + part.run.exchanges, 0),
      recordingDigest: digest,
      ...(latency ? { latency } : {}),
      ...(interrupted === '' ? {} : { interrupted }),
    },
  });
  const results = withDiagnosis(assembled);
  await writeAtomically(join(out, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  return results;
}

/**
 * The checks of all shards; a check that each shard has a part of (that of every response) becomes one again, and comes
 * last, as it does in a run of one piece.
 */
function mergeOutcomes(parts: readonly Results[]): CheckOutcome[] {
  const byId = new Map<string, [CheckOutcome, ...CheckOutcome[]]>();
  for (const part of parts)
    for (const { id, checks } of part.requirements)
      for (const check of checks) {
        const outcome: CheckOutcome = { ...check, requirement: id, sent: 0, generated: false };
        const before = byId.get(check.id);
        if (before) before.push(outcome);
        else byId.set(check.id, [outcome]);
      }
  const all = [...byId.values()];
  return [
    ...all.filter((own) => own.length === 1).map(([only]) => only),
    ...all.filter((own) => own.length > 1).map(([one, ...others]) => others.reduce(mergeParts, one)),
  ];
}

function mergeParts(one: CheckOutcome, other: CheckOutcome): CheckOutcome {
  const parts = [one, other];
  const assessedParts = parts.filter(({ verdict }) => verdict !== 'not-testable');
  const verdict =
    assessedParts.length === 0
      ? 'not-testable'
      : requirementVerdict(assessedParts.map((part) => part.verdict));
  const [first = one, second] = parts.filter((part) => part.verdict === verdict);
  const leading = second && isEarlier(evidenceOf(second), evidenceOf(first)) ? second : first;
  return { ...leading, judged: one.judged + other.judged };
}

/** The exchange that a check shows. */
const evidenceOf = ({ exchanges }: CheckOutcome): string => exchanges[0] ?? '';

function mergeCounts(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const part of parts)
    for (const [name, count] of Object.entries(part)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

async function concatenate(files: readonly string[], out: string): Promise<void> {
  const partial = `${out}.partial`;
  const handle = await open(partial, 'w');
  try {
    for (const file of files) {
      let last: number | undefined;
      for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
        await handle.write(chunk);
        last = chunk.at(-1);
      }
      // A shard that was killed may have stopped in the middle of a line.
      if (last !== undefined && last !== lineFeed) await handle.write('\n');
    }
  } catch (error) {
    if (isMissing(error)) throw new MergeError(`A shard has lost its recording: ${(error as Error).message}`);
    throw error;
  } finally {
    await handle.close();
  }
  await rename(partial, out);
}
