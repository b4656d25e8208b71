import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { builtCli, packageFile } from './set-up/package-files.js';

/** Runs the command line as if the version of Node.js were another one. */
async function runWith(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, builtCli, '--version'];
  return promisify(execFile)(process.execPath, args).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

const { engines } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
  engines: { node: string };
};
const [needed = ''] = /\d+\.\d+/.exec(engines.node) ?? [];

for (const version of ['18.20.8', '20.9.0', '20.18.3'])
  test(`Node.js ${version} is told which one is needed, with the exit code of a wrong setup`, async () => {
    const { code, stderr } = await runWith(version);
    expect(stderr).toBe(
      `codeartifact-conformance needs Node.js ${needed} or newer, and this is ${version}.\n`,
    );
    expect(code).toBe(2);
  });

for (const version of [`${needed}.0`, '22.0.0', '24.1.0'])
  test(`Node.js ${version} is taken`, async () => {
    expect(await runWith(version)).toMatchObject({ code: 0, stderr: '' });
  });
