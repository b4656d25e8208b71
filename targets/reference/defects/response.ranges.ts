import { invalid } from '../refusal.js';
import type { ReferenceRequest } from '../request.js';
import { withBody, withHeader, withoutHeader } from '../response.js';
import type { Defect } from './defect.js';
import { all, intercepting, served, wrap } from './wrap.js';

/** Range requests and conditional requests. */
export const rangeDefects: readonly Defect[] = [
  {
    id: 'range-refused',
    breaks: 'RS-19',
    summary: 'refuses a request with Range with 416',
    change: intercepting(({ headers }) =>
      headers.range === undefined ? undefined : { ...invalid('Range.', 'OTHER'), status: 416 },
    ),
  },
  {
    id: 'range-off-by-one',
    breaks: 'RS-19',
    summary: 'responds to a range with one byte less than Content-Range names',
    change: ranged((content, first, last) => ({
      bytes: content.subarray(first, last),
      contentRange: `bytes ${first}-${last}/${content.length}`,
    })),
  },
  {
    id: 'range-unnamed',
    breaks: 'RS-19',
    summary: 'responds to a range with 206 and no Content-Range',
    change: ranged((content, first, last) => ({ bytes: content.subarray(first, last + 1) })),
  },
  {
    id: 'range-whole-as-partial',
    breaks: 'RS-19',
    summary: 'responds to a range with 206 and the whole asset',
    change: ranged((content, first, last) => ({
      bytes: content,
      contentRange: `bytes ${first}-${last}/${content.length}`,
    })),
  },
  {
    id: 'range-with-200',
    breaks: 'RS-19',
    summary: 'responds to a range with a part of the asset and 200',
    change: ranged((content, first, last) => ({ bytes: content.subarray(first, last + 1), status: 200 })),
  },
  {
    id: 'range-end-not-clamped',
    breaks: 'RS-19',
    summary: 'names a range as it was requested, though the asset ends before',
    change: ranged((content, first, last) => ({
      bytes: content.subarray(first, last + 1),
      contentRange: `bytes ${first}-${last}/${content.length}`,
    })),
  },
  {
    id: 'range-of-unknown-unit-refused',
    breaks: 'RS-19',
    summary: 'refuses a range of a unit that it does not know with 416',
    change: intercepting(({ headers: { range } }) =>
      range === undefined || range.startsWith('bytes=')
        ? undefined
        : { ...invalid('Range.', 'OTHER'), status: 416 },
    ),
  },
  conditional('if-none-match', 'responds to any If-None-Match with 304'),
  conditional('if-modified-since', 'responds to any If-Modified-Since with 304'),
  {
    id: 'if-range-ignored',
    breaks: 'RS-25',
    summary: 'responds to a range with 206 whatever If-Range says',
    change: exactly(() => true),
  },
  {
    id: 'if-range-date-ignored',
    breaks: 'RS-25',
    summary: 'looks at an If-Range that is an entity tag, and not at one that is a date',
    change: exactly(({ headers }) => !/"/.test(headers['if-range'] ?? '')),
  },
  {
    id: 'if-range-compared-as-date',
    breaks: 'RS-25',
    summary: 'treats an If-Range that is later than the asset as one that matches',
    change: exactly(({ headers }) => {
      const validator = headers['if-range'];
      return validator === undefined || Date.parse(validator) > Date.parse('2026-01-01');
    }),
  },
  {
    id: 'if-range-compared-weakly',
    breaks: 'RS-25',
    summary: 'sends an ETag, and accepts a weak If-Range for it',
    change: all(
      exactly(
        ({ headers }, tag) =>
          headers['if-range'] === undefined || headers['if-range'].replace(/^W\//, '') === tag,
      ),
      served((response, { asset }) => withHeader(response, 'ETag', tagOf(asset.source.sha256))),
    ),
  },
  {
    id: 'if-range-alone-partial',
    breaks: 'RS-25',
    summary: 'responds to If-Range with 206, even if there is no Range',
    change: wrap('serve', (serve) => (found, request) => {
      const response = serve(found, request);
      return request.headers['if-range'] !== undefined && request.headers.range === undefined
        ? { ...response, status: 206 }
        : response;
    }),
  },
  {
    id: 'range-of-any-unit-taken',
    breaks: 'RS-19',
    summary: 'treats a range of any unit as one of bytes',
    change: exactly(plainly, /=(\d*)-(\d*)$/),
  },
  {
    id: 'range-unit-by-its-beginning',
    breaks: 'RS-19',
    summary: 'treats a range of a unit that begins with byte as one of bytes',
    change: exactly(plainly, /^byte\w*=(\d*)-(\d*)$/),
  },
  {
    id: 'range-unit-by-its-end',
    breaks: 'RS-19',
    summary: 'treats a range of a unit that ends with bytes as one of bytes',
    change: exactly(plainly, /bytes=(\d*)-(\d*)$/),
  },
  {
    id: 'range-backwards-turned',
    breaks: 'RS-19',
    summary: 'turns a range that ends before it begins round',
    change: exactly(plainly, undefined, (first, last) => (first > last ? [last, first] : [first, last])),
  },
  {
    id: 'range-without-numbers-taken',
    breaks: 'RS-19',
    summary: 'treats a range without numbers as the whole asset, with 206',
    change: exactly(({ headers }) => headers.range === 'bytes=-'),
  },
  {
    id: 'range-beyond-the-end-empty',
    breaks: 'RS-19',
    summary: 'responds to a range that begins behind the asset with 206 and no bytes',
    change: ranged((content, first) =>
      first >= content.length
        ? { bytes: Buffer.alloc(0), contentRange: `bytes ${first}-${first}/${content.length}` }
        : { bytes: content, status: 200 },
    ),
  },
  {
    id: 'range-of-nothing-partial',
    breaks: 'RS-19',
    summary: 'responds to a range of an empty asset with 206',
    change: wrap('serve', (serve) => (found, request) => {
      const response = serve(found, request);
      return request.headers.range !== undefined && found.asset.source.size === 0
        ? { ...withHeader(response, 'Content-Range', 'bytes 0-0/0'), status: 206 }
        : response;
    }),
  },
  {
    id: 'range-of-first-byte-whole',
    breaks: 'RS-19',
    summary: 'treats a range that ends at zero as one without an end',
    change: exactly(plainly, undefined, (first, last, size) => [first, last || size - 1]),
  },
  {
    id: 'range-suffix-as-prefix',
    breaks: 'RS-19',
    summary: 'reads bytes=-5 as bytes=0-5',
    change: ranged((content, first, last, isSuffix) => {
      const [from, to] = isSuffix ? [0, content.length - first] : [first, last];
      return {
        bytes: content.subarray(from, to + 1),
        contentRange: `bytes ${from}-${Math.min(to, content.length - 1)}/${content.length}`,
      };
    }),
  },
  {
    id: 'range-suffix-not-clamped',
    breaks: 'RS-19',
    summary: 'loses bytes if more are requested from the end than there are',
    change: ranged((content, first, last) =>
      first < 0
        ? { bytes: content.subarray(first), contentRange: `bytes ${first}-${last}/${content.length}` }
        : { bytes: content, status: 200 },
    ),
  },
  {
    id: 'head-range-partial',
    breaks: 'RS-26',
    summary: 'responds to HEAD with Range with 206',
    change: exactly(({ method }) => method === 'HEAD', undefined, undefined, ['HEAD']),
  },
  {
    id: 'head-range-refused',
    breaks: 'RS-26',
    summary: 'responds to HEAD with a range behind the asset with 416',
    change: wrap('serve', (serve) => (found, request) => {
      const response = serve(found, request);
      const first = /^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1];
      const behind = first !== undefined && Number(first) >= found.asset.source.size;
      return request.method === 'HEAD' && behind ? { ...response, status: 416 } : response;
    }),
  },
];

interface Part {
  readonly bytes: Uint8Array;
  readonly contentRange?: string;
  readonly status?: number;
}

function ranged(part: (content: Uint8Array, first: number, last: number, isSuffix: boolean) => Part) {
  return wrap('serve', (serve) => (found, request) => {
    const response = serve(found, request);
    const content = found.asset.source.whole();
    const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
    if (range === null || content === undefined) return response;
    const size = content.length;
    const first = range[1] === '' ? size - Number(range[2]) : Number(range[1]);
    const last = range[1] === '' || range[2] === '' ? size - 1 : Number(range[2]);
    const { bytes, contentRange, status = 206 } = part(content, first, last, range[1] === '');
    const partial = { ...withBody(response, bytes), status };
    return contentRange === undefined ? partial : withHeader(partial, 'Content-Range', contentRange);
  });
}

function conditional(header: string, summary: string): Defect {
  return {
    id: `${header}-always-matches`,
    breaks: 'RS-20',
    summary,
    change: wrap('serve', (serve) => (found, request) => {
      const response = serve(found, request);
      return request.headers[header] === undefined
        ? response
        : { ...withoutHeader(response, 'Content-Length'), status: 304, body: Buffer.alloc(0) };
    }),
  };
}

type Bounds = readonly [first: number, last: number];

function tagOf(sha256: string): string {
  return `"${sha256.slice(0, 16)}"`;
}

/** Without a look at any validator: anyone who sends one gets the whole. */
function plainly({ headers }: ReferenceRequest): boolean {
  return headers['if-range'] === undefined;
}

/** Serves ranges as they should be but for one thing: to which requests, in what syntax, with which bounds. */
function exactly(
  applies: (request: ReferenceRequest, tag: string) => boolean,
  syntax = /^bytes=(\d*)-(\d*)$/,
  bounded: (first: number, last: number, size: number) => Bounds = (first, last) => [first, last],
  methods: readonly string[] = ['GET'],
) {
  return wrap('serve', (serve) => (found, request) => {
    const response = serve(found, request);
    const content = found.asset.source.whole();
    const range = syntax.exec(request.headers.range ?? '');
    if (range === null || content === undefined || !methods.includes(request.method)) return response;
    if (!applies(request, tagOf(found.asset.source.sha256))) return response;
    const [, from = '', to = ''] = range;
    const size = content.length;
    const fromEnd = from === '' && to !== '';
    const [first, last] = bounded(
      fromEnd ? Math.max(size - Number(to), 0) : Number(from),
      fromEnd || to === '' ? size - 1 : Math.min(Number(to), size - 1),
      size,
    );
    if (first > last) return response;
    const partial = { ...withBody(response, content.subarray(first, last + 1)), status: 206 };
    return withHeader(partial, 'Content-Range', `bytes ${first}-${last}/${size}`);
  });
}
