import type { Arbitrary } from 'fast-check';
import type { Exchange, Expectation } from '../judge/index.js';
import type { ErrorType, Profile, RequirementId } from '../schemas/index.js';
import type { ClientTarget } from '../targets/clients/index.js';
import type { AssetRequest } from './asset-request.js';
import type { AssetUnderTest, FixtureView } from './fixture-view.js';
import type { Expect } from './request-expectation.js';

/** How a target is made to answer an error that no ordinary request provokes. */
export interface Scenario {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** One attempt at a check: what its author can do. Everything that is sent is recorded and judged. */
export interface Attempt {
  readonly fixtures: FixtureView;
  /** Sends a request and judges what comes back; its control goes first by itself. */
  readonly expect: Expect;
  /** Whether this run signs its requests. */
  readonly signs: boolean;
  /** The bytes of an asset, where they are available. */
  bytes(asset: AssetUnderTest): Uint8Array;
  /**
   * Sends the control of an asset, for checks that need its response, or judge a valid request for more than being served.
   * Ends the attempt as `not-testable` if it is not served.
   */
  control(asset: AssetUnderTest): Promise<Exchange>;
  /** Sends a request through an official client instead of the connection. */
  record(make: () => Promise<Omit<Exchange, 'id'>>, expects: Expectation): Promise<Exchange>;
  /** The revision that the target holds of this asset: the fixture's, else learnt by a control. */
  revision(asset: AssetUnderTest): Promise<string>;
  /** How this target is made to answer this error; ends the attempt as `not-testable` if that is not known. */
  scenario(type: ErrorType): Scenario;
  readonly target: ClientTarget;
  /** Looks for a client that is installed outside this package; ends the check as `not-applicable` if it is left out. */
  installed(client: string, find: () => Promise<unknown>): Promise<void>;
}

/** One generated request, and what is allowed. Its control goes first, if it needs one. */
export interface PropertyCase {
  readonly request: AssetRequest;
  readonly expects: Expectation;
  /** The case in a few words, for the report. */
  readonly summary: string;
}

/** One way to find out whether a target keeps a requirement. */
export interface Check {
  /** Unique and stable: the requirement, a slash, the title that it was first published with. */
  readonly id: string;
  readonly requirement: RequirementId;
  readonly title: string;
  /** A profile that must be claimed besides the requirement's own, for the fixtures that the check takes. */
  readonly needs?: Profile;
  /** Nothing else is sent meanwhile: what comes before a request matters to the check. */
  readonly alone?: true;
  /** Its exchanges are made by a program that it starts. */
  readonly startsProgram?: true;
  /** Sends what there is to send, once. */
  readonly run?: (attempt: Attempt) => Promise<void>;
  /** For generated cases: the arbitrary, made for the fixtures of this run. */
  readonly cases?: (fixtures: FixtureView) => Arbitrary<PropertyCase>;
  /** Goes before generated cases, and may end the check: if it throws NotApplicable, no case could show anything. */
  readonly before?: (attempt: Attempt) => Promise<void>;
}

/** What a check may say of itself besides its title. */
export interface CheckOptions extends Pick<Check, 'needs' | 'alone' | 'startsProgram'> {
  /** The title that its id was published with, if it has a better one now. */
  readonly publishedAs?: string;
}

/** A check by example. */
export function check(
  requirement: RequirementId,
  title: string,
  run: (attempt: Attempt) => Promise<unknown>,
  { publishedAs = title, ...options }: CheckOptions = {},
): Check {
  return {
    ...options,
    id: `${requirement}/${publishedAs}`,
    requirement,
    title,
    run: async (attempt) => {
      await run(attempt);
    },
  };
}

/** A check by generated cases. */
export function property(
  requirement: RequirementId,
  title: string,
  cases: (fixtures: FixtureView) => Arbitrary<PropertyCase>,
  options: Pick<Check, 'before'> = {},
): Check {
  return { ...options, id: `${requirement}/${title}`, requirement, title, cases };
}
