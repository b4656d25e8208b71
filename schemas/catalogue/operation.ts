import { inference, page } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** What the operation is for, and that answers stand alone. */
export const operation = [
  {
    id: 'OP-01',
    level: 'MUST',
    profile: 'core',
    ...page(),
    statement:
      'A request that names a downloadable asset MUST be answered with exactly the bytes of that asset.',
  },
  {
    id: 'OP-02',
    level: 'MUST',
    profile: 'core',
    ...page(),
    statement: 'Each asset of a package version that holds several MUST be downloadable by its own name.',
  },
  {
    id: 'OP-03',
    level: 'MUST',
    profile: 'core',
    ...inference('The operation only reads'),
    statement: 'A repeated request MUST get the same bytes and the same package version revision as before.',
  },
  {
    id: 'OP-04',
    level: 'MUST',
    profile: 'core',
    ...inference('Each request carries the full coordinates of one asset'),
    statement: 'The answer to a request MUST NOT depend on the requests that came before it.',
  },
  {
    id: 'OP-05',
    level: 'MUST',
    profile: 'core',
    ...inference('Each request carries the full coordinates of one asset'),
    statement:
      'The answer to a request MUST NOT depend on other requests that are in flight at the same time.',
  },
] as const satisfies readonly CatalogueEntry[];
