import { defaultFixtures, type LoadedFixtures } from '../fixtures/index.js';
import { exampleCredentials } from '../sigv4/index.js';
import type { Access } from './access.js';
import { MutableStore, managementOf } from './management/index.js';
import { createOperation, type Operation } from './operation.js';
import type { Stages } from './stages.js';
import { type Store, storeOf } from './store.js';

/** A seeded defect or lawful variant, as far as the target needs to know it. */
export interface StageChange {
  change(stages: Stages): Stages;
}

export interface ReferenceOptions {
  /** What the target holds: a fixture set, or a store of its own; the default set unless given. */
  readonly fixtures?: LoadedFixtures | Store | undefined;
  /** `none` unless given. */
  readonly auth?: 'none' | 'sigv4';
  /** The region that signatures must name; `us-east-1` unless given. */
  readonly region?: string;
  /** Secret access keys by access key id; AWS's documented example keys unless given. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The account of the caller; the owner of the first package version unless given. */
  readonly account?: string;
  /** Whether the operations that fill and list the target are answered too, over a copy of what it holds. */
  readonly management?: boolean;
  /** A seeded defect. */
  readonly defect?: StageChange | undefined;
  /** A lawful difference. */
  readonly variant?: StageChange | undefined;
  /** Milliseconds since the epoch; the clock unless given. */
  readonly now?: () => number;
}

/** The operation with the responses that the options ask for. */
export function referenceOperation(options: ReferenceOptions = {}): Operation {
  const fixtures = options.fixtures ?? defaultFixtures();
  const held = 'versions' in fixtures ? fixtures : storeOf(fixtures);
  const access = accessOf(options, held);
  const change = (stages: Stages) => {
    const varied = options.variant?.change(stages) ?? stages;
    return options.defect?.change(varied) ?? varied;
  };
  if (!options.management) return createOperation(held, access, change);
  const store = new MutableStore(held);
  return createOperation(store, access, change, managementOf(store, access));
}

function accessOf(options: ReferenceOptions, store: Store): Access {
  const { accessKeyId, secretAccessKey } = exampleCredentials;
  return {
    auth: options.auth ?? 'none',
    region: options.region ?? 'us-east-1',
    secrets: options.secrets ?? { [accessKeyId]: secretAccessKey },
    account: options.account ?? store.domains[0]?.domainOwner ?? '111122223333',
    now: options.now ?? Date.now,
  };
}
