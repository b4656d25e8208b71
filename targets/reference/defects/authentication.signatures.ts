import { signingName } from '../../sigv4/index.js';
import {
  canonicalQuery,
  canonicalValue,
  type HeaderForm,
  type QueryForm,
  reescaped,
} from '../canonical-request.js';
import { type QueryPair, splitPairs } from '../query.js';
import { compareSignature, dateOf, readAttempt, signatureRules } from '../signature.js';
import {
  corrected,
  reading,
  readingCorrected,
  refusedSignature,
  withoutRule,
  withRule,
  withRules,
} from './authentication.rules.js';
import type { Defect } from './defect.js';
import type { StagesChange } from './wrap.js';

const minute = 60_000;
const plain = 'AWS4-HMAC-SHA256';

/** What a signature has to cover, how old it may be, how its parts are put together, and what is malformed. */
export const signatureDefects: readonly Defect[] = [
  {
    id: 'signature-from-the-future-accepted',
    breaks: 'AU-12',
    summary: 'looks whether a signature has expired, and not whether it is valid yet',
    change: clock((age) => age <= 5 * minute),
  },
  {
    id: 'host-not-covered-accepted',
    breaks: 'AU-13',
    summary: 'accepts signatures that do not cover host',
    change: withRule('coversHost', ({ signedHeaders, request }) =>
      signedHeaders.every((name) => request.headers[name] !== undefined)
        ? undefined
        : refusedSignature('SignedHeaders must name only headers that were sent.'),
    ),
  },
  {
    id: 'date-not-covered-accepted',
    breaks: 'AU-13',
    summary: 'accepts signatures that do not cover the x-amz-date that was sent',
    change: withoutRule('coversDate'),
  },
  {
    id: 'content-hash-not-covered-accepted',
    breaks: 'AU-13',
    summary: 'accepts signatures that do not cover the x-amz-content-sha256 that was sent',
    change: withoutRule('coversContentHash'),
  },
  {
    id: 'amz-headers-not-covered-accepted',
    breaks: 'AU-13',
    summary: 'demands of a signature only that it covers host',
    change: withRules({ coversDate: null, coversContentHash: null }),
  },
  {
    id: 'algorithm-by-its-beginning',
    breaks: 'AU-14',
    summary: 'takes every algorithm that begins with AWS4-HMAC for its own',
    change: readingCorrected((value) => value.replace(/^AWS4-HMAC-\S+/, plain)),
  },
  {
    id: 'algorithm-ignored',
    breaks: 'AU-14',
    summary: 'reads the fields of an Authorization header whatever algorithm it names',
    change: readingCorrected((value) => value.replace(/^\S+/, plain)),
  },
  {
    id: 'algorithm-of-the-header-taken',
    breaks: 'AU-14',
    summary: 'puts the algorithm that the header names into the string to sign, and signs as ever',
    change: reading((request) => {
      const attempt = readAttempt(corrected(request, (value) => value.replace(/^AWS4-\S+/, plain)));
      const [algorithm = plain] = (request.headers.authorization ?? '').split(' ', 1);
      return 'kind' in attempt ? attempt : { ...attempt, algorithm };
    }),
  },
  {
    id: 'asymmetric-algorithm-taken',
    breaks: 'AU-14',
    summary: 'treats the name of Signature Version 4A as that of Signature Version 4',
    change: readingCorrected((value) => value.replace(/^AWS4-ECDSA-P256-SHA256/, plain)),
  },
  {
    id: 'scope-date-ignored',
    breaks: 'AU-15',
    summary: 'does not compare the date of the scope with that of the request',
    change: withoutRule('scopeDate'),
  },
  {
    id: 'scope-date-of-the-request-taken',
    breaks: 'AU-15',
    summary: 'takes the date of the scope from the request, whatever the header names',
    change: reading((request) => {
      const attempt = readAttempt(request);
      return 'kind' in attempt ? attempt : { ...attempt, scopeDate: attempt.date.slice(0, 8) };
    }),
  },
  {
    id: 'scope-end-ignored',
    breaks: 'AU-15',
    summary: 'does not look at the end of the scope',
    change: readingCorrected((value) => value.replace(/(Credential=(?:[^/,]*\/){4})[^,]*/, '$1aws4_request')),
  },
  {
    id: 'scope-region-of-its-own-taken',
    breaks: 'AU-09',
    summary: 'uses its own region in place of that of the scope, whatever the header names',
    change: withRules({
      scopeRegion: null,
      signature: (attempt, access) => compareSignature({ ...attempt, region: access.region }, access),
    }),
  },
  {
    id: 'scope-service-of-its-own-taken',
    breaks: 'AU-09',
    summary: 'uses its own service in place of that of the scope, whatever the header names',
    change: withRules({
      scopeService: null,
      signature: (attempt, access) => compareSignature({ ...attempt, service: signingName }, access),
    }),
  },
  {
    id: 'content-hash-trusted',
    breaks: 'AU-16',
    summary: 'believes x-amz-content-sha256 without a look at the body',
    change: withoutRule('contentHash'),
  },
  {
    id: 'clock-of-one-minute-demanded',
    breaks: 'AU-17',
    summary: 'refuses signatures that are dated more than a minute from its own time',
    change: clock((age) => Math.abs(age) <= minute),
  },
  {
    id: 'clock-ahead-refused',
    breaks: 'AU-17',
    summary: 'refuses signatures from clocks that are more than a minute fast',
    change: clock((age) => age >= -minute && age <= 5 * minute),
  },
  {
    id: 'clock-behind-refused',
    breaks: 'AU-17',
    summary: 'refuses signatures from clocks that are more than a minute slow',
    change: clock((age) => age >= -5 * minute && age <= minute),
  },
  {
    id: 'signed-keys-once',
    breaks: 'AU-18',
    summary: 'keeps one value of each key in the canonical query',
    change: queryForm((pairs) => [...new Map(pairs).entries()]),
  },
  {
    id: 'signed-values-not-sorted',
    breaks: 'AU-18',
    summary: 'sorts the canonical query by keys only',
    change: queryOf((query) =>
      escaped(query)
        .sort(([one], [other]) => compare(one, other))
        .map(joined)
        .join('&'),
    ),
  },
  {
    id: 'signed-query-sorted-as-text',
    breaks: 'AU-01',
    summary: 'sorts the canonical query by key and value in one',
    change: queryOf((query) => escaped(query).map(joined).sort().join('&')),
  },
  {
    id: 'signed-query-sorted-without-case',
    breaks: 'AU-18',
    summary: 'sorts the canonical query without regard to case',
    change: queryOf((query) =>
      escaped(query)
        .sort(([one], [other]) => compare(one.toLowerCase(), other.toLowerCase()))
        .map(joined)
        .join('&'),
    ),
  },
  {
    id: 'signed-empty-values-bare',
    breaks: 'AU-18',
    summary: 'leaves the equals sign of an empty value out of the canonical query',
    change: queryOf((query) => canonicalQuery(query, reescaped).replace(/=(?=&|$)/g, '')),
  },
  {
    id: 'signed-empty-values-lost',
    breaks: 'AU-18',
    summary: 'leaves keys with an empty value out of the canonical query',
    change: queryForm((pairs) => pairs.filter(([, value]) => value !== '')),
  },
  {
    id: 'signed-bare-keys-lost',
    breaks: 'AU-18',
    summary: 'leaves keys without an equals sign out of the canonical query',
    change: queryOf((query) =>
      canonicalQuery(
        query
          .split('&')
          .filter((piece) => piece.includes('='))
          .join('&'),
        reescaped,
      ),
    ),
  },
  {
    id: 'signed-empty-names-lost',
    breaks: 'AU-18',
    summary: 'leaves values without a key out of the canonical query',
    change: queryForm((pairs) => pairs.filter(([name]) => name !== '')),
  },
  {
    id: 'signed-empty-pieces-bare',
    breaks: 'AU-18',
    summary: 'keeps the ampersands of empty pieces in the canonical query',
    change: queryOf((query) => {
      const empty = query.split('&').filter((piece) => piece === '').length;
      return `${'&'.repeat(empty)}${canonicalQuery(query, reescaped)}`;
    }),
  },
  {
    id: 'signed-escapes-as-sent',
    breaks: 'AU-18',
    summary: 'keeps escapes in the canonical query as they were sent',
    change: queryOf((query) => canonicalQuery(query, (text) => text)),
  },
  {
    id: 'signed-unknown-keys-lost',
    breaks: 'AU-18',
    summary: 'leaves keys that the operation does not know out of the canonical query',
    change: queryForm((pairs) => pairs.filter(([name]) => !/^x-|^x%20/i.test(name))),
  },
  {
    id: 'signed-header-lines-lost',
    breaks: 'AU-11',
    summary: 'takes the first line of a signed header that has two',
    change: headerForm(([first = '']) => canonicalValue([first])),
  },
  {
    id: 'signed-header-lines-joined-with-space',
    breaks: 'AU-11',
    summary: 'puts a space after the comma between two lines of a signed header',
    change: headerForm((values) => values.map((value) => canonicalValue([value])).join(', ')),
  },
  {
    id: 'signed-header-lines-sorted',
    breaks: 'AU-11',
    summary: 'sorts the lines of a signed header',
    change: headerForm((values) => canonicalValue([...values].sort())),
  },
  {
    id: 'signed-header-spaces-kept',
    breaks: 'AU-11',
    summary: 'keeps every space inside a signed header',
    change: headerForm((values) => values.map((value) => value.trim()).join(',')),
  },
  {
    id: 'signed-header-without-value-refused',
    breaks: 'AU-11',
    summary: 'treats a signed header without a value as one that was not sent',
    change: withRule('coversHost', (attempt) =>
      attempt.signedHeaders.every((name) => attempt.request.headers[name])
        ? signatureRules.coversHost(attempt)
        : refusedSignature('A signed header is missing.'),
    ),
  },
  {
    id: 'short-signature-accepted',
    breaks: 'AU-19',
    summary: 'compares no more digits of a signature than were sent',
    change: comparing((given, expected) => expected.startsWith(given)),
  },
  {
    id: 'long-signature-accepted',
    breaks: 'AU-19',
    summary: 'compares no more than the first 64 digits of a signature',
    change: comparing((given, expected) => given.startsWith(expected)),
  },
  {
    id: 'signature-compared-to-the-shorter-end',
    breaks: 'AU-19',
    summary: 'compares as many digits as the shorter of two signatures has',
    change: comparing((given, expected) => expected.startsWith(given) || given.startsWith(expected)),
  },
  {
    id: 'signature-of-no-digits-accepted',
    breaks: 'AU-19',
    summary: 'stops reading a signature at what is no hexadecimal digit',
    change: comparing(
      (given, expected) => /[^0-9a-f]/.test(given) && expected.startsWith(given.slice(0, -1)),
    ),
  },
  {
    id: 'scope-completed',
    breaks: 'AU-19',
    summary: 'puts in what a scope lacks',
    change: readingCorrected((value) =>
      value.replace(/Credential=([^,]*)/, (_, credential: string) => {
        const parts = credential.split('/');
        const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
        const whole = ['', today, 'us-east-1', 'codeartifact', 'aws4_request'];
        return `Credential=${[...parts, ...whole.slice(parts.length)].join('/')}`;
      }),
    ),
  },
  {
    id: 'scope-tail-ignored',
    breaks: 'AU-19',
    summary: 'ignores what follows the end of a scope',
    change: readingCorrected((value) => value.replace(/(aws4_request)[^,]*/, '$1')),
  },
  {
    id: 'signed-headers-assumed',
    breaks: 'AU-19',
    summary: 'assumes that host and x-amz-date are signed if SignedHeaders does not say',
    change: readingCorrected((value) =>
      /SignedHeaders=[^,]/.test(value)
        ? value
        : `${value.replace(/SignedHeaders=,\s*/, '')}, SignedHeaders=host;x-amz-date`,
    ),
  },
  {
    id: 'signed-header-not-sent-accepted',
    breaks: 'AU-19',
    summary: 'treats a signed header that was not sent as an empty one',
    change: withRule('coversHost', ({ signedHeaders }) =>
      signedHeaders.includes('host') ? undefined : refusedSignature('SignedHeaders must name host.'),
    ),
  },
];

/** `within` gets the milliseconds since the date of the signature. */
function clock(within: (age: number) => boolean): StagesChange {
  return withRule('fresh', ({ date }, { now }) =>
    within(now() - dateOf(date)) ? undefined : refusedSignature('Signature expired or not yet valid.'),
  );
}

function comparing(alike: (given: string, expected: string) => boolean): StagesChange {
  return withRule('signature', (attempt, access) =>
    compareSignature(
      attempt,
      access,
      undefined,
      (given, expected) => given === expected || (given !== '' && alike(given, expected)),
    ),
  );
}

function queryOf(form: QueryForm): StagesChange {
  return withRule('signature', (attempt, access) => compareSignature(attempt, access, [form]));
}

function queryForm(edit: (pairs: readonly QueryPair[]) => readonly QueryPair[]): StagesChange {
  return queryOf((query) => canonicalQuery(edit(splitPairs(query)).map(joined).join('&'), reescaped));
}

function headerForm(form: HeaderForm): StagesChange {
  return withRule('signature', (attempt, access) =>
    compareSignature(attempt, access, undefined, undefined, form),
  );
}

const escaped = (query: string): [string, string][] =>
  splitPairs(query).map(([name, value]) => [reescaped(name), reescaped(value)]);

const joined = ([name, value]: readonly [string, string]): string => `${name}=${value}`;

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
