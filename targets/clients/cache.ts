import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../schemas/index.js';
import { builtVersion, type OfficialClient, sourceDigest } from './manifest.js';

const { version: suiteVersion } = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as {
  version: string;
};

/** The user's cache folder (XDG Base Directory Specification). */
function userCache(): string {
  const { XDG_CACHE_HOME: configured } = process.env;
  return configured === undefined || configured === '' ? join(homedir(), '.cache') : configured;
}

/** The folder that a client is built into: another one for each version of the suite, of the client and of its driver. */
export function buildFolder(client: OfficialClient): string {
  const version = `${client.name}-${builtVersion(client)}-${sourceDigest(client)}`;
  return join(userCache(), 'codeartifact-conformance', 'clients', suiteVersion, version);
}

/** The file in its folder that a finished build leaves. */
export const marker = '.built';

/** Whether the client has been built, to the end. */
export const isBuilt = (client: OfficialClient): boolean =>
  client.build !== undefined && existsSync(join(buildFolder(client), marker));

/** A command of a manifest with its placeholders filled in. */
export function fillIn(command: readonly string[], client: OfficialClient): string[] {
  const values: Readonly<Record<string, string>> = {
    '{node}': process.execPath,
    '{source}': client.folder,
    ...(client.build ? { '{built}': buildFolder(client) } : {}),
  };
  return command.map((word) => word.replace(/\{\w+\}/g, (placeholder) => values[placeholder] ?? placeholder));
}
