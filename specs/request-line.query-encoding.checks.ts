import {
  type AssetUnderTest,
  accepted,
  type Check,
  check,
  clientError,
  notTheAsset,
  requestFor,
  without,
} from '../engine/index.js';
import { encodeQuery } from '../generators/index.js';
import { type ParameterValues, parameters } from '../schemas/index.js';
import { isGeneric } from './assets.js';
import { entries, sameAs } from './request-line.encodings.js';
import { servesEach } from './serves-each.js';

const everyByteEscaped = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const rawQuery = (values: ParameterValues, encode: (text: string) => string): string =>
  entries(values)
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');

const hasEscapes = (each: AssetUnderTest): boolean =>
  isGeneric(each) && /%[A-F0-9]*[A-F]/.test(encodeQuery(entries(each.values)));

const malformed = ['%ZZ', '%', '%4', '%FF', '%C3%28', '%C0%AF', '%ED%A0%80'];

/** A byte of no sequence, a sequence without its end, half a surrogate pair. */
const undecodable = ['%FF', '%C3', '%ED%A0%80'];

/** How names and values are encoded in the query. */
export const queryEncoding: readonly Check[] = [
  sameAs('RL-16', 'every character escaped', (request, values) =>
    request.query(rawQuery(values, everyByteEscaped)),
  ),
  sameAs('RL-16', 'unreserved characters escaped', (request, values) =>
    request.query(
      rawQuery(values, (text) =>
        encodeURIComponent(text).replaceAll(
          /[a-e]/g,
          (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
        ),
      ),
    ),
  ),
  servesEach('RL-16', 'names that need escapes', (fixtures) =>
    fixtures.where(
      'generic asset whose name needs escapes',
      (each) => isGeneric(each) && /[^A-Za-z0-9._~-]/.test(each.fixture.name) && !/%/.test(each.fixture.name),
    ),
  ),
  check('RL-16', 'versions and revisions that need escapes', async ({ fixtures, revision, expect }) => {
    const asset = fixtures.find(
      'generic version with a plus sign',
      (each) => isGeneric(each) && each.version.version.includes('+') && each.fixture.size > 0,
    );
    await expect(requestFor(asset).with({ revision: await revision(asset) })).toServe();
  }),
  sameAs(
    'RL-17',
    'lower-case hexadecimal digits',
    (request, values) =>
      request.query(encodeQuery(entries(values)).replaceAll(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())),
    hasEscapes,
  ),
  check('RL-18', 'a bare plus sign', ({ fixtures, expect }) => {
    const asset = fixtures.find('asset with a plus sign in its name', (each) =>
      each.fixture.name.includes('+'),
    );
    return expect(
      requestFor(asset)
        .query(encodeQuery(entries(asset.values)).replaceAll('%2B', '+'))
        .beyond(),
    ).toBeObserved('plus or space');
  }),
  ...malformed.map((sequence) =>
    check('RL-19', `${sequence} in the name of the asset`, ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      const others = encodeQuery(entries(without(asset.values, 'asset')));
      return expect(requestFor(asset).query(`${others}&asset=a${sequence}`).beyond()).toBe(
        notTheAsset(asset, clientError),
      );
    }),
  ),
  // Decoders that leave out what they cannot decode make another name of it.
  ...(['asset', 'package', 'version', 'namespace'] as const).map((name) =>
    check('RL-16', `${name} with octets that are no UTF-8`, async ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      const others = encodeQuery(entries(without(asset.values, name)));
      const value = asset.values[name] ?? '';
      for (const octets of undecodable)
        for (const wrong of [
          `${octets}${value}`,
          `${value.slice(0, 2)}${octets}${value.slice(2)}`,
          `${value}${octets}`,
        ])
          await expect(requestFor(asset).query(`${others}&${name}=${wrong}`).beyond()).toBe(
            notTheAsset(asset, clientError),
          );
    }),
  ),
  sameAs('RL-21', 'domain-owner as domain%2Downer', (request, values) =>
    request.query(encodeQuery(entries(values)).replace('domain-owner=', 'domain%2Downer=')),
  ),
  sameAs('RL-21', 'a letter of each name escaped', (request, values) =>
    request.query(
      entries(values)
        .map(
          ([name, value]) =>
            `%${name.charCodeAt(0).toString(16)}${name.slice(1)}=${encodeURIComponent(value)}`,
        )
        .join('&'),
    ),
  ),
  check('RL-22', 'nine parameters at their maximum length', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).pairs(entries(longestValues()))).toBe(accepted),
  ),
  check('RL-22', 'nine parameters at their maximum length, every byte escaped', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).query(rawQuery(longestValues(), everyByteEscaped))).toBe(accepted),
  ),
  ...[
    { title: 'an unescaped semicolon', held: ';', escaped: '%3B' },
    { title: 'an unescaped equals sign', held: '=', escaped: '%3D' },
    { title: 'an unescaped comma', held: ',', escaped: '%2C' },
  ].map(({ title, held, escaped }) =>
    check('RL-24', title, ({ fixtures, expect }) => {
      const asset = fixtures.find(
        `generic asset with “${held}” in its name`,
        (each) => isGeneric(each) && each.fixture.name.includes(held),
      );
      return expect(
        requestFor(asset)
          .query(encodeQuery(entries(asset.values)).replaceAll(escaped, held))
          .beyond(),
      ).toServe();
    }),
  ),
  check('RL-22', 'names of 255 characters that take three octets each', ({ fixtures, expect }) => {
    const long = '\u4e00'.repeat(255);
    return expect(
      requestFor(fixtures.usual()).with({ namespace: long, package: long, version: long, asset: long }),
    ).toBe(accepted);
  }),
  servesEach('RL-23', 'a name that would decode twice', (fixtures) =>
    fixtures.where('asset with an escape in its name', (each) => /%[0-9A-Fa-f]{2}/.test(each.fixture.name)),
  ),
  check('RL-23', 'the name of an asset, encoded twice', ({ fixtures, expect }) => {
    const asset = fixtures.find(
      'generic asset whose name needs escapes',
      (each) =>
        isGeneric(each) &&
        encodeURIComponent(each.fixture.name) !== each.fixture.name &&
        !fixtures.holds({ ...each.values, asset: encodeURIComponent(each.fixture.name) }),
    );
    const request = requestFor(asset).with({ asset: encodeURIComponent(asset.fixture.name) });
    return expect(request.notListed(fixtures)).toBeNotFound('asset');
  }),
];

/** A valid value of the greatest length for each of the nine parameters; nothing of that name is there. */
function longestValues(): ParameterValues {
  const values: Record<string, string> = {};
  for (const { name, maxLength, values: allowed } of parameters)
    values[name] = allowed ? 'generic' : (name === 'domain-owner' ? '1' : 'z').repeat(maxLength ?? 1);
  return values;
}
