import type { Profile } from '../schemas/index.js';
import { defaultFixtures, readFixtures } from '../targets/fixtures/index.js';
import { type ReferenceServer, startReferenceServer } from '../targets/reference/index.js';

/** Starts the reference target for a run without an endpoint, on a free port of the loopback interface. */
export async function startEmbedded(
  fixtures: string | undefined,
  _claimed: readonly Profile[],
): Promise<ReferenceServer> {
  return startReferenceServer({
    fixtures: fixtures === undefined ? defaultFixtures() : await readFixtures(fixtures),
    auth: 'sigv4',
  });
}
