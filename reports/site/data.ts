import { defined, type Profile, type RequirementVerdict, type RunVerdict } from '../../schemas/index.js';
import { wording } from '../catalogue.js';
import type { ChangeKind } from '../compare.js';
import { type Cause, causesOf } from './causes.js';
import { changesOf } from './changes.js';
import type { Figures } from './figures.js';
import { enforced, type Product, type Run } from './product.js';
import { addresses, type Site } from './site.js';

/** The MUSTs of a profile, or of all: always both what is broken and how much was assessed. */
type FiguresData = Figures;

interface ProfileData {
  readonly must: FiguresData;
  /** Absent for the baseline and for runs of a part. */
  readonly rank?: number;
}

interface RunData {
  readonly version: string;
  readonly startedAt: string;
  readonly suite: { readonly name: string; readonly version: string; readonly catalogueDigest: string };
  readonly verdict: RunVerdict;
  readonly must: FiguresData;
  readonly profiles: { readonly [profile in Profile]?: ProfileData };
  /** Address of the full report from the root of the site. */
  readonly report?: string;
}

interface Naming {
  readonly id: string;
  readonly name: string;
  readonly baseline: boolean;
}

/** `data/index.json` (`schemas/site-index.schema.json`). */
export interface SiteIndex {
  readonly $schema: string;
  readonly suite: Site['suite'];
  readonly implementations: readonly (Naming & {
    readonly page: string;
    readonly data: string;
    readonly badge: string;
    readonly latest: RunData;
  })[];
  readonly requirements: readonly {
    readonly id: string;
    readonly level: string;
    readonly profile: Profile;
    readonly statement: string;
    readonly page: string;
  }[];
}

/** `data/<implementation>.json` (`schemas/site-implementation.schema.json`). */
export interface SiteImplementation extends Naming {
  readonly $schema: string;
  /** The earliest version first. */
  readonly runs: readonly (RunData & {
    readonly requirements: { readonly [id: string]: RequirementVerdict };
    /** The likely causes of the failures; absent if no diagnosis was made. */
    readonly causes?: readonly Cause[];
  })[];
  /** From run to run, the latest first; only what changed its verdict. */
  readonly changes: readonly {
    readonly from: string;
    readonly to: string;
    readonly at: string;
    readonly requirements: readonly {
      readonly id: string;
      readonly kind: ChangeKind;
      readonly before?: RequirementVerdict;
      readonly after?: RequirementVerdict;
    }[];
  }[];
}

const causesData = ({ results }: Run): { readonly causes?: readonly Cause[] } => {
  const causes = causesOf(results);
  return causes.length > 0 ? { causes } : {};
};

const naming = ({ slug, name, baseline }: Product): Naming => ({ id: slug, name, baseline });

function runData(site: Site, product: Product, run: Run): RunData {
  const { version, startedAt, results, figures, report } = run;
  const profiles = [...run.profiles].map(([name, must]) => {
    const rank = run === product.latest ? site.rank(product, name) : undefined;
    return [name, { must, ...defined({ rank }) }];
  });
  const { name, version: suiteVersion, catalogueDigest } = results.suite;
  return {
    version,
    startedAt,
    suite: { name, version: suiteVersion, catalogueDigest },
    verdict: results.verdict,
    must: figures,
    profiles: Object.fromEntries(profiles),
    ...(report ? { report } : {}),
  };
}

/** What the standings show, for programs. */
export function siteIndex(site: Site): SiteIndex {
  return {
    $schema: 'urn:codeartifact-conformance:schema:site-index',
    suite: site.suite,
    implementations: site.products.map((product) => ({
      ...naming(product),
      page: addresses.implementation(product),
      data: addresses.data(product),
      badge: `${addresses.badge(product)}.json`,
      latest: runData(site, product, product.latest),
    })),
    requirements: enforced.map(({ id, level, profile }) => ({
      id,
      level,
      profile,
      statement: wording(id).statement,
      page: addresses.requirement(id),
    })),
  };
}

/** All runs of a product, verdict by verdict. */
export function siteImplementation(site: Site, product: Product): SiteImplementation {
  return {
    $schema: 'urn:codeartifact-conformance:schema:site-implementation',
    ...naming(product),
    runs: product.runs.map((run) => ({
      ...runData(site, product, run),
      requirements: Object.fromEntries(run.results.requirements.map(({ id, verdict }) => [id, verdict])),
      ...causesData(run),
    })),
    changes: changesOf(product).map(({ before, after, changes }) => ({
      from: before.version,
      to: after.version,
      at: after.startedAt,
      requirements: changes.map((change) => ({
        id: change.id,
        kind: change.kind,
        ...(change.before ? { before: change.before } : {}),
        ...(change.after ? { after: change.after } : {}),
      })),
    })),
  };
}
