import { fillIn, isBuilt } from './cache.js';
import { ClientNotReady, DriverFailed } from './client-errors.js';
import { DriverProcess } from './driver-process.js';
import type { OfficialClient } from './manifest.js';
import type { ReadyClient } from './protocol.js';
import { missingToolchain } from './toolchain.js';

/** How a client stands on this machine. */
export type ClientState =
  | { readonly state: 'ready'; readonly client: ReadyClient }
  /** Its toolchain is there: a build makes it ready. */
  | { readonly state: 'not-built'; readonly reason: string; readonly remedy: string }
  /** What it is built with is missing. */
  | { readonly state: 'toolchain-missing'; readonly reason: string; readonly remedy: string }
  /** Its driver does not work: the reason says how. */
  | { readonly state: 'broken'; readonly reason: string };

/** Drivers of this process, by what they were started with. */
const started = new Map<string, DriverProcess>();

/** The driver of a client, one for this process; started if there is none, or none any more. */
function driverOf(client: OfficialClient): DriverProcess | undefined {
  const command = isBuilt(client) || !client.build ? client.run : client.installed;
  if (!command) return undefined;
  const filled = fillIn(command, client);
  const key = JSON.stringify([process.env.PATH, filled]);
  let driver = started.get(key);
  if (!driver?.lives) {
    driver = new DriverProcess(client.title, filled);
    started.set(key, driver);
  }
  return driver;
}

/** The command that makes a client ready. */
export const buildCommand = ({ name }: OfficialClient): string =>
  `codeartifact-conformance clients build ${name}`;

/**
 * The driver of a client, ready for calls.
 *
 * @throws ClientNotReady with what makes it ready; DriverFailed if the driver itself is broken
 */
export async function readyDriver(client: OfficialClient): Promise<DriverProcess> {
  const driver = driverOf(client);
  let why = '';
  if (driver) {
    try {
      await driver.client;
      return driver;
    } catch (error) {
      if (error instanceof DriverFailed && (isBuilt(client) || !client.installed)) throw error;
      why = `: ${(error as Error).message}`;
    }
  }
  const install = await missingToolchain(client);
  if (install === undefined)
    throw new ClientNotReady(`${client.title} is not built${why}. Build it with: ${buildCommand(client)}`);
  throw new ClientNotReady(
    `${client.title} is not installed${why}. It needs ${install}; then build it with: ${buildCommand(client)}`,
  );
}

/** How a client stands on this machine. */
export async function stateOf(client: OfficialClient): Promise<ClientState> {
  try {
    const driver = await readyDriver(client);
    return { state: 'ready', client: await driver.client };
  } catch (error) {
    if (error instanceof DriverFailed) return { state: 'broken', reason: error.message };
    if (!(error instanceof ClientNotReady)) throw error;
    const install = await missingToolchain(client);
    return install === undefined
      ? { state: 'not-built', reason: error.message, remedy: buildCommand(client) }
      : { state: 'toolchain-missing', reason: error.message, remedy: install };
  }
}
