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
  {
    id: 'SDK-03',
    level: 'MUST',
    profile: 'clients',
    ...page('Errors'),
    statement:
      'The members that an error carries MUST reach the caller of an official AWS client: resourceId, resourceType and reason from the body, retryAfterSeconds from the Retry-After header.',
  },
  {
    id: 'SDK-04',
    level: 'MUST',
    profile: 'clients',
    ...page('SeeAlso'),
    statement:
      'An official AWS client MUST be able to get an asset whose name it has to escape: with a space, plus, percent sign, slash, ampersand or characters outside ASCII.',
  },
  {
    id: 'SDK-05',
    level: 'MUST',
    profile: 'clients',
    ...page('SeeAlso'),
    statement: 'An official AWS client MUST be able to get an empty asset, and to stream a large one.',
  },
  {
    id: 'SDK-06',
    level: 'MUST',
    profile: 'clients',
    ...page('SeeAlso'),
    statement:
      'An official AWS client MUST be able to get an asset of a package with a namespace: an npm scope, a Maven group.',
  },
] as const satisfies readonly CatalogueEntry[];
