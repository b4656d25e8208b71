import { inference, page, restJson1 } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** The body that the request does not have, and the content types that it may name. */
export const requestBody = [
  {
    id: 'RB-01',
    level: 'MUST',
    profile: 'core',
    ...page('RequestBody'),
    statement: 'A request without a body and without Content-Type MUST be accepted.',
  },
  {
    id: 'RB-02',
    level: 'MAY',
    profile: 'core',
    ...restJson1('Content-Type of an operation without a modelled body'),
    statement: 'A body that is sent all the same MAY be ignored, or refused with 415.',
  },
  {
    id: 'RB-03',
    level: 'SHOULD',
    profile: 'core',
    ...restJson1('Accept'),
    statement: 'A request SHOULD be served whether Accept is absent, `*/*` or `application/octet-stream`.',
  },
  {
    id: 'RB-04',
    level: 'SHOULD',
    profile: 'core',
    ...inference('The request syntax names no header'),
    statement: 'A request SHOULD be served whatever its User-Agent says, and without one.',
  },
] as const satisfies readonly CatalogueEntry[];
