import { createReadStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type CheckOutcome, requirementVerdict } from '../checks/index.js';
import type { Results } from '../schemas/index.js';
import { assembleResults } from './assemble.js';
import { writeAtomically } from './files.js';
import { readResults } from './read-results.js';
import { summariseRecording } from './recording-summary.js';

/** Folders that are not the shards of one run. */
export class MergeError extends Error {}

/** What the shards of one run have in common. */
const identity = ({ suite, target, run }: Results): string =>
  JSON.stringify([
    suite,
    target.endpoint,
    target.identity,
    run.seed,
    run.cases,
    run.claimed,
    run.only,
    run.shard?.of,
  ]);

/**
 * Merges the shards of one run into one results folder: the same results as the run would have had in one piece.
 *
 * @throws MergeError where the folders are of different runs, or one shard stands twice
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
        `${dirs[index]} is a shard of another run than ${dirs[0]}: target, seed, cases, profiles and suite version have to agree`,
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
  const { shard: _, interrupted: _interrupted, generated: _generated, ...run } = first.run;
  const results = assembleResults(mergeOutcomes(parts), {
    suite: first.suite,
    target: first.target,
    waivers: [],
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
  await writeAtomically(join(out, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  return results;
}

/** The checks of all shards; a check that each shard has a part of (that of every answer) becomes one again. */
function mergeOutcomes(parts: readonly Results[]): CheckOutcome[] {
  const merged = new Map<string, CheckOutcome>();
  for (const part of parts)
    for (const { id, checks } of part.requirements)
      for (const check of checks) {
        const outcome: CheckOutcome = { ...check, requirement: id, sent: 0, generated: false };
        const before = merged.get(check.id);
        merged.set(check.id, before ? mergeParts(before, outcome) : outcome);
      }
  return [...merged.values()];
}

function mergeParts(one: CheckOutcome, other: CheckOutcome): CheckOutcome {
  const parts = [one, other];
  const told = parts.filter(({ verdict }) => verdict !== 'not-testable');
  const verdict = told.length === 0 ? 'not-testable' : requirementVerdict(told.map((part) => part.verdict));
  const leading = parts.find((part) => part.verdict === verdict) ?? one;
  return {
    ...leading,
    judged: one.judged + other.judged,
    exchanges:
      leading.verdict === 'fail'
        ? parts.flatMap(({ exchanges }) => exchanges).slice(0, 10)
        : leading.exchanges,
  };
}

async function concatenate(files: readonly string[], out: string): Promise<void> {
  const partial = `${out}.partial`;
  const handle = await open(partial, 'w');
  try {
    for (const file of files)
      for await (const chunk of createReadStream(file)) await handle.write(chunk as Buffer);
  } finally {
    await handle.close();
  }
  await rename(partial, out);
}
