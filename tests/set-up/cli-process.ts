import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtCli } from './package-files.js';

/** How a command ended, and all that it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is under way. */
export interface Running {
  readonly pid: number | undefined;
  /** Resolves once its output on stdout matches; rejects if it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends a signal: to the command alone, or to its whole group, as a terminal does for Ctrl-C. */
  signal(name: NodeJS.Signals, whom?: 'command' | 'group'): void;
  /** Ends the command and what it started, if it still runs. */
  kill(): Promise<void>;
  readonly ended: Promise<Ended>;
}

interface CliOptions {
  /** Also its HOME. */
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** The keys that the reference target accepts, as a user would set them. */
export const keys = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};

/** An environment with nothing in it that a machine might bring along: no proxy, no credentials, no profile. */
export const environment = (home: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: home,
  AWS_EC2_METADATA_DISABLED: 'true',
  ...more,
});

/** Starts the command line, in a process group of its own. */
export function startCli(args: readonly string[], { cwd, env }: CliOptions): Running {
  const child = spawn(process.execPath, [builtCli, ...args], {
    cwd,
    detached: true,
    env: environment(cwd, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
    child.emit('said');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, ...output }));
  return {
    pid: child.pid,
    ended,
    signal: (name, whom = 'command') => void (whom === 'group' ? signalGroup(child, name) : child.kill(name)),
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(output.stdout);
          if (found) resolve(found);
        };
        child.on('said', look);
        void ended.then(() =>
          reject(new Error(`The command ended without saying ${pattern}:\n${output.stdout}${output.stderr}`)),
        );
        look();
      }),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      signalGroup(child, 'SIGKILL');
      await gone;
    },
  };
}

function signalGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, name);
}

/** Runs the command line to its end. */
export const runCli = (args: readonly string[], options: CliOptions): Promise<Ended> =>
  startCli(args, options).ended;

export interface Served {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts `serve` as a process of its own, on a free port. */
export async function serveCli(args: readonly string[], cwd: string): Promise<Served> {
  const server = startCli(['serve', '--port', '0', ...args], { cwd });
  const [, url = ''] = await server.says(/^listening on (\S+)$/m);
  return {
    url,
    port: Number(new URL(url).port),
    async stop() {
      server.signal('SIGTERM');
      await server.ended;
    },
  };
}

/** Gives a test a folder of its own, and removes it. */
export async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
