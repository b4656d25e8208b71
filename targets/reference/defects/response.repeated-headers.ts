import type { RequirementId } from '../../../schemas/index.js';
import { withoutHeader } from '../response.js';
import type { Defect } from './defect.js';
import { again } from './repeated-header.js';
import { served, wrap } from './wrap.js';

const servedTwice: readonly (readonly [
  id: string,
  breaks: RequirementId,
  name: string,
  summary: string,
  value?: string,
])[] = [
  ['content-type-twice', 'RS-14', 'Content-Type', 'sends the Content-Type of assets twice'],
  [
    'content-type-second-other',
    'RS-14',
    'Content-Type',
    'sends a second Content-Type with assets, of text',
    'text/plain',
  ],
  [
    'gzip-label-second',
    'RS-16',
    'Content-Encoding',
    'names gzip in a second Content-Encoding, after identity',
    'gzip',
  ],
  ['content-length-twice', 'RS-15', 'Content-Length', 'sends Content-Length twice'],
  [
    'content-length-twice-other',
    'RS-15',
    'Content-Length',
    'sends a second Content-Length with another number',
    '7',
  ],
];

/** Headers of a served asset, and of every response, that are no lists, sent in two lines (RFC 9110 §5.3). */
export const repeatedHeaderDefects: readonly Defect[] = [
  ...servedTwice.map(([id, breaks, name, summary, value]) => ({
    id,
    breaks,
    summary,
    change: served((response) =>
      again(name === 'Content-Encoding' ? again(response, name, 'identity') : response, name, value),
    ),
  })),
  {
    id: 'content-length-beside-chunked',
    breaks: 'RS-15',
    summary: 'sends Content-Length beside Transfer-Encoding: chunked',
    change: served((response) => again(response, 'Transfer-Encoding', 'chunked')),
  },
  {
    id: 'chunked-twice',
    breaks: 'RS-15',
    summary: 'sends Transfer-Encoding: chunked twice',
    change: served((response) => {
      const once = again(withoutHeader(response, 'Content-Length'), 'Transfer-Encoding', 'chunked');
      return again(once, 'Transfer-Encoding');
    }),
  },
  {
    id: 'request-id-twice',
    breaks: 'RS-21',
    summary: 'sends x-amzn-RequestId twice, as a target does behind a proxy that adds its own',
    change: wrap('complete', (complete) => async (response, request) => {
      const completed = await complete(response, request);
      return again(completed, 'x-amzn-RequestId', crypto.randomUUID());
    }),
  },
];
