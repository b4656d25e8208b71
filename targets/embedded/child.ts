import { embeddedFixtures, readFixtures } from '../fixtures/index.js';
import { startReferenceServer } from '../reference/index.js';
import type { EmbeddedOptions } from './fork.js';

// The embedded reference target, in a process of its own: see `fork.ts`. It ends with the process that started it.
process.once('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group: the run decides when it no longer needs its target.
process.on('SIGINT', () => {});

process.once('message', async ({ fixtures, auth, region }: EmbeddedOptions) => {
  const server = await startReferenceServer({
    fixtures: fixtures === undefined ? embeddedFixtures() : await readFixtures(fixtures),
    auth,
    region,
  });
  process.send?.({ url: server.url });
});
