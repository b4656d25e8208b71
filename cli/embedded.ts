import { readFixtures } from '../targets/fixtures/index.js';
import type { ReferenceServer } from '../targets/reference/index.js';

/**
 * Starts the reference target for a run without an endpoint, on a free port of the loopback interface. It is loaded only
 * then: MSW takes longer to load than all the rest of the command line.
 */
export async function startEmbedded(
  fixtures: string | undefined,
  auth: 'sigv4' | 'none',
  region: string,
): Promise<ReferenceServer> {
  const { embeddedFixtures, startReferenceServer } = await import('../targets/reference/index.js');
  return startReferenceServer({
    fixtures: fixtures === undefined ? embeddedFixtures() : await readFixtures(fixtures),
    auth,
    region,
  });
}
