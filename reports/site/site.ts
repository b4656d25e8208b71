import { defined, type Profile, profiles } from '../../schemas/index.js';
import type { Assessment } from './assessment.js';
import { type Product, productsOf } from './product.js';
import { ranksOf } from './ranking.js';
import type { Folder } from './read-folder.js';

/** What the pages are written from. */
export interface Site {
  /** Those with a rank in `core` first, by rank; then the others; the reference target last. */
  readonly products: readonly Product[];
  /** The rank of a product in a profile; absent if it does not claim it, was tested in part, or is the baseline. */
  readonly rank: (product: Product, profile: Profile) => number | undefined;
  readonly assessment: Assessment;
  /** The suite that writes the site: its catalogue is what everything is counted by. */
  readonly suite: { readonly name: string; readonly version: string; readonly catalogueDigest: string };
  /** Public address of the site, with a slash at the end, if it is known. */
  readonly address?: string;
}

/** Puts results folders together: products, their versions and their ranks. */
export function siteOf(
  folders: readonly Folder[],
  { assessment, suite, address }: Pick<Site, 'assessment' | 'suite' | 'address'>,
): Site {
  const products = productsOf(folders);
  const ranks = new Map(profiles.map((profile) => [profile, ranking(products, profile)]));
  const rank: Site['rank'] = (product, profile) => ranks.get(profile)?.get(product);
  const place = (product: Product) => (product.baseline ? 2e9 : (rank(product, 'core') ?? 1e9));
  return {
    products: [...products].sort((a, b) => place(a) - place(b)),
    rank,
    assessment,
    suite,
    ...defined({ address }),
  };
}

function ranking(products: readonly Product[], profile: Profile): Map<Product, number> {
  const entries = products.flatMap((product) => {
    const figures = product.latest.profiles.get(profile);
    return product.baseline || !product.latest.whole || !figures ? [] : [{ product, figures }];
  });
  const ranks = ranksOf(entries.map(({ figures }) => figures));
  return new Map(entries.map(({ product }, index) => [product, ranks[index] ?? 0]));
}

/** Where things are, from the root of the site. */
export const addresses = {
  standings: 'index.html',
  requirements: 'requirements.html',
  defects: 'defects.html',
  reference: 'reference-page.html',
  search: 'search.html',
  feed: 'feed.xml',
  index: 'data/index.json',
  implementation: ({ slug }: Product) => `implementations/${slug}.html`,
  data: ({ slug }: Product) => `data/${slug}.json`,
  badge: ({ slug }: Product, profile?: Profile) => `badges/${slug}${profile ? `-${profile}` : ''}`,
  requirement: (id: string) => `requirements/${id}.html`,
} as const;
