import { join } from 'node:path';
import { defined, requirements } from '../../schemas/index.js';
import { noEvidence } from '../evidence.js';
import { writeAtomically } from '../files.js';
import { renderReport } from '../html/report.js';
import { readEvidence } from '../read-evidence.js';
import { isMissing } from '../read-results.js';
import type { Assessment } from './assessment.js';
import { badgeEndpoint, badgeOf, badgeSvg } from './badge.js';
import { siteImplementation, siteIndex } from './data.js';
import { renderFeed } from './feed.js';
import { renderDefects } from './pages/defects.js';
import { renderImplementation } from './pages/implementation.js';
import { renderReferencePage } from './pages/reference-page.js';
import { renderRequirement } from './pages/requirement.js';
import { renderRequirements } from './pages/requirements.js';
import { renderSearch } from './pages/search.js';
import { renderStandings } from './pages/standings.js';
import type { Product, Run } from './product.js';
import { type Folder, readFolder } from './read-folder.js';
import { addresses, type Site, siteOf } from './site.js';

export type { Assessment } from './assessment.js';
export type { SiteImplementation, SiteIndex } from './data.js';

/** What a site needs to know besides the results folders. */
export interface SiteOptions {
  readonly assessment: Assessment;
  readonly suite: Site['suite'];
  /** Public address of the site, for the links of its feed. */
  readonly address?: string;
}

/** What was written. */
export interface WrittenSite {
  readonly implementations: number;
  readonly runs: number;
  readonly pages: number;
}

/** Files that are written at the same time: a disk is slower than the rendering, and memory is not for nothing. */
const AT_ONCE = 16;

/**
 * Writes results folders as a static site into `out`. The same folders give the same bytes. Without any folder, it
 * writes the pages of the requirements only.
 * @throws UnreadableResults if one of the folders is not one of results; nothing is written then
 */
export async function writeSite(
  dirs: readonly string[],
  out: string,
  options: SiteOptions,
): Promise<WrittenSite> {
  const folders: Folder[] = [];
  for (const dir of dirs) folders.push(await readFolder(dir));
  const site = siteOf(folders, options);
  let pages = 0;
  const write = async (path: string, content: string): Promise<void> => {
    if (path.endsWith('.html')) pages += 1;
    await writeAtomically(join(out, path), content);
  };
  const files = filesOf(site);
  for (let from = 0; from < files.length; from += AT_ONCE)
    await Promise.all(files.slice(from, from + AT_ONCE).map(([path, render]) => write(path, render())));
  for (const { runs } of site.products) {
    for (const run of runs) if (run.report) await write(run.report, await reportOf(run));
  }
  const runs = site.products.reduce((sum, product) => sum + product.runs.length, 0);
  return { implementations: site.products.length, runs, pages };
}

/** Every file of the site but the full reports, by its path. */
function filesOf(site: Site): [path: string, render: () => string][] {
  const { standings, requirements: list, defects, reference, search, feed, index } = addresses;
  const common: [string, () => string][] = [
    [list, () => renderRequirements(site)],
    [defects, () => renderDefects(site)],
    [reference, () => renderReferencePage(site)],
    [search, () => renderSearch(site)],
    ...requirements.map((requirement, position): [string, () => string] => {
      const before = requirements[position - 1];
      const after = requirements[position + 1];
      const adjacent = defined({ before, after });
      return [addresses.requirement(requirement.id), () => renderRequirement(site, requirement, adjacent)];
    }),
  ];
  // Without implementations the catalogue is what the site is about.
  if (site.products.length === 0) return [[standings, () => renderRequirements(site)], ...common];
  return [
    [standings, () => renderStandings(site)],
    ...common,
    ...site.products.flatMap((product) => productFiles(site, product)),
    [feed, () => renderFeed(site)],
    [index, () => json(siteIndex(site))],
  ];
}

function productFiles(site: Site, product: Product): [string, () => string][] {
  const { latest } = product;
  const badges = [
    { path: addresses.badge(product), badge: badgeOf(latest.figures) },
    ...[...latest.profiles].map(([name, figures]) => ({
      path: addresses.badge(product, name),
      badge: badgeOf(figures, name),
    })),
  ];
  return [
    [addresses.implementation(product), () => renderImplementation(site, product)],
    [addresses.data(product), () => json(siteImplementation(site, product))],
    ...badges.flatMap(({ path, badge }): [string, () => string][] => [
      [`${path}.svg`, () => badgeSvg(badge)],
      [`${path}.json`, () => badgeEndpoint(badge)],
    ]),
  ];
}

const json = (data: object): string => `${JSON.stringify(data, null, 2)}\n`;

/** The full report of a run, written from its results and exchanges: HTML that comes with a folder is not published. */
async function reportOf({ folder: { dir, results } }: Run): Promise<string> {
  const evidence = await readEvidence(join(dir, 'exchanges.ndjson'), results).catch((error: unknown) => {
    if (isMissing(error)) return noEvidence;
    throw error;
  });
  return renderReport(results, evidence);
}
