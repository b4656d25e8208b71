import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { inFolder } from '../set-up/cli-process.js';
import { packageFile } from '../set-up/package-files.js';

/** The oldest TypeScript that the package promises to work with: README.md names it. */
const oldest = '5.4.5';

/** Each entry point, with something of it used. */
const program = `
import { runConformance, type Results } from 'codeartifact-conformance';
import { conformance } from 'codeartifact-conformance/playwright';
import { codeArtifactHandlers, startReferenceServer } from 'codeartifact-conformance/msw';
import { openApiDocument, requirements, type RequirementId } from 'codeartifact-conformance/schemas';
import { faultyRequest, validRequest } from 'codeartifact-conformance/generators';
const results: Results = await runConformance({ endpoint: 'http://localhost:4566' });
const ids: readonly RequirementId[] = requirements.map(({ id }) => id);
console.log(results.verdict, ids, conformance, codeArtifactHandlers(), startReferenceServer, openApiDocument(), validRequest, faultyRequest);
`;

/** What npm prints if it can neither reach a registry nor do without. */
const unreachable =
  /ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/;

/** Installs that TypeScript, which is not a dependency: its `tsc` would stand in the way of our own. */
async function installOldest(folder: string): Promise<{ readonly problem?: string }> {
  const args = ['install', '--prefix', folder, '--no-save', '--prefer-offline', `typescript@${oldest}`];
  return new Promise((resolve) =>
    execFile('npm', args, { cwd: folder }, (error, _stdout, stderr) =>
      resolve(error === null ? {} : { problem: stderr }),
    ),
  );
}

interface Checked {
  readonly code: number;
  readonly output: string;
}

/** Compiles two modules with the oldest TypeScript, strictly, and with all types of libraries checked. */
async function compile(folder: string, use: string, misuse: string): Promise<Checked> {
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  await symlink(packageFile(''), join(folder, 'node_modules', 'codeartifact-conformance'), 'junction').catch(
    () => {},
  );
  await writeFile(join(folder, 'use.mts'), use);
  await writeFile(join(folder, 'misuse.mts'), misuse);
  const args = [
    join(folder, 'node_modules', 'typescript', 'bin', 'tsc'),
    ...['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022'],
    ...['--module', 'nodenext', '--moduleResolution', 'nodenext'],
    ...['--typeRoots', packageFile('node_modules/@types'), '--types', 'node', 'use.mts', 'misuse.mts'],
  ];
  return new Promise((resolve) =>
    execFile(process.execPath, args, { cwd: folder }, (error, stdout) =>
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout }),
    ),
  );
}

test('the published types compile with the oldest TypeScript that is promised, without skipLibCheck', async () => {
  test.setTimeout(180_000);
  await inFolder(async (folder) => {
    const { problem = '' } = await installOldest(folder);
    test.skip(unreachable.test(problem), 'no registry can be reached');
    expect(problem).toBe('');
    // A compiler that finds no types finds no mistakes either: beside the right module there is one with a mistake.
    const misuse = program.replace('results.verdict', 'results.verdict.nothing');
    const { code, output } = await compile(folder, program, misuse);
    const mistakes = output.split('\n').filter((line) => /error TS\d+/.test(line));
    expect(mistakes, output).toEqual([
      expect.stringMatching(/^misuse\.mts\(\d+,\d+\): error TS\d+: Property 'nothing' does not exist/),
    ]);
    expect(code).not.toBe(0);
  });
});

test('the documentation names that version', async () => {
  const [major, minor] = oldest.split('.');
  expect(await readFile(packageFile('README.md'), 'utf8')).toContain(`TypeScript ${major}.${minor} or newer`);
});
