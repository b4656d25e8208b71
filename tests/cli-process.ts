import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { RecordedExchange } from '../judge/index.js';
import type { Results } from '../schemas/index.js';
import { builtCli } from './set-up/package-files.js';

/** How a command ended, and all that it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is under way. */
export interface Running {
  readonly pid: number | undefined;
  /** Resolves once its output on stdout matches; rejects where it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends a signal: to the command alone, or to its whole group, as a terminal does for Ctrl-C. */
  signal(name: NodeJS.Signals, whom?: 'command' | 'group'): void;
  readonly ended: Promise<Ended>;
}

/** A place of its own for one test: an empty folder, and the commands that it starts there. */
export interface Place {
  readonly folder: string;
  /** Starts a command. */
  start(...args: readonly string[]): Running;
  /** Runs a command to its end. */
  run(...args: readonly string[]): Promise<Ended>;
  /** Starts the reference target on a free port; it stops when the test ends. Returns its address. */
  serve(...args: readonly string[]): Promise<string>;
  results(out: string): Promise<Results>;
  exchanges(out: string): Promise<RecordedExchange[]>;
}

/** Commands of this package as a user has them: in a folder without a configuration, without credentials or proxies. */
export const test = base.extend<{ place: Place }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  place: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'conformance-cli-'));
    const children: ChildProcess[] = [];
    const start = (...args: readonly string[]): Running => {
      const child = spawn(process.execPath, [builtCli, ...args], {
        cwd: folder,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env.PATH, HOME: folder, AWS_EC2_METADATA_DISABLED: 'true' },
      });
      children.push(child);
      return watch(child);
    };
    await use({
      folder,
      start,
      run: (...args) => start(...args).ended,
      async serve(...args) {
        const [, address = ''] = await start('serve', ...args).says(/^listening on (\S+)$/m);
        return address;
      },
      async results(out) {
        return JSON.parse(await readFile(join(folder, out, 'results.json'), 'utf8'));
      },
      async exchanges(out) {
        const lines = await readFile(join(folder, out, 'exchanges.ndjson'), 'utf8');
        return lines
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line));
      },
    });
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      signalGroup(child, 'SIGKILL');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

function signalGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, name);
}

function watch(child: ChildProcess): Running {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    child.emit('said');
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(
    ([code]): Ended => ({ code: code as number | null, stdout, stderr }),
  );
  return {
    pid: child.pid,
    ended,
    signal: (name, whom = 'command') => void (whom === 'group' ? signalGroup(child, name) : child.kill(name)),
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(stdout);
          if (found) resolve(found);
        };
        child.on('said', look);
        void ended.then(() =>
          reject(new Error(`The command ended without saying ${pattern}:\n${stdout}${stderr}`)),
        );
        look();
      }),
  };
}

/** The address of a port that was free a moment ago, and if nothing listens. */
export async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}
