import { readFixtures } from '../targets/fixtures/index.js';
import { embeddedFixtures, type ReferenceServer, startReferenceServer } from '../targets/reference/index.js';

/** Starts the reference target for a run without an endpoint, on a free port of the loopback interface. */
export async function startEmbedded(
  fixtures: string | undefined,
  auth: 'sigv4' | 'none',
  region: string,
): Promise<ReferenceServer> {
  return startReferenceServer({
    fixtures: fixtures === undefined ? embeddedFixtures() : await readFixtures(fixtures),
    auth,
    region,
  });
}
