import { page } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** The official AWS SDKs and the AWS CLI. */
export const clients = [
  {
    id: 'SDK-01',
    level: 'MUST',
    profile: 'clients',
    ...page('SeeAlso'),
    statement: 'An official AWS client MUST be able to make the call and read all four output members.',
  },
  {
    id: 'SDK-02',
    level: 'MUST',
    profile: 'clients',
    ...page('SeeAlso'),
    statement: 'An official AWS client MUST raise its typed exception for each error of the operation.',
  },
] as const satisfies readonly CatalogueEntry[];
