import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtCli } from '../set-up/package-files.js';
import { credentials, readFolder } from './attack.js';

/** What a run from the command line left behind. */
export interface CommandLineRun {
  readonly code: number | null;
  /** Standard output and error together. */
  readonly output: string;
  readonly files: ReadonlyMap<string, string>;
}

/** Runs the suite against a target as a user does, signed, with a few requirements. */
export async function runCommand(endpoint: string, timeoutMs: number): Promise<CommandLineRun> {
  const out = await mkdtemp(join(tmpdir(), 'hostile-run-'));
  const child = spawn(
    process.execPath,
    [
      builtCli,
      ...['run', '--endpoint', endpoint, '--auth', 'sigv4', '--timeout', String(timeoutMs)],
      ...['--cases', '2', '--requirement', 'OP-01', '--requirement', 'AST-REQ', '--out', out],
    ],
    {
      cwd: tmpdir(),
      env: {
        PATH: process.env.PATH,
        NO_PROXY: '*',
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_SESSION_TOKEN: credentials.sessionToken,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  try {
    const parts: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => parts.push(part));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output: Buffer.concat(parts).toString(), files: await readFolder(out) };
  } finally {
    child.kill();
    await rm(out, { recursive: true, force: true });
  }
}
