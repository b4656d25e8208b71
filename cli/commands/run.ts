import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCode } from '../../judge/index.js';
import { announceOnGitHub, writeReports, writeResults } from '../../reports/index.js';
import { type RunFile, runFileVariable } from '../../schemas/index.js';
import { certificateLine, certify, requireCertifiable } from '../certify.js';
import { conclusion } from '../conclusion.js';
import { writeCorpus } from '../corpus.js';
import { costOf } from '../cost.js';
import { startEmbedded } from '../embedded.js';
import type { RunFlags } from '../options.js';
import { reach } from '../reach.js';
import { type ResolvedRun, resolveRun } from '../resolve-run.js';
import { resultFiles } from '../result-files.js';

/**
 * Tests a target and writes the results folder.
 *
 * @returns the exit code of the verdict
 * @throws UserError for what the user gave wrong, before anything is sent; NoVerdict where the target is out of reach
 */
export async function run(flags: RunFlags): Promise<number> {
  const resolved = await resolveRun(flags);
  if (resolved.certify) requireCertifiable(resolved);
  const embedded =
    resolved.endpoint === undefined
      ? await startEmbedded(resolved.fixtures, resolved.auth, resolved.region)
      : undefined;
  try {
    const endpoint = embedded?.url ?? resolved.endpoint ?? '';
    process.stdout.write(await costOf(resolved));
    await reach(endpoint, { ...resolved, proxies: embedded === undefined });
    const file = await prepare(resolved, endpoint);
    await carryOut(file);
    return await finish(file);
  } finally {
    await embedded?.close();
  }
}

/**
 * Empties the results folder of an earlier run and writes a first `results.json` that says `incomplete`: so that there
 * is one, and not an old one, however this run ends.
 */
async function prepare(resolved: ResolvedRun, endpoint: string): Promise<RunFile> {
  const now = Date.now();
  const { endpoint: _, ...rest } = resolved;
  const file: RunFile = {
    ...rest,
    endpoint,
    embedded: resolved.endpoint === undefined,
    startedAt: new Date(now).toISOString(),
    startedAtMs: now,
  };
  await mkdir(file.out, { recursive: true });
  await Promise.all(resultFiles.map((name) => rm(join(file.out, name), { force: true })));
  await writeResults(file, [], 'The run did not come to its end');
  return file;
}

/** The specs are JavaScript already: without its TypeScript loader Playwright starts a fifth faster. */
const compiled = { PW_DISABLE_TS_ESM: '1' };

/**
 * Runs the specs in a process of their own, and hands on what tells a run to stop: the results are then those of what was
 * done. At a terminal Ctrl-C reaches both processes; the second signal within a second changes nothing.
 */
async function carryOut(file: RunFile): Promise<void> {
  const runFile = join(file.out, '.run.json');
  await writeFile(runFile, JSON.stringify(file), { mode: 0o600 });
  const require = createRequire(import.meta.url);
  const cli = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js');
  const config = fileURLToPath(new URL('../../specs/playwright.config.js', import.meta.url));
  const child = spawn(process.execPath, [cli, 'test', '-c', config], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, [runFileVariable]: runFile, FORCE_COLOR: undefined, ...compiled },
  });
  const forward = (): void => void child.kill('SIGINT');
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, forward);
  try {
    await once(child, 'exit');
  } finally {
    for (const signal of signals) process.off(signal, forward);
    await rm(runFile, { force: true });
    // Playwright leaves a note there after the reporter has ended.
    await rm(join(file.out, '.playwright'), { recursive: true, force: true });
  }
}

/** Writes the reports from what the run left behind, and says how it ended. */
async function finish(file: RunFile): Promise<number> {
  const results = await writeReports(file.out);
  await writeCorpus(file.out, file.corpus ?? [], results);
  await announceOnGitHub(results);
  const folder = relative(process.cwd(), resolve(file.out)) || '.';
  process.stdout.write(conclusion(results, folder));
  if (file.certify) process.stdout.write(certificateLine(await certify(file, results), folder));
  return exitCode(results.verdict, results.waiverErrors?.length ?? 0);
}
