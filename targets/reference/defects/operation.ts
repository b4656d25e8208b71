import { setImmediate as turn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { RequirementId } from '../../../schemas/index.js';
import type { Found, RequestedAsset } from '../find.js';
import { notFound, type Refusal } from '../refusal.js';
import type { ReferenceRequest } from '../request.js';
import { type ReferenceResponse, wholeBody, withBody, withHeader } from '../response.js';
import type { Stages } from '../stages.js';
import { constraintDefects } from './constraints.js';
import type { Defect } from './defect.js';
import { generalDefects } from './general.js';
import { bytes, type StagesChange, served, wrap } from './wrap.js';

const kibibyte = 1024;
const page = 4 * kibibyte;
const small = 64 * kibibyte;

type CachedPart = Exclude<keyof RequestedAsset, 'domainOwner' | 'format' | 'revision'>;

/**
 * Bytes that are not those of the asset, and responses that depend on requests that came before or are under way.
 */
export const operationDefects: readonly Defect[] = [
  ...generalDefects('operation'),
  ...(['domain', 'repository', 'namespace', 'package', 'version', 'asset'] as const).map((part) => ({
    id: `cache-without-${part}`,
    breaks: 'OP-04' as const,
    summary: `caches what it found under a key that leaves ${part} out`,
    change: caching(part),
  })),
  {
    id: 'cache-of-misses',
    breaks: 'OP-04',
    summary: 'finds nothing more in a version once an asset of it was not found',
    change: (stages) => {
      const missed = new Set<string>();
      return {
        ...stages,
        find(wanted, store, match, admit) {
          const outcome = stages.find(wanted, store, match, admit);
          const key = keyOf(wanted, ['asset']);
          if (outcome.kind === 'refusal' && outcome.resourceType === 'asset') missed.add(key);
          return outcome.kind === 'found' && missed.has(key)
            ? notFound('asset', wanted.asset, 'Not found.')
            : outcome;
        },
      };
    },
  },
  {
    id: 'cache-of-refusals',
    breaks: 'OP-04',
    summary: 'repeats a refusal to the next valid request',
    change: (stages) => {
      let last: Refusal | undefined;
      return {
        ...stages,
        find(wanted, store, match, admit) {
          const outcome = stages.find(wanted, store, match, admit);
          const repeated = last;
          last = outcome.kind === 'refusal' ? outcome : undefined;
          return repeated ?? outcome;
        },
      };
    },
  },
  {
    id: 'parameters-remembered',
    breaks: 'OP-04',
    summary: 'uses the value of the request before for a parameter that is missing',
    change: wrap('bind', (bind) => {
      let before: ReturnType<typeof bind> = {};
      return (query, request) => {
        before = { ...before, ...bind(query, request) };
        return before;
      };
    }),
  },
  {
    id: 'bytes-of-the-request-before',
    breaks: 'OP-04',
    summary: 'serves the bytes that the previous request asked for',
    change: everyNth(2, (_response, before) => before),
  },
  {
    id: 'every-seventh-truncated',
    breaks: 'OP-04',
    summary: 'cuts the body of every seventh response',
    change: everyNth(7, (response) => {
      const content = wholeBody(response);
      return content === undefined
        ? response
        : withBody(response, content.subarray(0, Math.floor(content.length / 2)));
    }),
  },
  {
    id: 'cache-without-case',
    breaks: 'OP-04',
    summary: 'caches what it found under a key in lower case',
    change: wrap('find', (find) => cached(find, (wanted) => keyOf(wanted, []).toLowerCase())),
  },
  {
    id: 'cache-by-name-and-size',
    breaks: 'OP-04',
    summary: 'caches bytes under the name and the size of their asset',
    change: (stages) => {
      const cache = new Map<string, Uint8Array>();
      return {
        ...stages,
        serve(found, request) {
          const response = stages.serve(found, request);
          const content = wholeBody(response);
          if (content === undefined) return response;
          const key = `${found.asset.name} ${content.length}`;
          const first = cache.get(key) ?? content;
          cache.set(key, first);
          return withBody(response, first);
        },
      };
    },
  },
  {
    id: 'cache-of-ranges',
    breaks: 'OP-04',
    summary: 'caches the first response to a query, even if that is a range, and serves it as the whole',
    change: cachingResponses((response, { headers }) => {
      const content = headers.range === 'bytes=0-1' ? wholeBody(response) : undefined;
      return content === undefined ? response : withBody(response, content.subarray(0, 2));
    }),
  },
  {
    id: 'cache-of-coded-answers',
    breaks: 'OP-04',
    summary: 'caches the first response to a query, even if that is compressed on demand',
    change: cachingResponses((response, { headers }) => {
      const content = headers['accept-encoding'] === 'gzip' ? wholeBody(response) : undefined;
      return content === undefined
        ? response
        : withHeader(withBody(response, gzipSync(content)), 'Content-Encoding', 'gzip');
    }),
  },
  {
    id: 'second-answer-empty',
    breaks: 'OP-03',
    summary: 'serves an asset once, and no bytes when it is requested again',
    change: (stages) => {
      const seen = new Set<string>();
      return {
        ...stages,
        serve(found, request) {
          const response = stages.serve(found, request);
          const again = seen.has(request.rawQuery);
          seen.add(request.rawQuery);
          return again ? withBody(response, Buffer.alloc(0)) : response;
        },
      };
    },
  },
  counting('revision-counts-requests', 'OP-03', 'gives the version a new revision at each request'),
  {
    id: 'revision-of-the-clock',
    breaks: 'OP-03',
    summary: 'makes the revision from the time of the request',
    change: served((response) =>
      withHeader(response, 'X-PackageVersionRevision', process.hrtime.bigint().toString(36)),
    ),
  },
  {
    id: 'bytes-decay',
    breaks: 'OP-03',
    summary: 'adds a byte each time that an asset is served',
    change: (stages) => {
      const times = new Map<string, number>();
      return {
        ...stages,
        serve(found, request) {
          const response = stages.serve(found, request);
          const { sha256 } = found.asset.source;
          const before = times.get(sha256) ?? 0;
          times.set(sha256, before + 1);
          const content = wholeBody(response);
          return content === undefined || before === 0
            ? response
            : withBody(response, Buffer.concat([content, Buffer.alloc(Math.min(before, 9))]));
        },
      };
    },
  },
  {
    id: 'concurrent-bodies-swapped',
    breaks: 'OP-05',
    summary: 'sends the body of whichever request came last',
    change: overlapping((_own, latest) => latest),
  },
  {
    id: 'concurrent-headers-shared',
    breaks: 'OP-05',
    summary: 'sends the headers of whichever request came last',
    change: overlapping((own, latest) => ({ ...latest, body: own.body, headers: lengthOf(own, latest) })),
  },
  {
    id: 'concurrent-refused',
    breaks: 'OP-05',
    summary: 'fails with 500 if more than four requests are under way',
    change: (stages) => {
      let under = 0;
      return {
        ...stages,
        async complete(response, request) {
          under += 1;
          await turns();
          const crowded = under > 4;
          under -= 1;
          const error = {
            kind: 'refusal',
            type: 'InternalServerException',
            status: 500,
            message: 'Busy.',
          } as const;
          return stages.complete(crowded ? stages.refuse(error, request) : response, request);
        },
      };
    },
  },
  {
    id: 'body-truncated-at-64-kib',
    breaks: 'OP-01',
    summary: 'cuts assets at 64 KiB',
    change: bytes((content) => content.subarray(0, small)),
  },
  {
    id: 'body-truncated-at-1-mib',
    breaks: 'OP-01',
    summary: 'cuts assets at 1 MiB',
    change: wrap('serve', (serve) => (found, request) => {
      const { source } = found.asset;
      const limit = kibibyte * kibibyte;
      if (source.size <= limit) return serve(found, request);
      const cut = { ...source, size: limit, whole: () => undefined, open: () => source.open(0, limit - 1) };
      return serve({ ...found, asset: { ...found.asset, source: cut } }, request);
    }),
  },
  {
    id: 'body-last-byte-lost',
    breaks: 'OP-01',
    summary: 'loses the last byte',
    change: bytes((content) => content.subarray(0, -1)),
  },
  {
    id: 'body-first-byte-lost',
    breaks: 'OP-01',
    summary: 'loses the first byte',
    change: bytes((content) => content.subarray(1)),
  },
  {
    id: 'body-line-feed-added',
    breaks: 'OP-01',
    summary: 'adds a line feed at the end',
    change: bytes((content) => Buffer.concat([content, Buffer.from('\n')])),
  },
  {
    id: 'body-empty',
    breaks: 'OP-01',
    summary: 'serves no bytes at all',
    change: bytes(() => Buffer.alloc(0)),
  },
  {
    id: 'body-of-full-block-lost',
    breaks: 'OP-01',
    summary: 'loses the last 64 KiB block if it is full',
    change: bytes((content) =>
      content.length > 0 && content.length % small === 0
        ? content.subarray(0, content.length - small)
        : content,
    ),
  },
  {
    id: 'body-page-half-repeated',
    breaks: 'OP-01',
    summary: 'sends the first half of an asset of 4 KiB twice, as if a buffer had not been filled again',
    change: bytes((content) => {
      const half = content.subarray(0, page / 2);
      return content.length === page ? Buffer.concat([half, half]) : content;
    }),
  },
  {
    id: 'body-block-repeated',
    breaks: 'OP-01',
    summary: 'sends the first 64 KiB instead of the second',
    change: bytes((content) =>
      content.length > small
        ? Buffer.concat([content.subarray(0, small), content.subarray(0, content.length - small)])
        : content,
    ),
  },
  {
    id: 'asset-only-first',
    breaks: 'OP-02',
    summary: 'knows only the first asset of a version',
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const outcome = find(wanted, store, match, admit);
      return outcome.kind === 'found' && outcome.asset !== outcome.version.assets[0]
        ? notFound('asset', wanted.asset, 'Asset not found.')
        : outcome;
    }),
  },
  ...constraintDefects('operation'),
];

function keyOf(wanted: RequestedAsset, without: readonly (keyof RequestedAsset)[]): string {
  return JSON.stringify(Object.entries(wanted).filter(([part]) => !without.some((left) => left === part)));
}

function caching(part: CachedPart): StagesChange {
  return wrap('find', (find) => cached(find, (wanted) => keyOf(wanted, [part])));
}

function cached(find: Stages['find'], key: (wanted: RequestedAsset) => string): Stages['find'] {
  const cache = new Map<string, Found>();
  return (wanted, store, match, admit) => {
    const hit = cache.get(key(wanted));
    if (hit !== undefined) return hit;
    const outcome = find(wanted, store, match, admit);
    if (outcome.kind === 'found') cache.set(key(wanted), outcome);
    return outcome;
  };
}

/** Keeps the first response to each query, in the form in which that request wanted it. */
function cachingResponses(
  inForm: (response: ReferenceResponse, request: ReferenceRequest) => ReferenceResponse,
): StagesChange {
  return wrap('serve', (serve) => {
    const cache = new Map<string, ReferenceResponse>();
    return (found, request) => {
      const response = cache.get(request.rawQuery) ?? inForm(serve(found, request), request);
      cache.set(request.rawQuery, response);
      return response;
    };
  });
}

function everyNth(
  n: number,
  edit: (response: ReferenceResponse, before: ReferenceResponse) => ReferenceResponse,
): StagesChange {
  return wrap('serve', (serve) => {
    let count = 0;
    let before: ReferenceResponse | undefined;
    return (found, request) => {
      const response = serve(found, request);
      count += 1;
      const previous = before ?? response;
      before = response;
      return count % n === 0 ? edit(response, previous) : response;
    };
  });
}

function counting(id: string, breaks: RequirementId, summary: string): Defect {
  return {
    id,
    breaks,
    summary,
    change: wrap('serve', (serve) => {
      let count = 0;
      return (found, request) => {
        count += 1;
        return withHeader(serve(found, request), 'X-PackageVersionRevision', `r${count}`);
      };
    }),
  };
}

/** Each response waits for a moment, in which another request may overwrite what both share. */
function overlapping(
  merge: (own: ReferenceResponse, latest: ReferenceResponse) => ReferenceResponse,
): StagesChange {
  return wrap('complete', (complete) => {
    let shared: ReferenceResponse | undefined;
    let under = 0;
    return async (response, request) => {
      under += 1;
      shared = response;
      await turns();
      under -= 1;
      const latest = shared;
      if (under === 0) shared = undefined;
      return complete(
        latest === undefined || latest === response ? response : merge(response, latest),
        request,
      );
    };
  });
}

async function turns(): Promise<void> {
  for (let count = 0; count < 5; count += 1) await turn();
}

function lengthOf(own: ReferenceResponse, latest: ReferenceResponse): ReferenceResponse['headers'] {
  const length = own.headers.find(([name]) => name === 'Content-Length')?.[1] ?? '0';
  return withHeader(latest, 'Content-Length', length).headers;
}
