/**
 * Tests one version of a server that others wrote and keeps the results as evidence:
 * `npm run evidence -- fakecloud 0.51.0`. Installs the version from its package registry unless that was done before,
 * starts it, creates the fixtures, runs the suite, and writes `implementations/<name>/results/<version>/results.json`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readResults } from '../reports/index.js';
import { packageRoot, type TargetFile } from '../schemas/index.js';
import { install, readServerFile, start } from './server.js';
import { slim } from './slim.js';

const root = fileURLToPath(packageRoot);
const cli = join(root, 'dist/cli/main.js');

/** Runs the suite's own command line, with its output on this terminal, and gives its exit code. */
async function command(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  const child = spawn(process.execPath, [cli, ...args], { env, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code;
}

/** The reference target is embedded: nothing to install, nothing to start. */
async function testBaseline(out: string): Promise<void> {
  await command(['run', '--out', out], process.env);
}

async function testServer(name: string, version: string, here: string, out: string): Promise<void> {
  const server = await readServerFile(here);
  const target = JSON.parse(await readFile(join(here, 'conformance.config.json'), 'utf8')) as TargetFile;
  const dir = await install(name, version, here);
  const { env, stop } = await start(target.endpoint ?? '', { version, dir, here }, server);
  try {
    const config = join(out, 'target.json');
    const fixtures = server.provision ? join(out, 'fixtures') : join(here, target.fixtures ?? '');
    await writeFile(
      config,
      JSON.stringify({ ...target, fixtures, identity: { ...target.identity, version } }),
    );
    if (server.provision) {
      const code = await command(['fixtures', 'provision', fixtures, '--config', config], env);
      if (code !== 0)
        throw new Error(`the fixtures of ${name} ${version} could not be provisioned (exit code ${code})`);
    }
    await command(['run', '--config', config, '--out', out], env);
  } finally {
    await stop();
  }
}

/** What is embedded in the suite, in its own version. */
const baseline = 'reference';
const [name, version] = process.argv.slice(2);
const known = (await readdir(join(root, 'implementations'), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
if (name === undefined || !known.includes(name) || (version === undefined) !== (name === baseline)) {
  process.stderr.write(
    `usage: npm run evidence -- <name> <version>, or ${baseline} without a version; names: ${known.join(', ')}\n`,
  );
  process.exit(2);
}

const here = join(root, 'implementations', name);
const out = await mkdtemp(join(tmpdir(), 'evidence-'));
try {
  if (version === undefined) await testBaseline(out);
  else await testServer(name, version, here, out);
  const results = slim(await readResults(out));
  const kept = join(here, 'results', results.target.identity.version ?? version ?? 'unknown');
  await mkdir(kept, { recursive: true });
  await writeFile(join(kept, 'results.json'), `${JSON.stringify(results, null, 1)}\n`);
  process.stdout.write(`Evidence: ${join(kept, 'results.json')}\n`);
} finally {
  await rm(out, { recursive: true, force: true });
}
