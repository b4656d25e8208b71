import { model, userGuide } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** Quotas and large assets. */
export const limits = [
  {
    id: 'LM-01',
    level: 'MAY',
    profile: 'scale',
    ...userGuide('Quotas'),
    statement: 'Calls beyond the quota of the account, 50 a second by default, MAY be throttled.',
  },
  {
    id: 'LM-03',
    level: 'MUST',
    profile: 'scale',
    ...model('Asset: streaming'),
    statement: 'An asset of 100 MiB MUST arrive whole.',
  },
  {
    id: 'LM-04',
    level: 'MUST',
    profile: 'scale',
    ...model('Asset: streaming'),
    statement: 'Large assets that are downloaded at the same time MUST each arrive whole.',
  },
  {
    id: 'LM-05',
    level: 'MAY',
    profile: 'scale',
    ...userGuide('Quotas'),
    statement: 'An asset of 5 GiB MAY be held, and arrives whole if it is.',
  },
] as const satisfies readonly CatalogueEntry[];
