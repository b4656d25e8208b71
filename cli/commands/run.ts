import { relative, resolve } from 'node:path';
import { exitCode } from '../../judge/index.js';
import { announceOnGitHub } from '../../reports/index.js';
import { follow, type RunOptions, RunSession, resolveRun } from '../../runner/index.js';
import type { Results } from '../../schemas/index.js';
import { certificateLine, certify, requireCertifiable } from '../certify.js';
import { conclusion } from '../conclusion.js';
import { costOf } from '../cost.js';
import type { RunFlags } from '../options.js';
import { startProgress } from '../progress.js';
import { whenInterrupted } from '../when-interrupted.js';

/**
 * Tests a target and writes the results folder.
 *
 * @returns the exit code of the verdict
 * @throws UserError for what the user gave wrong, before anything is sent; NoVerdict if the target cannot be reached
 */
export async function run(flags: RunFlags): Promise<number> {
  const resolved = await resolveRun(runOptionsOf(flags));
  if (resolved.certify) requireCertifiable(resolved);
  process.stdout.write(await costOf(resolved));
  const interruption = whenInterrupted();
  try {
    const session = await RunSession.start(resolved);
    const progress = await startProgress(session.checks);
    const results = await follow(session, {
      signal: interruption.signal,
      onOutcome: (outcome) => progress.update(outcome),
    }).finally(() => progress.end());
    return await conclude(session, results);
  } finally {
    interruption.dispose();
  }
}

/** The options of the command line by the names that they have in a program. */
export function runOptionsOf({ profile, requirement, client, ...flags }: RunFlags): RunOptions {
  return { ...flags, profiles: profile, requirements: requirement, clients: client } as RunOptions;
}

/** Says how a run ended. */
async function conclude({ run: description }: RunSession, results: Results): Promise<number> {
  await announceOnGitHub(results);
  const folder = relative(process.cwd(), resolve(description.out)) || '.';
  process.stdout.write(conclusion(results, folder));
  if (description.certify) process.stdout.write(certificateLine(await certify(description, results), folder));
  return exitCode(results.verdict, results.waiverErrors?.length ?? 0);
}
