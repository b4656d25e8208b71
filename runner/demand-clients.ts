import { closest, UserError } from '../config/index.js';
import { findClient, type OfficialClient, officialClients, stateOf } from '../targets/clients/index.js';

/**
 * The official client of this name.
 *
 * @throws UserError if there is none
 */
export function knownClient(name: string): OfficialClient {
  const client = findClient(name);
  if (client) return client;
  const names = officialClients.map((each) => each.name);
  throw new UserError(`${name} is not a client.${closest(name, names)} Choose from ${names.join(', ')}.`);
}

/**
 * Requires that these clients are ready, so that a run cannot leave them out unnoticed.
 *
 * @throws UserError with what makes it ready if one is not
 */
export async function demandClients(names: readonly string[]): Promise<void> {
  for (const client of names.map(knownClient)) {
    const state = await stateOf(client);
    if (state.state !== 'ready') throw new UserError(`--client ${client.name}: ${state.reason}`);
  }
}
