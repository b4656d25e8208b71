import { type AssetUnderTest, dryRun, FixtureView, MissingFixture } from '../engine/index.js';
import { type ErrorType, type Profile, profiles, type RequirementId, requirement } from '../schemas/index.js';
import { checks, selectChecks } from '../specs/index.js';
import type { LoadedFixtures } from '../targets/fixtures/index.js';

/** What a check would have. */
export interface RunConditions {
  readonly fixtures: LoadedFixtures;
  /** Whether requests are signed. */
  readonly signs: boolean;
  /** Errors for which the target file says how they are provoked. */
  readonly scenarios: readonly ErrorType[];
}

/** A requirement that cannot be assessed with what is available. */
export interface Untestable {
  readonly requirement: RequirementId;
  readonly profile: Profile;
  readonly reason: string;
}

/** One profile: what of it is not testable, and the requests that it takes. */
export interface Assessability {
  readonly profile: Profile;
  readonly untestable: readonly Untestable[];
  /** About how many requests its checks send, if none of them must be repeated. */
  readonly requests: number;
}

/**
 * Finds out which profiles can be assessed, by carrying out every check without sending anything: whatever a check asks
 * for and is not available is named. A MAY is left out: it leaves no profile incomplete.
 *
 * @param claimed profiles whose fixtures count as needed by the others
 * @param cases generated cases of each property
 */
export async function assessability(
  conditions: RunConditions,
  claimed: readonly Profile[],
  cases: number,
): Promise<readonly Assessability[]> {
  const { fixtures, signs, scenarios } = conditions;
  const context = {
    fixtures: new FixtureView(fixtures.set),
    signs,
    scenarios: Object.fromEntries(scenarios.map((type) => [type, {}])),
    bytes: (asset: AssetUnderTest): Uint8Array => {
      const bytes = fixtures.bytes(asset.fixture);
      if (!bytes) throw new MissingFixture(`file with the bytes of ${asset.fixture.name}`);
      return bytes;
    },
  };
  return Promise.all(
    profiles.map(async (profile) => {
      const own = selectChecks(checks, { claimed: [...new Set([profile, ...claimed])] }).filter(
        (check) => requirement(check.requirement).profile === profile,
      );
      const trials = await Promise.all(own.map((check) => dryRun(check, context, cases)));
      const untestable = new Map<RequirementId, Untestable>();
      for (const [index, { missing }] of trials.entries()) {
        const id = own[index]?.requirement;
        if (id === undefined || missing === undefined || requirement(id).level === 'MAY') continue;
        if (!untestable.has(id)) untestable.set(id, { requirement: id, profile, reason: missing });
      }
      return {
        profile,
        untestable: [...untestable.values()],
        requests: trials.reduce((sum, { requests }) => sum + requests, 0),
      };
    }),
  );
}
