import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { BuildFailed, buildClient, isBuilt, type OfficialClient } from '../targets/clients/index.js';

/** A client in a folder of its own, built by these programs of Node.js. */
async function withClient(
  programs: readonly string[],
  more: Partial<OfficialClient>,
  use: (client: OfficialClient, folder: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'build-'));
  const cache = mkdtempSync(join(tmpdir(), 'built-'));
  const { XDG_CACHE_HOME: usual } = process.env;
  process.env.XDG_CACHE_HOME = cache;
  try {
    writeFileSync(join(folder, 'version'), 'v1.2.3');
    const build = programs.map((program) => ['{node}', '-e', program, '{built}']);
    const version = { file: 'version', pattern: 'v(.*)' };
    await use({ name: 'a', title: 'A', folder, version, build, run: [], ...more }, folder);
  } finally {
    if (usual === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = usual;
    for (const each of [folder, cache]) rmSync(each, { recursive: true, force: true, maxRetries: 5 });
  }
}

test('a build leaves what its commands made, and is known as built', () =>
  withClient(["require('fs').writeFileSync(process.argv[1] + '/driver', 'x')"], {}, async (client) => {
    const steps: string[] = [];
    expect(isBuilt(client)).toBe(false);
    await buildClient(client, { onStep: (step) => steps.push(step) });
    expect(isBuilt(client)).toBe(true);
    expect(steps).toHaveLength(1);
  }));

test('a build that fails says what the tool said', () =>
  withClient(["console.error('no such crate'); process.exit(7)"], {}, async (client) => {
    const failure = await buildClient(client).catch((error: Error) => error);
    expect(failure).toBeInstanceOf(BuildFailed);
    expect((failure as Error).message).toMatch(/ended with exit code 7\nno such crate$/);
    expect(isBuilt(client)).toBe(false);
  }));

test('a toolchain that is too old is missing', () =>
  withClient(
    [''],
    {
      needs: [
        {
          command: [process.execPath, '--version'],
          version: { pattern: 'v(\\d+\\.\\d+)', atLeast: '999.0' },
          install: 'a newer Node.js',
        },
      ],
    },
    async (client) => {
      await expect(buildClient(client)).rejects.toThrow('It needs a newer Node.js.');
    },
  ));

test('a build that is stopped leaves none of its processes behind', () =>
  withClient(
    [
      `const { spawn } = require('child_process');
       const compiler = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1e6)'], { stdio: 'inherit' });
       require('fs').writeFileSync('compiler', String(compiler.pid));
       console.log('compiling');`,
    ],
    {},
    async (client, folder) => {
      const stop = new AbortController();
      const built = buildClient(client, { signal: stop.signal, onLine: () => stop.abort() });
      await expect(built).rejects.toThrow('SIGKILL');
      expect(existsSync(join(folder, 'compiler'))).toBe(true);
      const pid = Number(readFileSync(join(folder, 'compiler'), 'utf8'));
      await expect.poll(() => isRunning(pid)).toBe(false);
    },
  ));

/** Whether there is such a process that has not ended: one that nobody has waited for yet counts as ended. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
