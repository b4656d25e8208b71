import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** `implementations/<name>/server.json`: how a server of somebody else is installed and started. */
export interface ServerFile {
  /**
   * Installs one version from a package registry. In this and the next, `{version}`, `{dir}` (where it is installed) and
   * `{here}` (the folder of the implementation) stand for their values.
   */
  readonly install: readonly string[];
  /** Starts it at the endpoint of the target file. */
  readonly start: readonly string[];
  /** Environment of the server and of the runs against it. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the fixtures are created through the API of the server before a run. */
  readonly provision?: boolean;
}

/** The server file of an implementation. */
export async function readServerFile(here: string): Promise<ServerFile> {
  return JSON.parse(await readFile(join(here, 'server.json'), 'utf8')) as ServerFile;
}

/** Where versions are installed, out of the way of the project. */
const cache = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  'codeartifact-conformance',
  'implementations',
);

type Values = Readonly<Record<'version' | 'dir' | 'here', string>>;

const filled = (words: readonly string[], values: Values): string[] =>
  words.map((word) => word.replace(/\{(version|dir|here)\}/g, (_, name: keyof Values) => values[name]));

/**
 * Installs a version unless it is there.
 * @returns the folder that holds it
 * @throws if the installer fails
 */
export async function install(name: string, version: string, here: string): Promise<string> {
  const dir = join(cache, `${name}-${version}`);
  if (existsSync(dir)) return dir;
  const { install: words } = await readServerFile(here);
  // A half-installed version must not be taken for a whole one.
  const unfinished = `${dir}.unfinished`;
  await mkdir(unfinished, { recursive: true });
  const [command = '', ...args] = filled(words, { version, dir: unfinished, here });
  await run(command, args, { cwd: unfinished, maxBuffer: 1 << 28 });
  await rename(unfinished, dir);
  return dir;
}

/** A server that responds. */
export interface StartedServer {
  readonly env: NodeJS.ProcessEnv;
  readonly stop: () => Promise<void>;
}

/** Milliseconds that a server gets until it accepts a request, and between two looks. */
const PATIENCE = 60_000;
const PAUSE = 200;

/**
 * Starts an installed version and waits until it responds to anything at all.
 * @throws if it ends before that, or takes longer than a minute
 */
export async function start(
  endpoint: string,
  values: Values,
  { start: words, env: own = {} }: ServerFile,
): Promise<StartedServer> {
  const env = { ...process.env, ...own };
  const [command = '', ...args] = filled(words, values);
  const child = spawn(command, args, { cwd: values.dir, env, stdio: 'ignore', detached: true });
  const stop = () => ended(child);
  for (const from = Date.now(); Date.now() - from < PATIENCE; await wait(PAUSE)) {
    if (child.exitCode !== null)
      throw new Error(`${command} ended with ${child.exitCode} before it responded`);
    const responds = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (responds) return { env, stop };
  }
  await stop();
  throw new Error(`${endpoint} did not respond within ${PATIENCE / 1000} s`);
}

/** Ends a server with everything that it started. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGTERM');
  await gone;
}
