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
import { type Ended, type Running, startCli } from './set-up/cli-process.js';

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
    const commands: Running[] = [];
    const start = (...args: readonly string[]): Running => {
      const command = startCli(args, { cwd: folder });
      commands.push(command);
      return command;
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
    for (const command of commands) await command.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** The address of a port that was free a moment ago, on which nothing listens now. */
export async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}
