import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Ended, environment, inFolder, runCli } from './set-up/cli-process.js';
import { builtCli } from './set-up/package-files.js';

const results = join(import.meta.dirname, '..', 'implementations', 'reference', 'results', '1.0.0');
// Nothing listens there: the folder is looked at before anything is sent.
const nowhere = ['--endpoint', 'http://127.0.0.1:9'];

/** Each command that writes, with the folder that it is to write to. */
const commands: readonly (readonly [name: string, args: (out: string) => readonly string[]])[] = [
  ['run', (out) => ['run', '--requirement', 'OP-01', '--cases', '1', '--out', out]],
  ['run against a target', (out) => ['run', ...nowhere, '--out', out]],
  ['proxy', (out) => ['proxy', ...nowhere, '--port', '0', '--out', out]],
  ['report', (out) => ['report', results, '--out', out]],
  ['compare', (out) => ['compare', results, results, '--out', out]],
  ['matrix', (out) => ['matrix', results, '--out', out]],
  ['site', (out) => ['site', results, '--out', out]],
  ['fixtures write', (out) => ['fixtures', 'write', out]],
  ['fixtures provision', (out) => ['fixtures', 'provision', out, ...nowhere]],
  ['fixtures discover', (out) => ['fixtures', 'discover', out, ...nowhere]],
];

function expectOneLine({ code, stdout, stderr }: Ended): void {
  expect(stderr.trim()).toMatch(/^\S+ cannot be written: [^\n]+ Name another folder\.$/);
  expect(stderr).not.toContain('\u001b');
  expect(stdout).toBe('');
  expect(code).toBe(2);
}

for (const [name, args] of commands)
  for (const [title, out] of [
    ['a file in its place', 'taken'],
    ['a file in its path', 'taken/deep/results'],
    // Not even the superuser may create a folder there, and Node.js tries for ever.
    ['a file system that takes no folder', '/proc/conformance/results'],
  ] as const)
    test(`${name} with ${title}: one line, exit code 2`, async () => {
      test.skip(out.startsWith('/proc') && !existsSync('/proc/self'), 'there is no /proc here');
      await inFolder(async (folder) => {
        await writeFile(join(folder, 'taken'), '');
        expectOneLine(await runCli(args(out), { cwd: folder }));
      });
    });

for (const [name, args] of commands.filter(([name]) =>
  /^(run|compare|matrix|site|fixtures write)$/.test(name),
))
  test(`${name} that runs out of space: one line, exit code 2`, async () => {
    test.skip(process.platform === 'win32', 'sets a limit as a POSIX shell does');
    await inFolder(async (folder) => {
      // No file may be larger than a few blocks: as if the disk were full.
      const script = `ulimit -f 4; exec "$0" "$@"`;
      const end = await new Promise<Ended>((resolve) =>
        execFile(
          '/bin/sh',
          ['-c', script, process.execPath, builtCli, ...args('results')],
          { cwd: folder, env: environment(folder) },
          (error, stdout, stderr) =>
            resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
        ),
      );
      expect(end.stderr.trim()).toMatch(
        /^[^\n]+ (cannot|could not) be written[: ][^\n]+ [Nn]ame another folder\.$/,
      );
      expect(end.stderr).not.toContain('\u001b');
      expect(end.code).toBe(2);
    });
  });
