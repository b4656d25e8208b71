import { mebibyte } from '../../fixtures/index.js';
import { parseQuery, percentDecoded } from '../query.js';
import { invalid, isRefusal } from '../refusal.js';
import { withHeader, withoutHeader } from '../response.js';
import { assetHeaders } from './asset-headers.js';
import type { Defect } from './defect.js';
import { generalDefects } from './general.js';
import { bodyDefects } from './response.body.js';
import { codingDefects } from './response.codings.js';
import { framingDefects } from './response.framing.js';
import { headerDefects } from './response.headers.js';
import { interpretedDefects } from './response.interpreted.js';
import { noContentDefects } from './response.no-content.js';
import { rangeDefects } from './response.ranges.js';
import { repeatedHeaderDefects } from './response.repeated-headers.js';
import { all, bound, bytes, intercepting, refused, served, wrap } from './wrap.js';

/** Assets above this size are streamed. */
const large = 32 * mebibyte;

/** The response that carries an asset: status, headers, bytes, framing. */
export const responseDefects: readonly Defect[] = [
  ...generalDefects('response'),
  ...bodyDefects,
  ...interpretedDefects,
  ...headerDefects,
  ...framingDefects,
  ...codingDefects,
  {
    id: 'empty-asset-204',
    breaks: 'RS-17',
    summary: 'responds to an empty asset with 204',
    change: served((response, { asset }) =>
      asset.source.size === 0 ? { ...withoutHeader(response, 'Content-Length'), status: 204 } : response,
    ),
  },
  {
    id: 'empty-asset-not-found',
    breaks: 'RS-17',
    summary: 'does not find an empty asset',
    change: wrap('match', (match) => ({
      ...match,
      asset: (wanted, held, version) => held.source.size > 0 && match.asset(wanted, held, version),
    })),
  },
  {
    id: 'empty-asset-without-headers',
    breaks: 'RS-17',
    summary: 'leaves the three headers of an empty asset out',
    change: served((response, { asset }) =>
      asset.source.size === 0 ? Object.values(assetHeaders).reduce(withoutHeader, response) : response,
    ),
  },
  {
    id: 'empty-asset-filled',
    breaks: 'RS-17',
    summary: 'serves a space for an empty asset',
    change: bytes((content) => (content.length === 0 ? Buffer.from(' ') : content)),
  },
  {
    id: 'request-id-absent',
    breaks: 'RS-21',
    summary: 'sends no x-amzn-RequestId',
    change: wrap(
      'complete',
      (complete) => async (response, request) =>
        withoutHeader(await complete(response, request), 'x-amzn-RequestId'),
    ),
  },
  {
    id: 'request-id-absent-on-errors',
    breaks: 'RS-21',
    summary: 'sends no x-amzn-RequestId with an error',
    change: wrap('complete', (complete) => async (response, request) => {
      const completed = await complete(response, request);
      return response.status < 400 ? completed : withoutHeader(completed, 'x-amzn-RequestId');
    }),
  },
  {
    id: 'request-id-constant',
    breaks: 'RS-21',
    summary: 'sends the same x-amzn-RequestId every time',
    change: wrap(
      'complete',
      (complete) => async (response, request) =>
        withHeader(
          await complete(response, request),
          'x-amzn-RequestId',
          '00000000-0000-0000-0000-000000000000',
        ),
    ),
  },
  {
    id: 'header-names-case-sensitive',
    breaks: 'RS-13',
    summary: 'refuses header names in capitals',
    change: intercepting(({ headerNames }) =>
      headerNames.some((name) => /[A-Z]{3}/.test(name)) ? invalid('Unreadable header.', 'OTHER') : undefined,
    ),
  },
  {
    id: 'header-lines-injected',
    breaks: 'RS-24',
    summary: 'repeats an invalid value in a header, line breaks and all',
    change: refused((response, _error, { rawQuery }) => {
      const query = parseQuery(rawQuery);
      const lines = isRefusal(query)
        ? []
        : query.pairs.flatMap(([, value]) => value.split(/[\r\n]+/).slice(1));
      return lines.reduce((changed, line) => {
        const [name = '', value = ''] = line.split(/:\s*/, 2);
        return /^[A-Za-z0-9-]+$/.test(name) ? withHeader(changed, name, value) : changed;
      }, response);
    }),
  },
  {
    id: 'header-lines-injected-by-line-feed',
    breaks: 'RS-24',
    summary: 'cuts an asset name at a line feed and sends the rest as headers with the asset',
    change: all(
      bound((input) =>
        input.asset === undefined ? input : { ...input, asset: input.asset.split('\n', 1)[0] ?? '' },
      ),
      wrap('serve', (serve) => (found, request) => {
        const response = serve(found, request);
        const [, line = ''] = (percentDecoded(request.rawQuery) ?? '').split('\n');
        const [name = '', value = ''] = line.split('&', 1)[0]?.split(/:\s*/, 2) ?? [];
        return /^[A-Za-z0-9-]+$/.test(name) ? withHeader(response, name, value) : response;
      }),
    ),
  },
  {
    id: 'large-not-streamed',
    breaks: 'RS-18',
    summary: 'makes a large asset ready as a whole before it sends the first byte',
    change: served((response, { asset }) =>
      asset.source.size > large && asset.source.size <= 16 * large
        ? { ...response, wire: { withheld: true, delay: 2000 } }
        : response,
    ),
  },
  ...rangeDefects,
  ...repeatedHeaderDefects,
  ...noContentDefects,
];
