import { test } from '@playwright/test';
import { type OfficialClient, officialClients } from '../../targets/clients/index.js';
import type { Standing, Standings } from './build-all.js';

/** Set by the global setup, read by the workers: how each client stands, as JSON. */
export const standingsVariable = 'CODEARTIFACT_CONFORMANCE_CLIENTS';

/** How a client stood when the tests began. */
export function standingOf({ name }: OfficialClient): Standing {
  const all = JSON.parse(process.env[standingsVariable] ?? '{}') as Standings;
  return all[name] ?? { state: 'failed', reason: `Nothing is known of ${name}: run npm run test:clients` };
}

/** The clients that take part, in the order of their names. */
export const readyClients = (): readonly OfficialClient[] =>
  officialClients.filter((client) => standingOf(client).state === 'ready');

/** A test for each client; the test of one that is not ready is skipped with the reason. */
export function eachClient(title: string, run: (client: OfficialClient) => Promise<void>): void {
  for (const client of officialClients)
    test(`${client.title} ${title}`, async () => {
      const standing = standingOf(client);
      test.skip(standing.state !== 'ready', standing.state === 'ready' ? '' : standing.reason);
      await run(client);
    });
}
