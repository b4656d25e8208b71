import { type ReferenceResponse, wholeBody, withBody } from '../response.js';
import type { Defect } from './defect.js';
import { refused } from './wrap.js';

const text = (response: ReferenceResponse): string => Buffer.from(wholeBody(response) ?? []).toString();

/** Error bodies that a lenient parser takes and RFC 8259, or an official client, does not. */
const almostJson: readonly (readonly [id: string, summary: string, write: (json: string) => Uint8Array])[] = [
  ['byte-order-mark', 'begins error bodies with a byte order mark', (json) => Buffer.from(`\uFEFF${json}`)],
  [
    'utf-16',
    'encodes error bodies in UTF-16, with a byte order mark',
    (json) => Buffer.from(`\uFEFF${json}`, 'utf16le'),
  ],
  ['utf-16-without-mark', 'encodes error bodies in UTF-16', (json) => Buffer.from(json, 'utf16le')],
  [
    'invalid-utf-8',
    'encodes messages in Latin-1',
    (json) => Buffer.from(json.replace('"message":"', '"message":"\u00dc '), 'latin1'),
  ],
  [
    'member-twice',
    'writes the member message twice',
    (json) => Buffer.from(json.replace('{', '{"message":"first",')),
  ],
  [
    'member-twice-escaped',
    'writes the member message twice, once with an escape in its name',
    (json) => Buffer.from(json.replace('{', '{"m\\u0065ssage":"first",')),
  ],
  [
    'trailing-comma',
    'ends error bodies with a comma before the brace',
    (json) => Buffer.from(json.replace(/\}$/, ',}')),
  ],
  [
    'nan',
    'writes a number as NaN in error bodies',
    (json) => Buffer.from(json.replace('{', '{"retryAfterSeconds":NaN,')),
  ],
  [
    'single-quotes',
    'quotes with apostrophes in error bodies',
    (json) => Buffer.from(json.replaceAll("'", '’').replaceAll('"', "'")),
  ],
  ['comment', 'writes a comment into error bodies', (json) => Buffer.from(`/* error */ ${json}`)],
  ['two-documents', 'sends each error body twice', (json) => Buffer.from(`${json}${json}`)],
  ['nul-after-end', 'ends error bodies with a NUL', (json) => Buffer.from(`${json}\0`)],
  ['padded-with-form-feed', 'begins error bodies with a form feed', (json) => Buffer.from(`\f${json}`)],
  [
    'raw-line-break',
    'breaks lines inside strings of error bodies',
    (json) => Buffer.from(json.replace('"message":"', '"message":"\n')),
  ],
  [
    'half-a-surrogate',
    'cuts an escaped character of a message in half',
    (json) => Buffer.from(json.replace('"message":"', '"message":"\\ud83d ')),
  ],
];

/** Error bodies that look like JSON. */
export const errorJsonDefects: readonly Defect[] = almostJson.map(([id, summary, write]) => ({
  id: `error-json-${id}`,
  breaks: 'ER-03',
  summary,
  change: refused((response) => withBody(response, write(text(response)))),
}));
