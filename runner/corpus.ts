import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../config/index.js';
import type { Corpus, EarlierFailure, Results } from '../schemas/index.js';

const fileIn = (out: string): string => join(out, 'corpus.json');

/**
 * The generated cases that failed in earlier runs into this results folder; none if there is no such file.
 *
 * @throws UserError if the file is there and is no corpus
 */
export async function readCorpus(out: string): Promise<readonly EarlierFailure[]> {
  const file = fileIn(out);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return [];
  }
  try {
    const { failures } = JSON.parse(text) as Corpus;
    const sound = failures.every(
      ({ check, seed, path }) =>
        typeof check === 'string' && Number.isInteger(seed) && /^\d+(:\d+)*$/.test(path),
    );
    if (sound) return failures;
  } catch {
    // The message below says it for both.
  }
  throw new UserError(
    `${file} is not a corpus of earlier failures. Remove it, or put back the one of the last run.`,
  );
}

/** Adds the failures of a run to those known before. Fixed ones stay: they are the cases most worth trying again. */
export async function writeCorpus(
  out: string,
  before: readonly EarlierFailure[],
  results: Results,
): Promise<void> {
  const found = results.requirements
    .flatMap(({ checks }) => checks)
    .flatMap(({ id, counterexample }) => (counterexample ? [{ check: id, ...counterexample }] : []));
  const failures = new Map(
    [...before, ...found].map((failure) => [`${failure.check} ${failure.seed} ${failure.path}`, failure]),
  );
  if (failures.size === 0) return;
  await writeFile(fileIn(out), `${JSON.stringify({ failures: [...failures.values()] }, null, 2)}\n`);
}
