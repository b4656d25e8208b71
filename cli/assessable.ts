import { type Attempt, type Check, FixtureView, MissingFixture } from '../engine/index.js';
import type { Exchange } from '../judge/index.js';
import { type ErrorType, type Profile, profiles, type RequirementId, requirement } from '../schemas/index.js';
import { checks, selectChecks } from '../specs/index.js';
import type { LoadedFixtures } from '../targets/fixtures/index.js';

/** What a check would have at hand. */
export interface AtHand {
  readonly fixtures: LoadedFixtures;
  /** Whether requests are signed. */
  readonly signs: boolean;
  /** Errors for which the target file says how they are provoked. */
  readonly scenarios: readonly ErrorType[];
}

/** A requirement that cannot be assessed with what is at hand. */
export interface OutOfReach {
  readonly requirement: RequirementId;
  readonly profile: Profile;
  readonly reason: string;
}

/** One profile: what of it is out of reach, and the requests that it takes. */
export interface Assessability {
  readonly profile: Profile;
  readonly outOfReach: readonly OutOfReach[];
  /** About how many requests its checks send, where none of them has to be repeated. */
  readonly requests: number;
}

/**
 * Finds out which profiles can be assessed, by carrying out every check without sending anything: whatever a check asks
 * for and is not at hand is named. A MAY is left out: it leaves no profile incomplete.
 *
 * @param claimed profiles whose fixtures count as needed by the others
 * @param cases generated cases of each property
 */
export async function assessability(
  atHand: AtHand,
  claimed: readonly Profile[],
  cases: number,
): Promise<readonly Assessability[]> {
  const view = new FixtureView(atHand.fixtures.set);
  return Promise.all(
    profiles.map(async (profile) => {
      const own = selectChecks(checks, { claimed: [...new Set([profile, ...claimed])] }).filter(
        (check) => requirement(check.requirement).profile === profile,
      );
      const trials = await Promise.all(own.map((check) => tryOut(check, view, atHand, cases)));
      const outOfReach = new Map<RequirementId, OutOfReach>();
      for (const [index, { missing }] of trials.entries()) {
        const id = own[index]?.requirement;
        if (id === undefined || missing === undefined || requirement(id).level === 'MAY') continue;
        if (!outOfReach.has(id)) outOfReach.set(id, { requirement: id, profile, reason: missing });
      }
      return {
        profile,
        outOfReach: [...outOfReach.values()],
        requests: trials.reduce((sum, { requests }) => sum + requests, 0),
      };
    }),
  );
}

interface Trial {
  readonly missing?: string;
  readonly requests: number;
}

/** Requests after which a check that never comes to its end is left alone. */
const patience = 10_000;

class OutOfPatience extends Error {}

async function tryOut(check: Check, view: FixtureView, atHand: AtHand, cases: number): Promise<Trial> {
  let requests = 0;
  const controls = new Set<string>();
  const send = async (): Promise<Exchange> => {
    requests += 1;
    if (requests > patience) throw new OutOfPatience();
    return servedExchange;
  };
  const attempt: Attempt = {
    fixtures: view,
    signs: atHand.signs,
    target: { endpoint: 'http://127.0.0.1', region: 'us-east-1', timeout: 1 },
    bytes: (asset) => {
      const bytes = atHand.fixtures.bytes(asset.asset);
      if (!bytes) throw new MissingFixture(`file with the bytes of ${asset.asset.name}`);
      return bytes;
    },
    control: async (asset) => {
      const key = JSON.stringify(asset.values);
      if (controls.has(key)) return servedExchange;
      controls.add(key);
      return send();
    },
    send,
    downloadAll: (assets) => Promise.all(assets.map(send)),
    record: send,
    // Only the run itself starts a client to see whether it is there.
    installed: async () => {},
    revision: async (asset) => asset.version.revision ?? 'unknown',
    scenario: (type) => {
      if (!atHand.scenarios.includes(type)) throw new MissingScenario(type);
      return {};
    },
  };
  try {
    // A property sends a control for each of its few bases besides its cases.
    if (check.cases) {
      check.cases(view);
      return { requests: cases + 1 };
    }
    await check.run?.(attempt);
    return { requests };
  } catch (error) {
    // Whatever else goes wrong does so because nothing was sent.
    return error instanceof MissingFixture ? { missing: error.message, requests } : { requests };
  }
}

class MissingScenario extends MissingFixture {
  constructor(type: ErrorType) {
    super(`scenario for ${type} in the target file`);
  }
}

const nothing = {
  size: 0,
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  head: '',
  complete: true,
};

/** Stands for any answer. */
const servedExchange: Exchange = {
  id: 'trial',
  request: { method: 'GET', origin: 'http://127.0.0.1', target: '/', headers: [] },
  response: { status: 200, headers: [['X-PackageVersionRevision', 'unknown']], body: nothing },
  timing: { startedAt: 0, endedAfter: 0 },
};
