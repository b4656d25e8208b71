import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../schemas/index.js';

/** A part of a toolchain: there if the command succeeds, and prints a version that is high enough. */
export interface ToolchainNeed {
  readonly command: readonly string[];
  /** The first group of the pattern in what the command prints must be at least this version. */
  readonly version?: { readonly pattern: string; readonly atLeast: string };
  readonly install: string;
}

/** `driver.json` of a client: what it is, and how to build and start its driver (docs/clients.md, "Add a driver"). */
export interface DriverManifest {
  /** The client's name in reports, and in the ids of its checks: it never changes. */
  readonly title: string;
  /** Where the version that a build gives is written: the first group of the pattern in this file. */
  readonly version?: { readonly file: string; readonly pattern: string };
  /** The toolchain that it is built with, each part with what to install if it is missing. */
  readonly needs?: readonly ToolchainNeed[];
  /** Commands that build the driver; absent if there is nothing to build. What is built has a `version`. */
  readonly build?: readonly (readonly string[])[];
  /** The command that starts it. */
  readonly run: readonly string[];
  /** What the client does not show to its caller: checks of it are left out. */
  readonly hides?: readonly 'error members'[];
  /** Ways to name an error type that restJson1 allows and the client does not read: no target is to blame for that. */
  readonly cannotRead?: readonly ('error type in code' | 'error type with a namespace')[];
  /** The command that starts it with what is installed on the machine, if it is not built. */
  readonly installed?: readonly string[];
}

/** An official client with its driver. */
export interface OfficialClient extends DriverManifest {
  /** The name of its folder, and on the command line. */
  readonly name: string;
  /** The folder of its driver. */
  readonly folder: string;
}

const root = fileURLToPath(new URL('clients/', packageRoot));

function read(name: string): OfficialClient {
  const folder = join(root, name);
  const file = join(folder, 'driver.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Partial<DriverManifest>;
  if (!isWhole(manifest))
    throw new Error(
      `${file} needs "title" and "run", and "version" if it has "build": docs/clients.md, "Add a driver"`,
    );
  return { ...manifest, name, folder };
}

const isWhole = (manifest: Partial<DriverManifest>): manifest is DriverManifest =>
  typeof manifest.title === 'string' &&
  Array.isArray(manifest.run) &&
  (manifest.build === undefined || manifest.version !== undefined);

/** Every client that has a driver, by name: each folder of `clients/` with a `driver.json`. */
export const officialClients: readonly OfficialClient[] = readdirSync(root)
  .filter((name) => existsSync(join(root, name, 'driver.json')))
  .sort()
  .map(read);

/** The client of this name, if there is one. */
export const findClient = (name: string): OfficialClient | undefined =>
  officialClients.find((client) => client.name === name);

/** The version of the client that a build gives, from the manifest of its ecosystem. */
export function builtVersion({ folder, version }: OfficialClient): string {
  if (!version) throw new Error(`${folder} is not built, so it has no version`);
  const text = readFileSync(join(folder, version.file), 'utf8');
  const [, found] = new RegExp(version.pattern, 'm').exec(text) ?? [];
  if (found === undefined) throw new Error(`${join(folder, version.file)} names no version of the client`);
  return found;
}

/** A short hash of all that a driver is built from. */
export function sourceDigest({ folder }: OfficialClient): string {
  const hash = createHash('sha256');
  for (const file of filesIn(folder)) hash.update(file.slice(folder.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 8);
}

/** What a build leaves in the folder of a driver, if somebody builds there by hand. */
const products = new Set(['target', '__pycache__', 'node_modules']);

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((entry) => !products.has(entry) && !entry.startsWith('.'))
    .sort()
    .flatMap((entry) => {
      const path = join(folder, entry);
      return statSync(path).isDirectory() ? filesIn(path) : [path];
    });
}
