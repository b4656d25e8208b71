import { officialClients, stateOf } from '../../targets/clients/index.js';
import { clientStanding } from '../client-lines.js';
import { type Diagnosis, fine, note } from './diagnosis.js';

/** How each official client stands: one that is not ready is left out of a run, which is nothing wrong. */
export async function clientNotes(): Promise<Diagnosis[]> {
  return Promise.all(
    officialClients.map(async (client) => {
      const state = await stateOf(client);
      const subject = `client ${client.name}`;
      return state.state === 'ready'
        ? fine(subject, clientStanding(state))
        : note(subject, clientStanding(state));
    }),
  );
}
