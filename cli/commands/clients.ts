import { officialClients, stateOf } from '../../targets/clients/index.js';
import { clientLines } from '../client-lines.js';

/** Lists the official clients: the version of each that is ready, and what the others need. */
export async function listClients(): Promise<void> {
  const all = await Promise.all(
    officialClients.map(async (client) => ({ client, state: await stateOf(client) })),
  );
  process.stdout.write(clientLines(all));
}
