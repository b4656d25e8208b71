import {
  type Profile,
  profiles,
  type Requirement,
  type RequirementResult,
  type Results,
  requirements,
} from '../../schemas/index.js';
import { line } from '../text.js';
import { type Counted, type Figures, figuresOf } from './figures.js';
import { grouped } from './grouped.js';
import type { Folder } from './read-folder.js';
import { uniqueSlugs } from './slug.js';
import { inOrder } from './versions.js';

/** One run of one version of a product, as the site shows it. */
export interface Run {
  /** As the target names it; the folder if it does not. One line, clipped. */
  readonly version: string;
  readonly startedAt: string;
  readonly folder: Folder;
  readonly results: Results;
  /** What the results say of a requirement. */
  readonly find: (id: string) => RequirementResult | undefined;
  /** Over every MUST of the catalogue. */
  readonly figures: Figures;
  /** Over the MUSTs of each claimed profile. */
  readonly profiles: ReadonlyMap<Profile, Figures>;
  /** A run of everything that was claimed; a partial one has no rank. */
  readonly whole: boolean;
  /** Address of its full report from the root of the site, if the folder held one. */
  readonly report?: string;
}

/** An implementation: all runs of what calls itself by the same vendor and product. */
export interface Product {
  /** Name of its page, data and badges. */
  readonly slug: string;
  /** Vendor and product. */
  readonly name: string;
  /** The reference target of this suite: what the others are compared with, and no competitor. */
  readonly baseline: boolean;
  /** The earliest version first; at least one. */
  readonly runs: readonly [Run, ...Run[]];
  readonly latest: Run;
}

/** Requirements that a run can assess. */
export const enforced: readonly Requirement[] = requirements.filter(({ excluded }) => excluded === undefined);

/** The reference target names itself so when no endpoint is given. */
const BASELINE = 'embedded reference target';

/** The products that these folders are about, by name; several folders of one product are its history. */
export function productsOf(folders: readonly Folder[]): Product[] {
  const groups = [...grouped(folders, keyOf).values()]
    .map((own) => ({ own, name: own[0] ? nameOf(own[0]) : '' }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const names = groups.map(({ name }) => name);
  const slugs = uniqueSlugs(names);
  return groups.map(({ own, name }, index) => {
    const slug = slugs[index] ?? '';
    const ordered = inOrder(own.map((folder) => ({ folder, ...datedBy(folder) })));
    const runSlugs = uniqueSlugs(ordered.map(({ version }) => version));
    const runs = ordered.map((each, position) =>
      runOf(each.folder, `reports/${slug}/${runSlugs[position]}.html`),
    ) as [Run, ...Run[]];
    return {
      slug,
      name,
      baseline: own.every(({ results }) => isBaseline(results)),
      runs,
      latest: runs.at(-1) ?? runs[0],
    };
  });
}

function keyOf({ results, name }: Folder): string {
  const { vendor, product } = results.target.identity;
  return product ? JSON.stringify([vendor ?? '', product]) : JSON.stringify(['', '', vendor ?? '', name]);
}

function nameOf({ results, name }: Folder): string {
  const { vendor, product } = results.target.identity;
  const maker = vendor && product?.startsWith(vendor) ? undefined : vendor;
  return line([maker, product ?? name].filter(Boolean).join(' '), 80);
}

const datedBy = ({ results, name }: Folder) => ({
  version: line(results.target.identity.version ?? name, 40),
  startedAt: results.run.startedAt,
});

const isBaseline = ({ target }: Results): boolean =>
  target.identity.product === BASELINE && target.identity.vendor === undefined;

function runOf(folder: Folder, report: string): Run {
  const { results, hasReport } = folder;
  const byId = new Map<string, RequirementResult>(results.requirements.map((each) => [each.id, each]));
  const counted: Counted[] = enforced.map(({ id, level, profile }) => ({
    level,
    profile,
    verdict: byId.get(id)?.verdict,
  }));
  const { only, shard, interrupted, proxied } = results.run;
  const claimed = new Set(results.run.claimed);
  return {
    ...datedBy(folder),
    folder,
    results,
    find: (id) => byId.get(id),
    figures: figuresOf(counted),
    profiles: new Map(
      profiles
        .filter((name) => claimed.has(name))
        .map((name) => [name, figuresOf(counted.filter(({ profile }) => profile === name))]),
    ),
    whole: only === undefined && shard === undefined && interrupted === undefined && proxied !== true,
    ...(hasReport ? { report } : {}),
  };
}
