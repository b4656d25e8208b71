import type { Ledger } from '../judge/index.js';
import type { EarlierFailure, ErrorType } from '../schemas/index.js';
import type { ClientTarget } from '../targets/clients/index.js';
import type { Scenario } from './check.js';
import type { AssetUnderTest, FixtureView } from './fixture-view.js';
import type { HangingControls } from './hanging-controls.js';
import type { Sender } from './sender.js';
import type { SignOfLife } from './sign-of-life.js';

/** What all checks of a run share. */
export interface RunContext {
  readonly fixtures: FixtureView;
  /** The bytes of an asset; throws MissingFixture if only its hash is known. */
  readonly bytes: (asset: AssetUnderTest) => Uint8Array;
  readonly sender: Sender;
  /** The asset of the probe: requested to see whether the target still responds. */
  readonly probe: AssetUnderTest;
  /** What shows that a target responds which does not respond to the probe. */
  readonly signOfLife: SignOfLife;
  /** Controls that hang each time. */
  readonly hangingControls: HangingControls;
  /** What the exchanges of the run have shown so far. */
  readonly ledger: Ledger;
  readonly signs: boolean;
  readonly scenarios: Partial<Record<ErrorType, Scenario>>;
  readonly target: ClientTarget;
  readonly externalClients: boolean;
  readonly concurrency: number;
  /** Seed of the run; each check derives its own from it. */
  readonly seed: number;
  /** Generated cases of each property. */
  readonly cases: number;
  /** How often a check that fails is tried in all. */
  readonly attempts: number;
  /** Generated cases that failed in earlier runs; they are tried before others. */
  readonly corpus: readonly EarlierFailure[];
  /** Path of one generated case: only this one is sent. */
  readonly path?: string;
}
