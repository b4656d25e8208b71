import { compareVersions } from 'compare-versions';
import { runChild } from './child.js';
import { neutralEnvironment } from './environment.js';
import type { OfficialClient, ToolchainNeed } from './manifest.js';

/** Milliseconds in which a toolchain says that it is there. */
const toolchainMs = 20_000;

/** What to install before a client can be built; undefined if all is there. */
export async function missingToolchain({ needs = [] }: OfficialClient): Promise<string | undefined> {
  for (const need of needs) if (!(await isThere(need))) return need.install;
  return undefined;
}

async function isThere({ command, version }: ToolchainNeed): Promise<boolean> {
  const [program = '', ...args] = command;
  const options = { env: neutralEnvironment(), timeout: toolchainMs };
  const ended = await runChild(program, args, options).catch(() => undefined);
  if (ended?.code !== 0) return false;
  if (!version) return true;
  const [, found] = new RegExp(version.pattern).exec(ended.stdout + ended.stderr) ?? [];
  return found !== undefined && compareVersions(found, version.atLeast) >= 0;
}
