import { withBody, withHeader, withoutHeader } from '../answer.js';
import { invalid } from '../refusal.js';
import type { Defect } from './defect.js';
import { intercepting, wrap } from './wrap.js';

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
    summary: 'answers a range with one byte less than Content-Range names',
    change: ranged((content, first, last) => ({
      bytes: content.subarray(first, last),
      contentRange: `bytes ${first}-${last}/${content.length}`,
    })),
  },
  {
    id: 'range-unnamed',
    breaks: 'RS-19',
    summary: 'answers a range with 206 and no Content-Range',
    change: ranged((content, first, last) => ({ bytes: content.subarray(first, last + 1) })),
  },
  {
    id: 'range-whole-as-partial',
    breaks: 'RS-19',
    summary: 'answers a range with 206 and the whole asset',
    change: ranged((content, first, last) => ({
      bytes: content,
      contentRange: `bytes ${first}-${last}/${content.length}`,
    })),
  },
  {
    id: 'range-with-200',
    breaks: 'RS-19',
    summary: 'answers a range with a part of the asset and 200',
    change: ranged((content, first, last) => ({ bytes: content.subarray(first, last + 1), status: 200 })),
  },
  {
    id: 'range-end-not-clamped',
    breaks: 'RS-19',
    summary: 'names a range as it was asked for, though the asset ends before',
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
  conditional('if-none-match', 'answers any If-None-Match with 304'),
  conditional('if-modified-since', 'answers any If-Modified-Since with 304'),
];

interface Part {
  readonly bytes: Uint8Array;
  readonly contentRange?: string;
  readonly status?: number;
}

function ranged(part: (content: Uint8Array, first: number, last: number) => Part) {
  return wrap('serve', (serve) => (found, request) => {
    const answer = serve(found, request);
    const content = found.asset.source.whole();
    const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
    if (range === null || content === undefined) return answer;
    const size = content.length;
    const first = range[1] === '' ? size - Number(range[2]) : Number(range[1]);
    const last = range[1] === '' || range[2] === '' ? size - 1 : Number(range[2]);
    const { bytes, contentRange, status = 206 } = part(content, first, last);
    const partial = { ...withBody(answer, bytes), status };
    return contentRange === undefined ? partial : withHeader(partial, 'Content-Range', contentRange);
  });
}

function conditional(header: string, summary: string): Defect {
  return {
    id: `${header}-always-matches`,
    breaks: 'RS-20',
    summary,
    change: wrap('serve', (serve) => (found, request) => {
      const answer = serve(found, request);
      return request.headers[header] === undefined
        ? answer
        : { ...withoutHeader(answer, 'Content-Length'), status: 304, body: Buffer.alloc(0) };
    }),
  };
}
