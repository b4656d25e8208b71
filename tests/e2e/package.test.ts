import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Results } from '../../schemas/index.js';
import { packageFile } from '../set-up/package-files.js';

const root = packageFile('');

/** What npm says where it can neither reach a registry nor do without. */
const unreachable =
  /ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/;

/** What a user imports, each with something of it that must be there. */
const imports = `
import { runConformance } from 'codeartifact-conformance';
import { openApiDocument } from 'codeartifact-conformance/schemas';
import { codeArtifactHandlers, startReferenceServer } from 'codeartifact-conformance/msw';
import { requirements, requestValidator } from 'codeartifact-conformance/schemas';
import { validRequest, faultyRequest } from 'codeartifact-conformance/generators';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const schema = createRequire(import.meta.url).resolve('codeartifact-conformance/schemas/results.schema.json');
console.log(JSON.stringify({
  handlers: codeArtifactHandlers().length,
  functions: [runConformance, startReferenceServer, requestValidator, validRequest, faultyRequest].map((each) => typeof each),
  catalogue: requirements.some(({ id }) => id === 'OP-01'),
  schema: JSON.parse(readFileSync(schema, 'utf8')).type,
  openapi: openApiDocument().openapi,
}));
`;

/** The environment without what an npm that runs these tests says about their package, and without credentials. */
function environment(): NodeJS.ProcessEnv {
  const kept = ['npm_config_registry', 'npm_config_cache', 'npm_config_userconfig'];
  const foreign = ([name]: [string, unknown]): boolean =>
    /^(npm_|AWS_|PLAYWRIGHT_|TEST_|NODE_OPTIONS$)/.test(name) && !kept.includes(name);
  return {
    ...Object.fromEntries(Object.entries(process.env).filter((entry) => !foreign(entry))),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

function run(cwd: string, command: string, ...args: readonly string[]): Promise<Ended> {
  const limits = { cwd, env: environment(), timeout: 300_000, maxBuffer: 16 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(command, args, limits, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? 'killed') : 0, stdout, stderr }),
    );
  });
}

test('the tarball, installed in an empty folder, does the main job and can be imported', async () => {
  test.setTimeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'conformance-package-'));
  try {
    // Without scripts: what is compiled is what these tests ran with, and compiling again would change it under them.
    const packed = await run(root, 'npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', folder);
    expect(packed.code, packed.stderr).toBe(0);
    const [{ filename, files }] = JSON.parse(packed.stdout) as [Packed];
    const names = files.map(({ path }) => path);
    expect(names).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'action.yml', 'dist/cli/main.js']));
    expect(names.filter((name) => /^dist\/(tests|bench)\/|tsbuildinfo|^node_modules\//.test(name))).toEqual(
      [],
    );

    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const quiet = ['--no-audit', '--no-fund'];
    const installed = await run(
      folder,
      'npm',
      'i',
      '--ignore-scripts',
      '--prefer-offline',
      ...quiet,
      `./${filename}`,
    );
    test.skip(
      installed.code !== 0 && unreachable.test(installed.stderr),
      'npm can reach no registry, and its cache does not hold all dependencies',
    );
    expect(installed.code, installed.stderr).toBe(0);

    const main = await run(
      folder,
      'npx',
      'codeartifact-conformance',
      '--requirement',
      'OP-01',
      '--cases',
      '5',
    );
    expect(main.code, main.stdout + main.stderr).toBe(3);
    expect(existsSync(join(folder, 'conformance-results', 'report.html'))).toBe(true);
    const results: Results = JSON.parse(
      readFileSync(join(folder, 'conformance-results', 'results.json'), 'utf8'),
    );
    expect(results.verdict).toBe('incomplete');
    expect(results.requirements.find(({ id }) => id === 'OP-01')?.verdict).toBe('pass');

    writeFileSync(join(folder, 'imports.mjs'), imports);
    const imported = await run(folder, process.execPath, 'imports.mjs');
    expect(imported.code, imported.stderr).toBe(0);
    expect(JSON.parse(imported.stdout)).toEqual({
      handlers: 1,
      functions: ['function', 'function', 'function', 'function', 'function'],
      catalogue: true,
      schema: 'object',
      openapi: '3.1.0',
    });

    await expectExampleToWork(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** The config of `examples/playwright`, in a folder where the tarball is installed, on a port of its own. */
async function expectExampleToWork(folder: string): Promise<void> {
  const { version } = JSON.parse(
    readFileSync(packageFile('node_modules/@playwright/test/package.json'), 'utf8'),
  );
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
  const installed = await run(folder, 'npm', 'i', ...quiet, `@playwright/test@${version}`);
  expect(installed.code, installed.stderr).toBe(0);
  const port = await freePort();
  const config = readFileSync(packageFile('examples/playwright/playwright.config.ts'), 'utf8');
  writeFileSync(join(folder, 'playwright.config.ts'), config.replaceAll('4566', `${port}`));
  const ended = await run(folder, 'npx', 'playwright', 'test', '--project', 'npm');
  // A part of what is claimed is green, and no verdict.
  expect(ended.stdout + ended.stderr).toContain('passed');
  expect(ended.stdout).not.toContain('failed');
  expect(ended.stdout).toContain('incomplete  http://localhost:');
  expect(ended.code).not.toBe(0);
}

/** A port that was free a moment ago: an address that is written into a file cannot be requested later. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** What `npm pack --json` says about one package. */
interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
