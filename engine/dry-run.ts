import type { Exchange } from '../judge/index.js';
import { type AttemptContext, attemptOver, MissingScenario } from './attempt.js';
import type { Check } from './check.js';
import type { AttemptSender } from './expect.js';
import { MissingFixture } from './fixture-view.js';

/** What carrying out a check would take. */
export interface DryRun {
  /** What the check needs and is not there: a fixture, the bytes of an asset, a scenario. Absent if nothing is. */
  readonly missing?: string;
  /** Requests that it would send, if none must be repeated. */
  readonly requests: number;
}

/** Requests after which a check that never comes to its end is given up. */
const maxRequests = 10_000;

class TooManyRequests extends Error {}

/**
 * Carries out a check without sending anything: every request counts as served.
 *
 * @param cases generated cases of each property
 */
export async function dryRun(
  check: Check,
  context: Pick<AttemptContext, 'fixtures' | 'signs' | 'bytes' | 'scenarios'>,
  cases: number,
): Promise<DryRun> {
  let requests = 0;
  const controls = new Set<string>();
  const send = async (): Promise<Exchange> => {
    requests += 1;
    if (requests > maxRequests) throw new TooManyRequests();
    return servedExchange;
  };
  const sender: AttemptSender = {
    subject: send,
    record: send,
    control: async (asset) => {
      const key = JSON.stringify(asset.values);
      if (controls.has(key)) return servedExchange;
      controls.add(key);
      return send();
    },
  };
  const attempt = attemptOver(sender, {
    ...context,
    target: { endpoint: 'http://127.0.0.1', region: 'us-east-1', timeout: 1 },
    externalClients: true,
  });
  try {
    // A property sends a control for each of its few bases besides its cases.
    if (check.cases) {
      check.cases(context.fixtures);
      return { requests: cases + 1 };
    }
    // Only the run itself starts a client to see whether it is there.
    await check.run?.({ ...attempt, installed: async () => {} });
    return { requests };
  } catch (error) {
    if (error instanceof MissingFixture || error instanceof MissingScenario)
      return { missing: error.message, requests };
    // Whatever else goes wrong does so because nothing was sent.
    return { requests };
  }
}

const noBytes = {
  size: 0,
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  head: '',
  complete: true,
};

/** Stands for any response. */
const servedExchange: Exchange = {
  id: 'dry run',
  request: { method: 'GET', origin: 'http://127.0.0.1', target: '/', headers: [] },
  response: { status: 200, headers: [['X-PackageVersionRevision', 'unknown']], body: noBytes },
  timing: { startedAt: 0, endedAfter: 0 },
};
