import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFolder, fillIn, marker } from './cache.js';
import { gather, startChild } from './child.js';
import type { OfficialClient } from './manifest.js';
import { missingToolchain } from './toolchain.js';

/** A build that did not succeed: the message holds what the tool itself said. */
export class BuildFailed extends Error {}

/** Milliseconds after which a build is given up: the largest SDK takes minutes on a small machine. */
const buildMs = 45 * 60_000;

export interface BuildOptions {
  /** A command of the build begins. */
  readonly onStep?: (command: string) => void;
  /** The tool printed a line. */
  readonly onLine?: (line: string) => void;
  /** Ends the build early. */
  readonly signal?: AbortSignal;
}

/**
 * Builds the driver of a client into the user's cache folder.
 *
 * @throws BuildFailed with the tool's own words, or with what to install
 */
export async function buildClient(client: OfficialClient, options: BuildOptions = {}): Promise<void> {
  if (!client.build) return;
  const install = await missingToolchain(client);
  if (install !== undefined) throw new BuildFailed(`It needs ${install}.`);
  const folder = buildFolder(client);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const step of client.build) {
    const command = fillIn(step, client);
    options.onStep?.(command.join(' '));
    await carryOut(command, client.folder, options);
  }
  await writeFile(join(folder, marker), '');
}

/** Runs one command with the environment of the user, whose proxies and mirrors the tool needs. */
function carryOut(command: readonly string[], cwd: string, { onLine, signal }: BuildOptions): Promise<void> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    // A tool that is stopped early would leave its compilers behind: they are in its process group.
    const child = startChild(program, args, process.env, { cwd, detached: signal !== undefined });
    child.stdin.end();
    const said = [gather(child.stdout), gather(child.stderr)];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: string) => {
        const line = chunk.trim().split('\n').at(-1);
        if (line) onLine?.(line);
      });
    const kill = (): void => {
      if (signal && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    };
    const timer = setTimeout(kill, buildMs);
    signal?.addEventListener('abort', kill, { once: true });
    if (signal?.aborted) kill();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', kill);
    };
    const fail = (why: string): void => {
      end();
      const output = said.map((each) => each().trim()).filter((each) => each !== '');
      reject(new BuildFailed([`${command.join(' ')} ${why}`, ...output].join('\n')));
    };
    child.once('error', (error) => fail(`cannot be started: ${error.message}`));
    child.once('close', (code, ending) => {
      if (code !== 0) return fail(`ended with ${ending ?? `exit code ${code}`}`);
      end();
      resolve();
    });
  });
}
